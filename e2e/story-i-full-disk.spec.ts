import { expect, test, type CDPSession, type Page } from '@playwright/test';
import { RealServer } from './support/server.ts';
import { Till } from './support/till.ts';

let server: RealServer;
test.beforeAll(async () => {
  server = await RealServer.start();
});
test.afterAll(() => server.remove());

const ballast = (page: Page): Promise<boolean> => page.evaluate(() => caches.has('resto360-ballast'));
const usage = async (page: Page): Promise<number> =>
  (await page.evaluate(() => navigator.storage.estimate())).usage ?? 0;
/** For so long Chromium counts on the room that it found when it looked last. **Units** ms. */
const FOUND_MS = 31_000;

/** From now on the device has this much room for us; none: as much as there is. */
async function withQuota(page: Page, browser: CDPSession, quotaSize: number): Promise<void> {
  await browser.send('Storage.overrideQuotaForOrigin', { origin: server.url, quotaSize });
  await page.waitForTimeout(FOUND_MS);
}

test('story I [SYN-16]: the disk fills up; the ballast goes for a sale, and then the till says paper and never "saved"', async ({
  context,
  page,
}) => {
  const till = new Till(page);
  await till.enrol(server.url, await server.enrolCode());
  await till.signIn();
  await expect.poll(() => ballast(page)).toBe(true);
  await till.openTable();
  await till.addDish('Alloco');
  await till.send();
  await till.settled();
  const browser = await context.newCDPSession(page);

  await withQuota(page, browser, (await usage(page)) - 1_000_000);
  await till.addDish('Placali');
  await till.send();
  expect(await ballast(page)).toBe(false);
  expect(await till.lines()).toEqual(['1× Alloco', '1× Placali']);

  await withQuota(page, browser, 1);
  const tapCoffee = async () => {
    await page.getByRole('searchbox').fill('Café noir');
    await page.locator('.dish').first().click();
  };
  await tapCoffee();
  const paper = page.getByRole('dialog', { name: 'Continuez sur papier' });
  await expect(paper).toBeVisible();
  await expect(paper.getByText('n’a pas été enregistré')).toBeVisible();
  await paper.getByRole('button', { name: 'Réessayer' }).click();
  await expect(paper.getByText('Toujours pas de place.')).toBeVisible();
  await paper.getByRole('button', { name: 'Consulter sans enregistrer' }).click();
  expect(await till.lines()).toEqual(['1× Alloco', '1× Placali']);
  await page.reload();
  await expect(till.line('Placali')).toBeVisible();
  expect(await till.lines()).toEqual(['1× Alloco', '1× Placali']);
  await expect(till.chip()).toContainText('À voir');

  await tapCoffee();
  await expect(paper).toBeVisible();
  await browser.send('Storage.overrideQuotaForOrigin', { origin: server.url });
  await paper.getByRole('button', { name: 'Réessayer' }).click();
  await expect(paper).toHaveCount(0);
  await till.addDish('Café noir');
  await till.send();
  await expect.poll(async () => (await server.listOrders()).flatMap(({ lines }) => lines).length).toBe(3);
  expect(await till.lines()).toEqual(['1× Alloco', '1× Café noir', '1× Placali']);
});
