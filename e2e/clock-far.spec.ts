import { expect, test, type Page } from '@playwright/test';
import { KitchenScreen } from './support/kitchen-screen.ts';
import { HOUSE, RealServer } from './support/server.ts';
import { Till } from './support/till.ts';

let server: RealServer;
test.beforeAll(async () => {
  server = await RealServer.start();
});
test.afterAll(() => server.remove());

const HOUR_MS = 3_600_000;

const notice = (page: Page) => page.locator('.clock-far');

test('[SYN-24] a till and a kitchen whose clock is set back say so on their pages, sell and cook on, and stop when it is right', async ({
  page,
  browser,
}) => {
  const till = new Till(page);
  await till.enrol(server.url, await server.enrolCode());
  await till.signIn();
  await till.settled();
  const kitchen = new KitchenScreen(await (await browser.newContext()).newPage());
  await kitchen.enrol(server.url, await server.enrolCode('kitchen'));
  const sell = async (dish: string) => {
    await till.addDish(dish);
    await till.send();
    await till.settled();
    await kitchen.sees(HOUSE.table, dish);
  };
  await till.openTable();
  await sell('Alloco');
  for (const one of [page, kitchen.page]) await expect(notice(one)).toHaveCount(0);

  await page.clock.setSystemTime(Date.now() - HOUR_MS);
  await kitchen.page.clock.setSystemTime(Date.now() + HOUR_MS);
  await sell('Placali');
  await sell('Garba');
  await expect(notice(page)).toContainText('L’horloge de cet appareil retarde de', { timeout: 60_000 });
  await expect(notice(page)).toContainText('Rien n’est refusé');
  await expect(notice(kitchen.page)).toContainText('L’horloge de cet appareil avance de', { timeout: 60_000 });
  // It stands below the bar, and the menu below it.
  expect((await notice(page).boundingBox())?.height).toBeLessThan(120);

  for (const one of [page, kitchen.page]) {
    await one.clock.setSystemTime(Date.now());
    await one.evaluate(() => dispatchEvent(new Event('online')));
    await expect(notice(one)).toHaveCount(0, { timeout: 60_000 });
  }
});
