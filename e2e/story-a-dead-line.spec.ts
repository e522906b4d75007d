import { expect, test } from '@playwright/test';
import { RealServer } from './support/server.ts';
import { AGREE_MAX_MS, Till } from './support/till.ts';

let server: RealServer;
test.beforeAll(async () => {
  server = await RealServer.start();
});
test.afterAll(() => server.remove());

test('story A [SYN-1, SYN-8, SYN-9]: two tills serve one table while the line is dead, and agree when it is back', async ({
  browser,
}) => {
  const [first, second] = await Promise.all(
    [1, 2].map(async () => new Till(await (await browser.newContext()).newPage())),
  );
  if (!first || !second) throw new Error('two tills');
  for (const till of [first, second]) {
    await till.enrol(server.url, await server.enrolCode());
    await till.signIn();
  }
  // The table is opened while the line is good, so that both know the order.
  await first.openTable();
  await first.addDish('Alloco');
  await first.send();
  await first.settled();
  await second.openTable();
  await expect(second.line('Alloco')).toBeVisible({ timeout: AGREE_MAX_MS });

  await server.kill();
  for (const till of [first, second]) await expect(till.chip()).toContainText('Hors ligne');

  await first.addDish('Placali');
  await first.send();
  await second.addDish('Mangue de saison');
  await second.send();
  expect((await second.lines()).some((line) => line.includes('Mangue de saison'))).toBe(true);
  const number = await first.takeCash();
  expect(number).toMatch(/^\w+-\d{6}-\w{4}$/);
  await expect(first.page.getByText('pas encore dans le cloud')).toBeVisible();
  const order = first.orderId();

  for (const till of [first, second]) await till.reload();
  await expect(first.page.getByText(number)).toBeVisible();
  await expect(second.line('Mangue de saison')).toBeVisible();

  await server.up();
  for (const till of [first, second]) await expectAgreed(till, order, number);
  const [delta, ...others] = await server.listOrders();
  expect(others).toEqual([]);
  expect(delta?.lines.map(({ name, quantity }) => `${quantity}× ${name}`).toSorted()).toEqual(await first.lines());
  expect(delta?.payments).toHaveLength(1);
});

async function expectAgreed(till: Till, order: string, number: string): Promise<void> {
  await till.settled();
  await till.goTo('order', order);
  await expect(till.page.locator('.ticket .line')).toHaveCount(3, { timeout: AGREE_MAX_MS });
  for (const name of ['Alloco', 'Placali', 'Mangue de saison']) await expect(till.line(name)).toHaveCount(1);
  await till.goTo('receipt', order);
  await expect(till.page.locator('article[data-receipt]')).toHaveCount(1, { timeout: AGREE_MAX_MS });
  expect(await till.receiptNumbers()).toEqual([number]);
  // The dish that came from the other till after the payment is not on the paper that the guest has.
  await expect(till.page.locator('.paper-lines li')).toHaveCount(2);
  await till.goTo('order', order);
  await expect(till.page.locator('.ticket .line')).toHaveCount(3);
}
