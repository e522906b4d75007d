import { expect, test } from '@playwright/test';
import { RealServer } from './support/server.ts';
import { Till } from './support/till.ts';

let server: RealServer;
test.beforeAll(async () => {
  server = await RealServer.start();
});
test.afterAll(() => server.remove());

const FOUR_DAYS_MS = 4 * 86_400_000;

test('story K [SYN-25]: after four days without a line a till goes on, and a cancelled dish wants a PIN typed for it', async ({
  page,
}) => {
  const till = new Till(page);
  const sheet = page.getByRole('dialog');
  await till.enrol(server.url, await server.enrolCode());
  await till.signIn("Koffi N'Guessan", '225225');
  await till.settled();
  await server.kill();
  await page.clock.setSystemTime(Date.now() + FOUR_DAYS_MS);
  // Nobody touched it for days: it asks who is there, as always.
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Qui êtes-vous ?' })).toBeVisible();
  await till.signIn("Koffi N'Guessan", '225225');
  await till.openTable();
  await till.addDish('Placali');
  await till.send();
  await page.evaluate(() => (location.hash = '#/'));
  await expect(page.getByText('hors ligne depuis plus de 3 jours')).toBeVisible();

  await till.openTable();
  await till.voidLine('Placali');
  await sheet.getByRole('button', { name: /^Koffi/ }).click();
  for (const digit of '225225') await sheet.getByRole('button', { name: digit, exact: true }).click();
  await sheet.getByRole('button', { name: 'OK' }).click();
  await expect(till.line('Placali')).toHaveAttribute('data-state', 'void');
  await till.addDish('Garba');
  await till.send();
  await till.takeCash();

  await server.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await till.settled();
  await page.evaluate(() => (location.hash = '#/'));
  // The notice of what opened meanwhile says the same words: that one stays.
  await expect(page.locator('main.floor').getByText('hors ligne depuis plus de 3 jours')).toHaveCount(0);
  await page.locator('.inbox-link').click();
  await expect(page.locator('.matter[data-kind="aged_grant"]')).toContainText('Placali');
});
