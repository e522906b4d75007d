import { expect, test } from '@playwright/test';
import { RealServer } from './support/server.ts';
import { Till } from './support/till.ts';

let server: RealServer;
test.beforeAll(async () => {
  server = await RealServer.start();
});
test.afterAll(() => server.remove());

test('story E [SYN-4]: a guest pays in two parts, and each paper says the day, the total and what was paid before', async ({
  page,
}) => {
  const till = new Till(page);
  await till.enrol(server.url, await server.enrolCode());
  await till.signIn();
  await till.openTable();
  await till.addDish('Frites');
  await till.send();
  await page.getByRole('button', { name: 'Encaisser' }).click();
  for (const digit of ['2', '0', '0']) await page.getByRole('button', { name: digit, exact: true }).click();
  await page.getByRole('button', { name: /^Encaisser une partie/ }).click();
  await expect(page.getByText('Partie payée')).toBeVisible();
  await page.getByRole('link', { name: /^Reste à payer/ }).click();
  await till.takeCashHere();

  const [last, first] = await page.locator('article[data-receipt]').all();
  if (!last || !first) throw new Error('two papers');
  await expect(page.locator('article[data-receipt]')).toHaveCount(2);
  for (const paper of [last, first]) {
    await expect(paper.locator('time')).toContainText(String(new Date().getFullYear()));
    await expect(paper.locator('dt').filter({ hasText: /^Total$/ })).toHaveCount(1);
  }
  await expect(first).toContainText('Partie payée');
  await expect(first.locator('.paper-lines li')).toHaveCount(0);
  await expect(first.locator('.sums')).not.toContainText('Déjà payé');
  await expect(first.locator('.sums')).toContainText('Reste à payer');
  await expect(last.locator('.paper-lines li')).toHaveCount(1);
  await expect(last.locator('.paper-option')).toHaveText('Tomate-oignon');
  await expect(last.locator('.sums')).toContainText(/Déjà payé\s*200/);
  await expect(last.locator('.sums')).not.toContainText('Reste à payer');
});
