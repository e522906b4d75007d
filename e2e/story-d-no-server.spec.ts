import { expect, test } from '@playwright/test';
import { Proxy } from './support/proxy.ts';
import { RealServer } from './support/server.ts';
import { AGREE_MAX_MS, Till } from './support/till.ts';

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

test('[SYN-14] behind a captive portal the chip says offline, no op is marked, and nothing is lost', async ({
  page,
}) => {
  const till = new Till(page);
  await till.enrol(proxy.url, await server.enrolCode());
  await till.signIn();
  await till.settled();
  proxy.mode = 'captive_portal';
  await till.openTable();
  await till.addDish('Placali');
  await till.send();
  await expect(till.chip()).toContainText('Hors ligne depuis');
  await expect(till.chip()).toContainText('à transmettre');
  await till.reload();
  await expect(till.line('Placali')).toHaveCount(1);
  await expect(till.line('Placali')).toContainText('pas encore reçu en cuisine');
  proxy.mode = 'pass';
  await till.settled();
  await expect(till.line('Placali')).not.toContainText('pas encore');
  expect(await server.listOrders()).toHaveLength(1);
});

test('[SYN-8] pages start with no server, in both languages, and a change of person leaves the outbox alone', async ({
  context,
  page,
}) => {
  const till = new Till(page);
  await till.enrol(server.url, await server.enrolCode());
  await till.signIn();
  await server.kill();
  await till.openTable('S2');
  await till.addDish('Café noir');
  await till.send();
  await page.close();

  const again = new Till(await context.newPage());
  await again.page.goto(server.url);
  await expect(again.page.getByRole('heading', { name: 'Qui êtes-vous ?' })).toBeVisible();
  await again.signIn('Fatou Bamba', '2002');
  await again.openTable('S2');
  await expect(again.line('Café noir')).toHaveCount(1);
  await again.page.getByRole('link', { name: 'Retour' }).click();
  await again.signOut();
  await expect(again.chip()).toContainText('à transmettre');

  await again.page.getByRole('button', { name: 'Réglages' }).click();
  await again.page.getByRole('button', { name: 'English' }).click();
  await again.page.getByRole('button', { name: 'Close' }).click();
  await expect(again.page.getByRole('heading', { name: 'Who are you?' })).toBeVisible();
  await expect(again.chip()).toContainText('Offline');
  await expect(again.chip()).toContainText('to send');
  await again.page.reload();
  await expect(again.page.getByRole('heading', { name: 'Who are you?' })).toBeVisible();

  await server.up();
  await expect(again.chip()).toHaveText('Online', { timeout: AGREE_MAX_MS });
  const names = (await server.listOrders()).flatMap((order) => order.lines.map(({ name }) => name));
  expect(names).toContain('Café noir');
});
