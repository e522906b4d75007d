import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { serverBehindProxy } from './support/behind-proxy.ts';
import { HOUSE } from './support/server.ts';
import { AGREE_MAX_MS, Till } from './support/till.ts';

const house = serverBehindProxy();

test('story G [SYN-29]: what waited on a tablet that is gone is imported on another one, and lands exactly once', async ({
  browser,
  page,
}) => {
  const gone = await browser.newContext({ acceptDownloads: true });
  const lost = new Till(await gone.newPage());
  await lost.enrol(house.proxy.url, await house.server.enrolCode());
  await lost.signIn();
  await lost.settled();
  house.proxy.mode = 'captive_portal';
  for (const table of [HOUSE.table, 'S2']) {
    await lost.openTable(table);
    await lost.addDish('Alloco');
    await lost.send();
    await lost.takeCash();
    await lost.page.evaluate(() => (location.hash = ''));
  }
  await lost.page.evaluate(() => (location.hash = '#/health'));
  const saving = lost.page.waitForEvent('download');
  await lost.page.getByRole('button', { name: 'Exporter ce qui attend' }).click();
  const file = {
    name: 'resto360.json',
    mimeType: 'application/json',
    buffer: await readFile(await (await saving).path()),
  };
  // The tablet goes, with everything on it.
  await gone.close();
  house.proxy.mode = 'pass';
  expect(await house.server.listOrders()).toEqual([]);

  const other = new Till(page);
  await other.enrol(house.proxy.url, await house.server.enrolCode());
  await other.signIn();
  await other.settled();
  await page.evaluate(() => (location.hash = '#/health'));
  const importing = page.getByLabel('Importer un fichier de ce qui attend');
  await importing.setInputFiles({ ...file, buffer: file.buffer.subarray(0, file.buffer.length - 200) });
  // What is whole of a file that was cut off is taken, and what is not is counted.
  await expect(page.getByText(/^\d+ saisies importées.*Une saisie abîmée n’a pas pu être lue/)).toBeVisible();
  await importing.setInputFiles(file);
  await expect(page.getByText(/^1 saisie importée.*étaient déjà connues/)).toBeVisible();
  await other.settled();
  const landed = async () =>
    (await house.server.listOrders()).map(({ id, status, lines, payments }) => ({
      id,
      status,
      dishes: lines.map(({ name, quantity }) => `${quantity} ${name}`),
      paid: payments.map((one) => one.id),
    }));
  await expect.poll(async () => (await landed()).length, { timeout: AGREE_MAX_MS }).toBe(2);
  const orders = await landed();
  for (const { status, dishes, paid } of orders) {
    expect([status, dishes, paid.length]).toEqual(['closed', ['1 Alloco'], 1]);
  }
  await importing.setInputFiles(file);
  await expect(page.getByText(/^0 saisie importée.*étaient déjà connues/)).toBeVisible();
  await other.settled();
  expect(await landed()).toEqual(orders);
});
