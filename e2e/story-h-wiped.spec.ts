import { expect, test, type Page } from '@playwright/test';
import { serverBehindProxy } from './support/behind-proxy.ts';
import { AGREE_MAX_MS, Till } from './support/till.ts';

const house = serverBehindProxy();

/** The numbers of the ops that have no verdict yet, as the device's own database has them. */
const unsentNumbers = (page: Page): Promise<number[]> =>
  page.evaluate(async () => {
    const { name } = (await indexedDB.databases()).find((one) => one.name?.startsWith('resto360-')) ?? {};
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open(name ?? '');
      opening.addEventListener('success', () => resolve(opening.result));
    });
    const entries = await new Promise<{ seq: number; verdict: unknown }[]>((resolve) => {
      const asking = database.transaction('outbox').objectStore('outbox').getAll();
      asking.addEventListener('success', () => resolve(asking.result as { seq: number; verdict: unknown }[]));
    });
    database.close();
    return entries.filter(({ verdict }) => verdict === null).map(({ seq }) => seq);
  });

const wipe = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const names = (await indexedDB.databases()).flatMap(({ name }) => (name === undefined ? [] : [name]));
    const deleted = names.map(
      (name) =>
        new Promise((resolve) => {
          indexedDB.deleteDatabase(name).addEventListener('success', resolve);
        }),
    );
    await Promise.all(deleted);
    return names.length;
  });

test('story H [F15] [SYN-13]: the data of a tablet are wiped between two starts; it says so, and which numbers the server misses', async ({
  context,
  page,
}) => {
  const till = new Till(page);
  await till.enrol(house.proxy.url, await house.server.enrolCode());
  await till.signIn();
  await till.openTable();
  await till.addDish('Alloco');
  await till.send();
  await till.settled();

  // The first of what waits is on the server already; its answer was lost.
  house.proxy.mode = 'drop_answers';
  await till.addDish('Placali');
  await till.send();
  await expect.poll(() => house.proxy.dropped).toBeGreaterThan(0);
  await expect.poll(async () => (await house.server.listOrders()).flatMap(({ lines }) => lines).length).toBe(2);
  house.proxy.mode = 'captive_portal';
  const there = await unsentNumbers(page);
  const number = await till.takeCash();
  expect(number).not.toBe('');
  const waiting = await unsentNumbers(page);
  const [first, last] = [waiting[0] ?? 0, waiting.at(-1) ?? 0];
  const gone = waiting.filter((seq) => !there.includes(seq));
  expect(gone.length).toBeGreaterThan(0);
  await page.close();

  const empty = await context.newPage();
  house.proxy.mode = 'pass';
  await empty.goto(`${house.proxy.url}/livez`);
  expect(await wipe(empty)).toBeGreaterThan(0);
  await empty.goto(house.proxy.url);
  await expect(empty.getByRole('heading', { name: 'Les données de cette tablette ont été effacées' })).toBeVisible();
  await expect(empty.getByText(`Saisies n° ${first} à ${last} :`)).toBeVisible();

  const again = new Till(empty);
  await again.typeCode(await house.server.enrolCode());
  const sheet = empty.getByRole('dialog', { name: 'Les données de cette tablette ont été effacées' });
  const range = gone.length === 1 ? `${gone[0]}` : `${gone[0]} à ${gone.at(-1)}`;
  const told = `Il manque ${gone.length} ${gone.length === 1 ? 'saisie' : 'saisies'} : n° ${range}.`;
  await expect(sheet.getByText(told)).toBeVisible({ timeout: AGREE_MAX_MS });
  await sheet.getByRole('button', { name: 'Plus tard' }).click();
  await empty.reload();
  await expect(sheet).toBeVisible();
  await sheet.getByRole('button', { name: 'C’est noté' }).click();
  await empty.reload();
  await expect(empty.getByRole('heading', { name: 'Qui êtes-vous ?' })).toBeVisible();
  await again.settled();
  await expect(sheet).toHaveCount(0);
});
