import { expect, test } from '@playwright/test';
import { serverBehindProxy } from './support/behind-proxy.ts';
import { AGREE_MAX_MS, Till } from './support/till.ts';

const house = serverBehindProxy();

test('[SYN-14] behind a captive portal the chip says offline, no op is marked, and nothing is lost', async ({
  page,
}) => {
  const till = new Till(page);
  await till.enrol(house.proxy.url, await house.server.enrolCode());
  await till.signIn();
  await till.settled();
  house.proxy.mode = 'captive_portal';
  await till.openTable();
  await till.addDish('Placali');
  await till.send();
  await expect(till.chip()).toContainText('Hors ligne depuis');
  await expect(till.chip()).toContainText('à transmettre');
  await till.reload();
  await expect(till.line('Placali')).toHaveCount(1);
  await expect(till.line('Placali')).toContainText('pas encore reçu en cuisine');
  house.proxy.mode = 'pass';
  await till.settled();
  await expect(till.line('Placali')).not.toContainText('pas encore');
  expect(await house.server.listOrders()).toHaveLength(1);
});

test('[SYN-8] pages start with no server, in both languages, and a change of person leaves the outbox alone', async ({
  context,
  page,
}) => {
  const till = new Till(page);
  await till.enrol(house.server.url, await house.server.enrolCode());
  await till.signIn();
  await house.server.kill();
  await till.openTable('S2');
  await till.addDish('Café noir');
  await till.send();
  await page.close();

  const again = new Till(await context.newPage());
  await again.page.goto(house.server.url);
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

  await house.server.up();
  await expect(again.chip()).toHaveText('Online', { timeout: AGREE_MAX_MS });
  const names = (await house.server.listOrders()).flatMap((order) => order.lines.map(({ name }) => name));
  expect(names).toContain('Café noir');
});

test('a till that nobody touches asks who is there, before the first touch does anything, and stays on its page', async ({
  page,
}) => {
  const till = new Till(page);
  await till.enrol(house.server.url, await house.server.enrolCode());
  await till.signIn();
  await till.openTable('S3');
  await till.addDish('Placali');
  await till.send();
  await page.getByRole('button', { name: 'Encaisser' }).click();
  for (const digit of '9') await page.getByRole('button', { name: digit, exact: true }).click();
  for (const zeros of ['000', '0']) await page.getByRole('button', { name: zeros, exact: true }).click();
  await expect(page.getByText('90 000 F CFA').first()).toBeVisible();

  await page.clock.install();
  const take = page.getByRole('button', { name: /^Encaisser \d/ });
  const box = await take.boundingBox();
  const cover = page.getByRole('dialog', { name: 'Qui êtes-vous ?' });
  const comeBack = async () => {
    await page.clock.fastForward('06:00');
    await page.mouse.click((box?.x ?? 0) + 20, (box?.y ?? 0) + 20);
    await expect(cover).toBeVisible();
  };
  await comeBack();
  await till.signIn();
  await expect(page.getByText('90 000 F CFA').first()).toBeVisible();
  await comeBack();
  await page.reload();
  await expect(cover).toBeVisible();
});
