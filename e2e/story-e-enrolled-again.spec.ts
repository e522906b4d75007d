import { expect, test } from '@playwright/test';
import { serverBehindProxy } from './support/behind-proxy.ts';
import { HOUSE } from './support/server.ts';
import { AGREE_MAX_MS, Till } from './support/till.ts';

/** A little longer than the server remembers whom it let in. **Units** ms. */
const REMEMBERED_MS = 5_500;

const house = serverBehindProxy();

test('story E [F15] [SYN-12, SYN-15]: a till whose right was withdrawn enrols again, and what waited there lands exactly once', async ({
  context,
  page,
}) => {
  const till = new Till(page);
  await till.enrol(house.proxy.url, await house.server.enrolCode());
  await till.signIn();
  await till.settled();
  const otherTab = new Till(await context.newPage());
  await otherTab.page.goto(house.proxy.url);
  await otherTab.signIn();

  // The server has the first send and its answer is lost; the second send it never saw.
  house.proxy.mode = 'drop_answers';
  await till.openTable();
  await till.addDish('Placali');
  await till.send();
  await expect.poll(() => house.proxy.dropped).toBeGreaterThan(0);
  await house.server.revokeDevices();
  house.proxy.mode = 'captive_portal';
  await till.addDish('Café noir');
  await till.send();
  const number = await till.takeCash();
  const order = till.orderId();
  // Until then the server takes its word of before for good.
  await page.waitForTimeout(REMEMBERED_MS);
  house.proxy.mode = 'pass';
  await expect(till.chip()).toContainText('À voir', { timeout: AGREE_MAX_MS });
  // What it had was taken, apart, though it reads nothing any more (SYN-25).
  await expect(till.chip()).toHaveText('À voir', { timeout: AGREE_MAX_MS });

  await till.chip().click();
  await expect(page.getByText('Cet appareil n’est plus autorisé.')).toBeVisible();
  await page.getByRole('button', { name: 'Relier de nouveau cet appareil' }).click();
  await expect(page.getByText('Rien n’attend sur cet appareil')).toBeVisible();
  await till.typeCode(await house.server.enrolCode('pos', HOUSE.otherSlug));
  await expect(page.getByText('Ce code est celui d’un autre restaurant.')).toBeVisible();

  const started = Promise.all([page, otherTab.page].map((one) => one.waitForEvent('load')));
  await till.typeCode(await house.server.enrolCode());
  await started;
  for (const one of [till, otherTab]) await one.settled();
  await till.goTo('order', order);
  await expect(till.page.locator('.ticket .line')).toHaveCount(2);
  expect(await till.lines()).toEqual(['1× Café noir', '1× Placali']);
  await till.goTo('receipt', order);
  expect(await till.receiptNumbers()).toEqual([number]);
  const [delta, ...others] = await house.server.listOrders();
  expect(others).toEqual([]);
  expect(delta?.lines.map(({ name, quantity }) => `${quantity}× ${name}`).toSorted()).toEqual([
    '1× Café noir',
    '1× Placali',
  ]);
  expect(delta?.payments).toHaveLength(1);

  // The other tab works on under the new install: its receipts begin with the new series.
  await otherTab.openTable('S2');
  await otherTab.addDish('Café noir');
  await otherTab.send();
  const next = await otherTab.takeCash();
  expect(next.split('-')[0]).not.toBe(number.split('-')[0]);
  expect(next.split('-')[1]).toBe('000001');
  await otherTab.settled();
  expect(await house.server.listOrders()).toHaveLength(2);
});

test('a second tab that is opened during the first download sees it end', async ({ context, page }) => {
  house.proxy.mode = 'drop_answers';
  await page.goto(house.proxy.url);
  await new Till(page).typeCode(await house.server.enrolCode());
  await expect(page.getByRole('heading', { name: 'Premier chargement' })).toBeVisible();
  const second = await context.newPage();
  await second.goto(house.proxy.url);
  await expect(second.getByRole('heading', { name: 'Premier chargement' })).toBeVisible();
  house.proxy.mode = 'pass';
  for (const one of [page, second]) {
    await expect(one.getByRole('heading', { name: 'Qui êtes-vous ?' })).toBeVisible({ timeout: AGREE_MAX_MS });
  }
});
