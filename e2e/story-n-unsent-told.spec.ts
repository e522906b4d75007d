import { expect, test, type Locator } from '@playwright/test';
import { serverBehindProxy } from './support/behind-proxy.ts';
import { AGREE_MAX_MS, Till } from './support/till.ts';

const house = serverBehindProxy();

test('story N [TEN-13]: the office sees what waits on a till while it waits, and that it is gone after', async ({
  browser,
  page,
}) => {
  const till = new Till(page);
  await till.enrol(house.proxy.url, await house.server.enrolCode());
  await till.signIn();
  await till.settled();
  const office = new Till(await (await browser.newContext()).newPage());
  await office.enrol(house.server.url, await house.server.enrolCode('office'));
  await office.signIn('Adjoua Kouassi', '360360');
  await office.page.evaluate(() => (location.hash = '#/devices'));
  const card = office.page.getByRole('listitem').filter({ hasText: 'caisse' });
  await saysOnceLooked(card, 'aucune');

  house.proxy.mode = 'no_exchange';
  await till.openTable();
  await till.addDish('Placali');
  await saysOnceLooked(card, /\d saisies?/);
  house.proxy.mode = 'pass';
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await till.settled();
  await saysOnceLooked(card, 'aucune');
});

async function saysOnceLooked(card: Locator, words: string | RegExp): Promise<void> {
  await expect(async () => {
    await card.page().getByRole('button', { name: 'Actualiser' }).click();
    await expect(card).toContainText(words, { timeout: 1_000 });
  }).toPass({ timeout: 2 * AGREE_MAX_MS });
}
