import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { readDisk } from './support/disk.ts';
import { HOUSE, RealServer } from './support/server.ts';
import { AGREE_MAX_MS, Till } from './support/till.ts';

const COOK = { name: 'Tantie Rose Ahoué', pin: '3001' } as const;
const MANAGER = { name: "Koffi N'Guessan", pin: '225225' } as const;
/** A second tap on the same thing counts only after this. **Units** ms. */
const SAME_TAP_MS = 800;

let server: RealServer;
let context: BrowserContext;
let till: Till;
let kitchen: Page;
test.beforeAll(async ({ browser }) => {
  server = await RealServer.start();
  context = await browser.newContext();
  till = new Till(await context.newPage());
  await till.enrol(server.url, await server.enrolCode());
  await till.signIn(MANAGER.name, MANAGER.pin);
});
test.afterAll(async () => {
  await context.close();
  await server.remove();
});
test.beforeEach(async ({ page }) => {
  kitchen = page;
  const cook = new Till(kitchen);
  await cook.enrol(server.url, await server.enrolCode('kitchen'));
  await cook.signIn(COOK.name, COOK.pin);
});

const ticket = (table: string) => kitchen.locator(`[data-ticket="${table}"]`);
const row = (table: string, dish: string) =>
  ticket(table)
    .locator('.ticket-line')
    .filter({ has: kitchen.getByText(dish, { exact: true }) });
const tab = (name: RegExp) => kitchen.getByRole('navigation', { name: 'Bons' }).getByRole('button', { name });

/** What axe finds on the page, the contrast of 7:1 included. */
async function hardToRead(theme: string): Promise<string[]> {
  await kitchen.evaluate((one) => (document.documentElement.dataset['theme'] = one), theme);
  const builder = new AxeBuilder({ page: kitchen }).options({
    rules: { 'color-contrast-enhanced': { enabled: true } },
  });
  const { violations } = await builder.analyze();
  return violations.map(
    ({ id, nodes }) => `${theme}: ${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`,
  );
}

async function order(table: string, ...dishes: readonly string[]): Promise<void> {
  await till.page.goto(`${server.url}/pos#/`);
  await till.openTable(table);
  for (const dish of dishes) await till.addDish(dish);
  await till.send();
}

/** When a kitchen screen said that it has shown each line, as this till has it on its disk. */
async function receivedMarks(page: Page): Promise<string[]> {
  const { lines } = await readDisk(page);
  return Object.values(lines)
    .flatMap(({ receivedStamp }) => receivedStamp ?? [])
    .toSorted();
}

test('[KIT-2] a kitchen screen shows what is sent and acknowledges it once; lines and tickets are bumped and recalled', async () => {
  await order(HOUSE.table, 'Placali', 'Garba');
  await expect(row(HOUSE.table, 'Placali')).toBeVisible({ timeout: AGREE_MAX_MS });
  await expect(ticket(HOUSE.table).getByText('Nouveau').first()).toBeVisible();
  await expect.poll(async () => (await receivedMarks(till.page)).length, { timeout: AGREE_MAX_MS }).toBe(2);
  const marks = await receivedMarks(till.page);

  await row(HOUSE.table, 'Placali').locator('.line-name').click();
  await expect(row(HOUSE.table, 'Placali')).toHaveAttribute('data-state', 'preparing');
  await expect(row(HOUSE.table, 'Placali').getByText('Nouveau')).toHaveCount(0);
  await expect(row(HOUSE.table, 'Garba').getByText('Nouveau')).toBeVisible();
  await ticket(HOUSE.table)
    .getByRole('button', { name: /nouveau, j’ai vu/ })
    .click();
  await expect(ticket(HOUSE.table).getByText('Nouveau')).toHaveCount(0);

  await row(HOUSE.table, 'Garba').locator('.line-box').dblclick();
  await expect(row(HOUSE.table, 'Garba')).toHaveAttribute('data-state', 'ready');
  await kitchen.waitForTimeout(SAME_TAP_MS);
  await row(HOUSE.table, 'Garba').locator('.line-box').click();
  await expect(row(HOUSE.table, 'Garba')).toHaveAttribute('data-state', 'preparing');

  await ticket(HOUSE.table)
    .getByRole('button', { name: /^Tout prêt/ })
    .click();
  await expect(ticket(HOUSE.table)).toHaveCount(0);
  await expect(till.line('Placali')).toHaveAttribute('data-state', 'ready', { timeout: AGREE_MAX_MS });
  await kitchen.waitForTimeout(SAME_TAP_MS);
  await kitchen.getByRole('button', { name: `Rappeler ${HOUSE.table}` }).click();
  await expect(row(HOUSE.table, 'Placali')).toHaveAttribute('data-state', 'preparing');
  await expect(till.line('Placali')).toHaveAttribute('data-state', 'preparing', { timeout: AGREE_MAX_MS });

  await kitchen.reload();
  await expect(row(HOUSE.table, 'Garba')).toHaveAttribute('data-state', 'preparing');
  await expect(ticket(HOUSE.table).getByText('Nouveau')).toHaveCount(0);
  expect(await receivedMarks(till.page)).toEqual(marks);
});

