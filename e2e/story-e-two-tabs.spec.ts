import { expect, test } from '@playwright/test';
import { RealServer } from './support/server.ts';
import { Till } from './support/till.ts';

let server: RealServer;
test.beforeAll(async () => {
  server = await RealServer.start();
});
test.afterAll(async () => {
  await server.remove();
});

test('story E [F16] [SYN-9]: on a dead line each tab of a till sees what the other took, and nothing is taken twice', async ({
  context,
}) => {
  const first = new Till(await context.newPage());
  await first.enrol(server.url, await server.enrolCode());
  await first.signIn();
  await first.settled();
  const second = new Till(await context.newPage());
  await second.page.goto(server.url);
  await second.signIn();
  await server.kill();

  for (const [sells, pays, table] of [
    [first, second, 'T1'],
    [second, first, 'T2'],
  ] as const) {
    await sells.openTable(table);
    await sells.addDish('Placali');
    await sells.send();
    await pays.openTable(table);
    await expect(pays.line('Placali')).toBeVisible();
    await pays.takeCash();
    await expect(sells.page.locator('.bar')).toContainText('Payée');
    await sells.page.evaluate(() => (location.hash = '#/'));
    await pays.page.evaluate(() => (location.hash = '#/'));
  }

  await server.up();
  await first.page.evaluate(() => dispatchEvent(new Event('online')));
  await first.settled();
  const orders = await server.listOrders();
  expect(orders.map(({ payments, lines }) => [payments.length, lines.length])).toEqual([
    [1, 1],
    [1, 1],
  ]);
});
