import { test } from '@playwright/test';
import { tellOfOffice } from './keyboard/office-stories.ts';
import { tellOfTill } from './keyboard/till-stories.ts';
import { KeyedHouse } from './support/keyed-house.ts';
import { RealServer } from './support/server.ts';

let server: RealServer;
let keys: KeyedHouse;
// One device for both stories: that of an office is a till as well.
test.describe.configure({ mode: 'serial' });
// Hundreds of keys: a trace of each takes longer than the key. What goes wrong says by which keys it was reached.
test.use({ trace: 'off' });
test.beforeAll(async ({ browser }) => {
  server = await RealServer.start();
  const page = await (await browser.newContext({ acceptDownloads: true })).newPage();
  await page.goto(`${server.url}/pos`);
  keys = new KeyedHouse(page);
});
test.afterAll(async () => {
  await keys.page.context().close();
  await server.remove();
});

tellOfTill(
  () => keys,
  () => server.enrolCode('office'),
);
tellOfOffice(() => keys);
