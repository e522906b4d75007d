import { expect, test } from '@playwright/test';
import { readDisk } from './support/disk.ts';
import { RealServer } from './support/server.ts';
import { AGREE_MAX_MS, Till } from './support/till.ts';
import { WorkerSync } from './support/worker-sync.ts';

let server: RealServer;
test.beforeAll(async () => {
  server = await RealServer.start();
});
test.afterAll(() => server.remove());

test('story F [SYN-11, SYN-14]: the page is closed while a sale waits; the service worker sends it, and it leaves the outbox once', async ({
  browser,
}) => {
  const context = await browser.newContext();
  await context.grantPermissions(['background-sync'], { origin: server.url });
  const till = new Till(await context.newPage());
  await till.enrol(server.url, await server.enrolCode());
  await till.signIn();
  await till.openTable();
  await till.settled();
  const worker = await WorkerSync.watch(await context.newPage(), server.url);

  await server.kill();
  await till.addDish('Alloco');
  await till.send();
  await expect(till.chip()).toContainText('Hors ligne');
  // The page asked the browser for it.
  await expect
    .poll(() =>
      till.page.evaluate(async () => {
        const { sync } = (await navigator.serviceWorker.ready) as unknown as {
          sync: { getTags(): Promise<string[]> };
        };
        return sync.getTags();
      }),
    )
    .toContain('offline-sync');
  const { unsent } = await readDisk(till.page);
  expect(unsent).toBeGreaterThan(0);
  await till.page.close();

  await server.up();
  expect(await server.listOrders()).toEqual([]);
  await worker.fire('offline-sync');
  await expect
    .poll(async () => (await server.listOrders()).flatMap(({ lines }) => lines.map(({ name }) => name)), {
      timeout: AGREE_MAX_MS,
    })
    .toEqual(['Alloco']);

  const again = new Till(await context.newPage());
  const sent: string[] = [];
  again.page.on('request', (request) => {
    if (request.url().endsWith('/api/sync') && request.postData()?.includes('"push"')) sent.push(request.url());
  });
  await again.page.goto(server.url);
  await expect.poll(async () => (await readDisk(again.page)).unsent, { timeout: AGREE_MAX_MS }).toBe(0);
  expect(sent).toEqual([]);
  const orders = await server.listOrders();
  expect(orders.flatMap(({ lines }) => lines.map(({ name, quantity }) => `${quantity} ${name}`))).toEqual(['1 Alloco']);
});
