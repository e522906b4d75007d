import { expect, test } from '@playwright/test';
import { serverBehindProxy } from './support/behind-proxy.ts';
import { AGREE_MAX_MS, Till } from './support/till.ts';

const house = serverBehindProxy();

async function sell(till: Till, table: string): Promise<string> {
  await till.openTable(table);
  await till.addDish('Café noir');
  await till.send();
  const number = await till.takeCash();
  await till.page.evaluate(() => (location.hash = '#/'));
  return number;
}

const series = (number: string) => number.split('-')[0];

test('[SYN-12] a tablet copied with everything on it sells on both, and becomes a device of its own by itself', async ({
  browser,
  context,
  page,
}) => {
  const first = new Till(page);
  await first.enrol(house.proxy.url, await house.server.enrolCode());
  await first.signIn();
  await first.settled();
  // Another tablet is set up from an image of this one: every byte of its storage.
  const image = await context.storageState({ indexedDB: true });
  const copy = await browser.newContext({ storageState: image });
  const second = new Till(await copy.newPage());
  await second.page.goto(house.proxy.url);
  await second.signIn();

  const ofFirst = await sell(first, 'S1');
  await first.settled();
  const before = await sell(second, 'S2');
  await expect(second.chip()).toContainText('À voir', { timeout: AGREE_MAX_MS });

  await second.restsUntilReload();
  const after = await sell(second, 'S2');
  await second.settled();
  expect([series(before), series(after)]).toEqual([
    series(ofFirst),
    expect.not.stringContaining(series(ofFirst) ?? ''),
  ]);
  const orders = await house.server.listOrders();
  expect(orders.map(({ payments }) => payments.length)).toEqual([1, 1, 1]);
  // A manager hears of it, with both names, and says that it is known.
  await first.page.evaluate(() => (location.hash = '#/'));
  await first.signOut();
  await first.signIn("Koffi N'Guessan", '225225');
  await first.page.evaluate(() => (location.hash = '#/inbox'));
  const matter = first.page.locator('.matter[data-kind="tablet_copied"]');
  await expect(matter.locator('.side')).toHaveCount(2);
  await matter.getByRole('button', { name: 'Je connais les deux tablettes' }).click();
  await expect(matter).toHaveCount(0);
  await copy.close();
});