test('[KIT-1] what is cancelled is marked until the cook has read it, over a reload; all of it with a contrast of 7:1', async () => {
  await order('T2', 'Placali', 'Garba');
  await expect(row('T2', 'Garba')).toBeVisible({ timeout: AGREE_MAX_MS });
  await till.line('Garba').locator('.line-main').click();
  await till.page.getByRole('button', { name: 'Annuler la ligne' }).click();
  await till.page.getByRole('button', { name: 'Plat renvoyé' }).click();
  await expect(row('T2', 'Garba')).toContainText(/Annulé · \d\d:\d\d/, { timeout: AGREE_MAX_MS });

  for (const theme of ['light', 'dark']) expect(await hardToRead(theme)).toEqual([]);
  await ticket('T2')
    .getByRole('button', { name: /^Tout prêt/ })
    .click();
  await expect(row('T2', 'Placali')).toHaveAttribute('data-state', 'ready');
  for (const theme of ['light', 'dark']) expect(await hardToRead(theme)).toEqual([]);
  await expect(ticket('T2').getByRole('button', { name: /^Compris/ })).toBeVisible();
  await kitchen.reload();
  await row('T2', 'Garba')
    .getByRole('button', { name: /Annulé, compris/ })
    .click();
  await expect(ticket('T2')).toHaveCount(0);
  await tab(/^Prêts/).click();
  await expect(row('T2', 'Placali')).toBeVisible();
  await expect(row('T2', 'Garba')).toHaveCount(0);
});

test('the board is worked with keys alone, and comes back to the fire when something new arrives', async () => {
  await order('S1', 'Placali');
  await order('S2', 'Garba');
  await expect(ticket('S2')).toBeVisible({ timeout: AGREE_MAX_MS });
  await kitchen.keyboard.press('1');
  const first = kitchen.locator('[data-at="0"] article');
  await expect(first).toBeFocused();
  const second = kitchen.locator('[data-at="1"] article');
  await kitchen.keyboard.press('ArrowRight');
  await expect(second).toBeFocused();
  await kitchen.keyboard.press('ArrowLeft');
  await expect(first).toBeFocused();

  const table = (await first.getAttribute('data-ticket')) ?? '';
  await kitchen.keyboard.press('Enter');
  await expect(ticket(table)).toHaveCount(0);
  await expect(first).toBeFocused();
  const recall = kitchen.getByRole('button', { name: `Rappeler ${table}` });
  for (let steps = 0; steps < 80 && !(await isFocused(recall)); steps += 1) await kitchen.keyboard.press('Tab');
  await kitchen.waitForTimeout(SAME_TAP_MS);
  await kitchen.keyboard.press('Enter');
  await expect(ticket(table)).toHaveCount(1);

  await tab(/^Prêts/).press('Enter');
  await order('S3', 'Garba');
  await expect(ticket('S3')).toBeVisible({ timeout: AGREE_MAX_MS });
});

const isFocused = (button: ReturnType<Page['locator']>) =>
  button.evaluate((element) => element === document.activeElement);

test('[KIT-3] a dish is marked sold out on the board; and when the server is gone the board says so', async () => {
  await kitchen.getByRole('button', { name: 'Épuisé…' }).click();
  await kitchen.getByRole('searchbox').fill('garba');
  await kitchen
    .getByRole('dialog')
    .getByRole('button', { name: /^Garba/ })
    .click();
  await expect(kitchen.getByRole('button', { name: /^Garba.*Épuisé/ })).toHaveAttribute('aria-pressed', 'true');
  await kitchen.keyboard.press('Escape');
  await order('V1', 'Placali');
  await till.page.getByRole('searchbox').fill('garba');
  await expect(till.page.locator('.dish').filter({ hasText: 'Garba' }).first()).toContainText('Épuisé', {
    timeout: AGREE_MAX_MS,
  });
  await expect(ticket('V1')).toBeVisible({ timeout: AGREE_MAX_MS });
  await server.kill();
  await expect(kitchen.getByRole('alert').filter({ hasText: 'Le serveur ne répond plus depuis' })).toBeVisible({
    timeout: AGREE_MAX_MS,
  });
  await ticket('V1')
    .getByRole('button', { name: /^Tout prêt/ })
    .click();
  await expect(ticket('V1')).toHaveCount(0);
});
