import { expect, test } from '@playwright/test';
import { RealServer } from './support/server.ts';
import { AGREE_MAX_MS, Till } from './support/till.ts';

let server: RealServer;
test.beforeAll(async () => {
  server = await RealServer.start();
});
test.afterAll(() => server.remove());

test('story J [ORD-1]: two tables push together on a dead line, pay as one, and another till that served one of them agrees', async ({
  browser,
}) => {
  const [first, second] = [await tillOf(), await tillOf()];
  for (const table of ['T1', 'T2']) {
    await first.openTable(table);
    await first.addDish('Placali');
    await first.send();
    await first.page.evaluate(() => (location.hash = '#/'));
  }
  await first.settled();
  await second.openTable('T2');
  await expect(second.line('Placali')).toBeVisible({ timeout: AGREE_MAX_MS });

  await server.kill();
  await first.openTable('T1');
  await chooseAction(first, 'Réunir avec…');
  await sheet(first)
    .getByRole('button', { name: /^Table T2/ })
    .click();
  await expect(first.page.getByRole('heading', { name: /^Table T1 \+ T2/ })).toBeVisible();
  await expect(first.line('Placali')).toHaveCount(2);
  const number = await first.takeCash();
  await expect(first.page.locator('.paper-lines li')).toHaveCount(2);
  await expect(first.page.getByRole('heading', { name: 'Reçu · Table T1 + T2' })).toBeVisible();

  // Who knows of nothing adds a dish meanwhile: it is late, and told as that of the one order.
  await second.addDish('Garba');
  await second.send();
  await server.up();
  for (const till of [first, second]) {
    await till.page.evaluate(() => dispatchEvent(new Event('online')));
    await till.settled();
  }
  const late = second.page.locator('.inbox-link');
  await expect(late).toBeVisible({ timeout: AGREE_MAX_MS });
  await late.click();
  await expect(second.page.locator('.matter').first()).toContainText('Table T1 + T2');
  await expect(second.page.locator('.matter').first()).toContainText(number.slice(0, 9));
  const dues = (await server.listOrders()).map(({ due_minor }) => due_minor);
  expect(dues.reduce((sum, due) => sum + due, 0)).toBe(900);

  async function tillOf(): Promise<Till> {
    const till = new Till(await (await browser.newContext()).newPage());
    await till.enrol(server.url, await server.enrolCode());
    await till.signIn("Koffi N'Guessan", '225225');
    await till.settled();
    return till;
  }
});

test('story J [ORD-1]: merged by mistake, a waiter separates the tables again, and each owes what it did', async ({
  page,
}) => {
  const till = new Till(page);
  await till.enrol(server.url, await server.enrolCode());
  await till.signIn();
  for (const table of ['T3', 'T4']) {
    await till.openTable(table);
    await till.addDish('Placali');
    await till.send();
    await till.page.evaluate(() => (location.hash = '#/'));
  }
  await till.openTable('T3');
  await chooseAction(till, 'Réunir avec…');
  // Of others' tables none is offered.
  await expect(sheet(till).getByRole('button', { name: /^Table/ })).toHaveCount(1);
  await sheet(till)
    .getByRole('button', { name: /^Table T4/ })
    .click();
  await till.page.evaluate(() => (location.hash = '#/'));
  await expect(page.getByRole('link', { name: /^Table T4,/ })).toContainText('avec T3');
  await page.getByRole('link', { name: /^Table T4,/ }).click();
  await expect(page.getByRole('heading', { name: /^Table T3 \+ T4/ })).toBeVisible();
  // Its guests change seats, and those of T3 keep theirs.
  await chooseAction(till, 'Changer de table');
  await expect(sheet(till).getByRole('status')).toHaveText('On déplace seulement : Table T4.');
  await sheet(till).getByRole('button', { name: 'T5', exact: true }).click();
  await expect(page.getByRole('heading', { name: /^Table T3 \+ T5/ })).toBeVisible();
  await till.page.evaluate(() => (location.hash = '#/'));
  await page.getByRole('link', { name: /^Table T5,/ }).click();
  await chooseAction(till, /^Séparer/);
  await expect(page.getByRole('heading', { name: /^Table T5 ·/ })).toBeVisible();
  await expect(till.line('Placali')).toHaveCount(1);
});

async function chooseAction(till: Till, name: string | RegExp): Promise<void> {
  await till.page.getByRole('button', { name: 'Autres actions' }).click();
  await sheet(till).getByRole('button', { name }).click();
}

const sheet = (till: Till) => till.page.getByRole('dialog');
