import { expect, test, type Browser, type Page } from '@playwright/test';
import { Keys } from './support/keys.ts';
import { RealServer } from './support/server.ts';
import { AGREE_MAX_MS, Till } from './support/till.ts';

let server: RealServer;
test.beforeAll(async () => {
  server = await RealServer.start();
});
test.afterAll(async () => {
  await server.remove();
});

test('story G [SYN-4]: two dead tills take the money of one order; one tap gives it back, and one tap undoes that', async ({
  browser,
}) => {
  const [first, second] = [await tillOf(browser), await tillOf(browser)];
  await countFloat(first);
  await first.openTable();
  await first.addDish('Placali');
  await first.send();
  await first.settled();
  await second.openTable();
  await expect(second.line('Placali')).toBeVisible({ timeout: AGREE_MAX_MS });

  await server.kill();
  for (const till of [first, second]) await till.takeCash();
  await server.up();
  for (const till of [first, second]) {
    await till.page.evaluate(() => dispatchEvent(new Event('online')));
    await till.settled();
    await toTables(till);
    await expect(entry(till.page)).toHaveAccessibleName('À vérifier (1)', { timeout: AGREE_MAX_MS });
  }

  // By keyboard: the way to the inbox and to its big button, and on after the card is gone.
  const keys = new Keys(first.page);
  await keys.press(keys.link('À vérifier (1)'));
  await keys.onPage('À vérifier');
  const matter = card(first.page);
  await expect(matter.getByRole('heading')).toHaveText(/^Table T7.: 500.F.CFA encaissés en trop\.$/);
  await expect(matter.locator('.side')).toHaveCount(2);
  await keys.press(keys.button(/^Rendre 500/));
  await expect(first.page.getByRole('heading', { name: 'Rien à vérifier' })).toBeVisible();
  await keys.isSomewhere();
  await expect(entry(second.page)).toHaveCount(0, { timeout: AGREE_MAX_MS });
  expect(await moneyOf(server)).toEqual([1_000, 500, 500, 0]);

  const office = await officeOf(browser);
  await office.settled();
  const drawer = office.page.getByRole('region', { name: 'Ce que doivent contenir les tiroirs' });
  await expect(drawer).toContainText(/1.000.F.CFA encaissés · 500.F.CFA rendus/, { timeout: AGREE_MAX_MS });

  await second.page.evaluate(() => (location.hash = '#/inbox'));
  await second.page.getByRole('button', { name: 'Historique' }).click();
  const settled = card(second.page);
  await expect(settled).toContainText("Décidé par Koffi N'Guessan");
  await settled.getByRole('button', { name: 'Annuler' }).click();
  for (const till of [first, second]) {
    await toTables(till);
    await expect(entry(till.page)).toHaveAccessibleName('À vérifier (1)', { timeout: AGREE_MAX_MS });
  }
  await first.settled();
  expect(await moneyOf(server)).toEqual([1_000, 0, 1_000, -500]);
});

const entry = (page: Page) => page.locator('.inbox-link');
const card = (page: Page) => page.locator('.matter').first();
const toTables = (till: Till) => till.page.evaluate(() => (location.hash = '#/'));

/** The drawer that both take cash into, so that nothing but the money is odd. */
async function countFloat(till: Till): Promise<void> {
  await till.page.evaluate(() => (location.hash = '#/shift'));
  await till.page
    .locator('.drawer-card')
    .filter({ hasText: 'terrasse' })
    .getByRole('button', { name: 'Compter le fond' })
    .click();
  await till.page.getByRole('dialog').waitFor();
  await till.page.keyboard.type('10000');
  await till.page.getByRole('button', { name: /^Ouvrir avec/ }).click();
  await toTables(till);
}

async function tillOf(browser: Browser): Promise<Till> {
  const till = new Till(await (await browser.newContext()).newPage());
  await till.enrol(server.url, await server.enrolCode());
  await till.signIn("Koffi N'Guessan", '225225');
  await till.settled();
  return till;
}

async function officeOf(browser: Browser): Promise<Till> {
  const office = new Till(await (await browser.newContext()).newPage());
  await office.enrol(server.url, await server.enrolCode('office'));
  await office.signIn('Adjoua Kouassi', '360360');
  return office;
}

async function moneyOf(from: RealServer): Promise<number[]> {
  const [order] = await from.listOrders();
  return order ? [order.captured_minor, order.refunded_minor, order.paid_minor, order.due_minor] : [];
}
