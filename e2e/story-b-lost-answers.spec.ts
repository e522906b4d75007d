import { expect, test } from '@playwright/test';
import { Proxy } from './support/proxy.ts';
import { RealServer } from './support/server.ts';
import { Till } from './support/till.ts';

const LOST_ANSWERS = 10;

let server: RealServer;
let proxy: Proxy;
test.beforeAll(async () => {
  proxy = await Proxy.start();
  server = await RealServer.start([proxy.url]);
  proxy.leadTo(server.url);
});
test.afterAll(async () => {
  await proxy.close();
  await server.remove();
});

test('story B [SYN-12]: the server commits and its answer is lost, ten times in a row: exactly one of everything', async ({
  page,
}) => {
  const till = new Till(page);
  await till.enrol(proxy.url, await server.enrolCode());
  await till.signIn();
  await till.openTable();
  proxy.mode = 'drop_answers';
  await till.addDish('Placali');
  await till.addDish('Café noir');
  await till.send();
  const number = await till.takeCash();
  const order = till.orderId();
  await expect(till.chip()).toContainText('Hors ligne');

  // The device asks again by itself; coming back to the page asks at once, so that ten losses take seconds.
  while (proxy.dropped < LOST_ANSWERS) {
    const before = proxy.dropped;
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect.poll(() => proxy.dropped).toBeGreaterThan(before);
  }
  await expect(till.chip()).toContainText('à transmettre');
  expect(await server.listOrders()).toHaveLength(1);

  proxy.mode = 'pass';
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await till.settled();
  await till.goTo('order', order);
  expect(await till.lines()).toEqual(['1× Café noir', '1× Placali']);
  await till.goTo('receipt', order);
  expect(await till.receiptNumbers()).toEqual([number]);
  const [delta, ...others] = await server.listOrders();
  expect(others).toEqual([]);
  expect(delta?.lines.map(({ name, quantity }) => `${quantity} ${name}`).toSorted()).toEqual([
    '1 Café noir',
    '1 Placali',
  ]);
  expect(delta?.payments).toHaveLength(1);
});
