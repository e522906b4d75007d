import { expect, test } from 'vitest';
import { nameId, ok } from '@resto360/domain';
import { sha256Hex } from '@resto360/sync';
import { Device, MemoryClientStore, type Identity } from '@resto360/sync/client';
import { unsentFile, unsentText } from './export-unsent.ts';
import { importUnsent } from './import-unsent.ts';

const restaurant = nameId('house');
const identityOf = (install: string): Identity => ({ restaurant, install, series: 'T1', kind: 'pos', token: 'secret' });

async function tablet(install: string) {
  const store = new MemoryClientStore();
  let dice = install.charCodeAt(0);
  const device = new Device({
    store,
    transport: { post: async () => ({ status: 0, body: null }) },
    nowMs: () => 1_000,
    randomBytes: (count) => new Uint8Array(count).fill((dice += 1)),
    hash: sha256Hex,
  });
  await device.enrol(identityOf(install), 1);
  return { store, device };
}

/** The file of a tablet with three sales, as it is written. */
async function threeSales(): Promise<string> {
  const { store, device } = await tablet('AAAAAAAAAA');
  for (const name of ['a', 'b', 'c']) {
    const change = ['item_availability', nameId(name), { born: true, soldOut: true }] as const;
    await device.record(nameId('staff'), () => ok({ kind: 'menu.sold_out', changes: [change], receipts: 0 }));
  }
  const kept = await store.read(async (tx) => ({
    outbox: await tx.list('outbox'),
    held: await tx.list('held'),
    overlay: await tx.list('overlay'),
  }));
  return unsentText(unsentFile({ identity: identityOf('AAAAAAAAAA'), ...kept }, 9_000));
}

async function importInto(text: string) {
  const { store } = await tablet('BBBBBBBBBB');
  const bring = () => importUnsent(text, { store, restaurant, nowMs: 9_000 });
  const carried = () => store.read((tx) => tx.list('overlay'));
  return { bring, carried, store };
}

test('[SYN-29] a file is imported whole, once; what was imported is in the next export, under its own install', async () => {
  const { bring, carried, store } = await importInto(await threeSales());
  expect(await bring()).toEqual({ kind: 'imported', taken: 3, known: 0 });
  expect(await bring()).toEqual({ kind: 'imported', taken: 0, known: 3 });
  expect((await carried()).map(({ install, verdict }) => [install, verdict])).toEqual(
    Array.from({ length: 3 }, () => ['AAAAAAAAAA', null]),
  );
  const overlay = await store.read((tx) => tx.list('overlay'));
  const again = unsentFile({ identity: identityOf('BBBBBBBBBB'), outbox: [], held: [], overlay }, 1);
  expect(again.ops.map(({ install }) => install)).toEqual(['AAAAAAAAAA', 'AAAAAAAAAA', 'AAAAAAAAAA']);
  const third = await importInto(unsentText(again));
  expect(await third.bring()).toEqual({ kind: 'imported', taken: 3, known: 0 });
  expect((await third.carried())[0]?.install).toBe('AAAAAAAAAA');
});

test('[SYN-29] a file as one long text, or spread over many lines, is the same file', async () => {
  const text = await threeSales();
  for (const indent of [0, 1]) {
    const { bring } = await importInto(JSON.stringify(JSON.parse(text), null, indent));
    expect(await bring()).toEqual({ kind: 'imported', taken: 3, known: 0 });
  }
});

const change = (text: string, line: number, make: (line: string) => string): string =>
  text
    .split('\n')
    .map((one, index) => (index + 1 === line ? make(one) : one))
    .join('\n');

const DAMAGES: readonly (readonly [string, number, (text: string) => string])[] = [
  ['one value of one sale', 3, (text) => change(text, 3, (line) => line.replace('true', 'fals'))],
  ['the number of a sale', 4, (text) => change(text, 4, (line) => line.replace('"seq":3', '"seq":4'))],
  ['a quote that is gone', 2, (text) => change(text, 2, (line) => line.replace('"', ''))],
  ['the head', 1, (text) => change(text, 1, (line) => line.slice(3))],
  ['the end cut off in a sale', 3, (text) => text.slice(0, text.split('\n').slice(0, 3).join('\n').length - 20)],
];

test.each(DAMAGES)('[SYN-29] a damaged file says which line, and imports nothing: %s', async (_name, line, damage) => {
  const { bring, carried } = await importInto(damage(await threeSales()));
  expect(await bring()).toEqual({ kind: 'damaged', line });
  expect(await carried()).toEqual([]);
});

test('[SYN-29] the file of another restaurant, and one that is no such file, import nothing', async () => {
  const text = await threeSales();
  const other = await importInto(text.replace(restaurant, nameId('another house')));
  expect(await other.bring()).toEqual({ kind: 'other_restaurant' });
  for (const foreign of ['', '{}', '<html>', '[1]', '{"format":"resto360-unsent","version":2}']) {
    const { bring, carried } = await importInto(foreign);
    expect((await bring()).kind).toMatch(/not_ours|damaged/);
    expect(await carried()).toEqual([]);
  }
});
