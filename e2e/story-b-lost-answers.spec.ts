import { expect, test } from '@playwright/test';
import { serverBehindProxy } from './support/behind-proxy.ts';
import { Till } from './support/till.ts';

const LOST_ANSWERS = 10;

const house = serverBehindProxy();

test('story B [SYN-12]: the server commits and its answer is lost, ten times in a row: exactly one of everything', async ({
  page,
}) => {
  const till = new Till(page);
  await till.enrol(house.proxy.url, await house.server.enrolCode());
  await till.signIn();
  await till.openTable();
  house.proxy.mode = 'drop_answers';
  await till.addDish('Placali');
  await till.addDish('Café noir');
  await till.send();
  const number = await till.takeCash();
  const order = till.orderId();
  await expect(till.chip()).toContainText('Hors ligne');

  // The device asks again by itself; coming back to the page asks at once, so that ten losses take seconds.
  while (house.proxy.dropped < LOST_ANSWERS) {
    const before = house.proxy.dropped;
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect.poll(() => house.proxy.dropped).toBeGreaterThan(before);
  }
  await expect(till.chip()).toContainText('à transmettre');
  expect(await house.server.listOrders()).toHaveLength(1);

  house.proxy.mode = 'pass';
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await till.settled();
  await till.goTo('order', order);
  expect(await till.lines()).toEqual(['1× Café noir', '1× Placali']);
  await till.goTo('receipt', order);
  expect(await till.receiptNumbers()).toEqual([number]);
  const [delta, ...others] = await house.server.listOrders();
  expect(others).toEqual([]);
  expect(delta?.lines.map(({ name, quantity }) => `${quantity} ${name}`).toSorted()).toEqual([
    '1 Café noir',
    '1 Placali',
  ]);
  expect(delta?.payments).toHaveLength(1);
});
