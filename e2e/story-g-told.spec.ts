import { expect, test, type Browser, type Page } from '@playwright/test';
import { HOUSE, RealServer } from './support/server.ts';
import { AGREE_MAX_MS, Till } from './support/till.ts';

const MANAGER = ["Koffi N'Guessan", '225225'] as const;
const OWNER = ['Adjoua Kouassi', '360360'] as const;
const OTHER_WAITER = ['Fatou Bamba', '2002'] as const;

let server: RealServer;
test.beforeAll(async () => {
  server = await RealServer.start();
});
test.afterAll(async () => {
  await server.remove();
});

test('story G [NOT-4]: money taken twice on dead tills is told at once to whom it concerns, once, with a sound', async ({
  browser,
}) => {
  const [first, second, bystander, office] = [
    await deviceOf(browser, 'pos', [HOUSE.waiter, HOUSE.waiterPin]),
    await deviceOf(browser, 'pos', MANAGER),
    await deviceOf(browser, 'pos', OTHER_WAITER),
    await deviceOf(browser, 'office', OWNER),
  ];
  await second.page.evaluate(() => (location.hash = '#/inbox'));
  await second.page.getByRole('button', { name: 'Son' }).click();
  await second.page.evaluate(() => (location.hash = '#/'));
  await first.openTable();
  await first.addDish('Placali');
  await first.send();
  await first.settled();
  await second.openTable();
  await expect(second.line('Placali')).toBeVisible({ timeout: AGREE_MAX_MS });

  await server.kill();
  for (const till of [first, second]) await till.takeCash();
  // Nobody counted the float: each till knows that by itself, with no line.
  for (const till of [first, second]) await expect(notice(till.page)).toContainText('encaisse sans fond compté');
  expect([await notes(first.page), await notes(second.page)]).toEqual([2, 0]);
  for (const till of [first, second]) await hide(till.page);

  await server.up();
  for (const { page } of [first, second, bystander, office])
    await page.evaluate(() => dispatchEvent(new Event('online')));
  for (const { page } of [first, second, office]) {
    await expect(notice(page)).toContainText(/500.F.CFA encaissés en trop/, { timeout: AGREE_MAX_MS });
  }
  await expect(entry(bystander.page)).toBeVisible({ timeout: AGREE_MAX_MS });
  await expect(notice(bystander.page)).toHaveCount(0);
  // Whoever turns to the table is told, whoever they are, and it stays when they turn away.
  await bystander.openTable();
  await expect(notice(bystander.page)).toContainText(/500.F.CFA encaissés en trop/);
  await bystander.page.evaluate(() => (location.hash = '#/'));
  await expect(notice(bystander.page)).toContainText(/500.F.CFA encaissés en trop/);

  await notice(first.page).getByRole('link', { name: 'Voir' }).click();
  const card = first.page.locator('.matter[data-kind="overpaid"]');
  await expect(card).toBeFocused();
  await expect(notice(first.page)).toHaveCount(0);

  // What is open already is not told again by a page that starts; its badge counts it.
  await second.reload();
  await expect(entry(second.page)).toBeVisible();
  await expect(notice(second.page)).toHaveCount(0);
});

test('story G [NOT-4]: what opens behind the lock of a till is told when somebody opens it', async ({ browser }) => {
  const house = await RealServer.start();
  try {
    const locked = await deviceOf(browser, 'pos', MANAGER, house);
    const till = await deviceOf(browser, 'pos', [HOUSE.waiter, HOUSE.waiterPin], house);
    await locked.page.clock.install();
    await locked.page.clock.fastForward('06:00');
    // It is looked at every ten seconds, by a timer from before the clock that moves.
    await expect(locked.page.getByRole('dialog', { name: 'Qui êtes-vous ?' })).toBeVisible({ timeout: 20_000 });
    await till.openTable();
    await till.addDish('Placali');
    await till.send();
    await till.takeCash();
    await expect(entry(locked.page)).toBeVisible({ timeout: AGREE_MAX_MS });
    // Longer than it would stand there: nobody could read it.
    await locked.page.clock.fastForward('00:40');
    await expect(notice(locked.page)).toHaveCount(0);
    expect(await notes(locked.page)).toBe(0);
    await locked.signIn(...MANAGER);
    await expect(notice(locked.page)).toContainText('encaisse sans fond compté');
  } finally {
    await house.remove();
  }
});

const notice = (page: Page) => page.locator('.matter-notice');
const entry = (page: Page) => page.locator('.inbox-link');
const hide = (page: Page) => notice(page).getByRole('button', { name: 'Masquer' }).click();
const notes = (page: Page) => page.evaluate(() => Number(document.documentElement.dataset['notes'] ?? 0));

async function deviceOf(
  browser: Browser,
  kind: 'pos' | 'office',
  [name, pin]: readonly [string, string],
  house = server,
): Promise<Till> {
  const page = await (await browser.newContext()).newPage();
  // Counts the notes that are to be heard.
  await page.addInitScript(() => {
    const { OscillatorNode: Node } = globalThis;
    globalThis.OscillatorNode = class extends Node {
      override start(when?: number): void {
        const { dataset } = document.documentElement;
        dataset['notes'] = String(Number(dataset['notes'] ?? 0) + 1);
        super.start(when);
      }
    };
  });
  const device = new Till(page);
  await device.enrol(house.url, await house.enrolCode(kind));
  await device.signIn(name, pin);
  await device.settled();
  return device;
}
