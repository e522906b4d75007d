import { expect, test } from 'vitest';
import { SCHEMA, canonicalJson, nameId, ok } from '@resto360/domain';
import { linkHash, sha256Hex } from '@resto360/sync';
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

const imported = (counts: object, damage?: object) => ({
  kind: 'imported',
  taken: 0,
  known: 0,
  unread: 0,
  clashing: 0,
  damage,
  ...counts,
});

test('[SYN-29] a file is imported whole, once; what was imported is in the next export, under its own install', async () => {
  const { bring, carried, store } = await importInto(await threeSales());
  expect(await bring()).toEqual(imported({ taken: 3 }));
  expect(await bring()).toEqual(imported({ known: 3 }));
  expect((await carried()).map(({ install, verdict }) => [install, verdict])).toEqual(
    Array.from({ length: 3 }, () => ['AAAAAAAAAA', null]),
  );
  const overlay = await store.read((tx) => tx.list('overlay'));
  const again = unsentFile({ identity: identityOf('BBBBBBBBBB'), outbox: [], held: [], overlay }, 1);
  expect(again.ops.map(({ install }) => install)).toEqual(['AAAAAAAAAA', 'AAAAAAAAAA', 'AAAAAAAAAA']);
  const third = await importInto(unsentText(again));
  expect(await third.bring()).toEqual(imported({ taken: 3 }));
  expect((await third.carried())[0]?.install).toBe('AAAAAAAAAA');
});

test('[SYN-29] a file as one long text, or spread over many lines, is the same file', async () => {
  const text = await threeSales();
  for (const indent of [0, 1]) {
    const { bring } = await importInto(JSON.stringify(JSON.parse(text), null, indent));
    expect(await bring()).toEqual(imported({ taken: 3 }));
  }
});

test('[SYN-29] one op of a newer app among 99 sales, unsent or held, costs the file nothing', async () => {
  const { store, device } = await tablet('AAAAAAAAAA');
  for (let sale = 0; sale < 99; sale++) {
    const change = ['item_availability', nameId(`sale ${sale}`), { born: true, soldOut: true }] as const;
    await device.record(nameId('staff'), () => ok({ kind: 'menu.sold_out', changes: [change], receipts: 0 }));
  }
  const outbox = await store.read((tx) => tx.list('outbox'));
  const last = outbox.at(-1);
  if (!last) throw new Error('99 sales');
  const newerAt = (seq: number, prev: string) => {
    const id = nameId(`newer ${seq}`);
    const body = canonicalJson({ ...JSON.parse(last.body), id, schema: SCHEMA + 1 });
    return { ...last, id, seq, prev, body, link: linkHash(prev, seq, body, sha256Hex) };
  };
  const newer = newerAt(100, last.link);
  const held = { ...newerAt(101, newer.link), quarantineId: nameId('q'), install: 'AAAAAAAAAA', judgedIn: 1 };
  const from = { identity: identityOf('AAAAAAAAAA'), outbox: [...outbox, newer], held: [held], overlay: [] };
  const { bring, carried } = await importInto(unsentText(unsentFile(from, 9_000)));
  expect(await bring()).toEqual(imported({ taken: 101, unread: 2 }));
  const unread = (await carried()).filter((entry) => entry.unread);
  expect(unread.map(({ body }) => body).toSorted()).toEqual([newer.body, held.body].toSorted());
});

const change = (text: string, line: number, make: (line: string) => string): string =>
  text
    .split('\n')
    .map((one, index) => (index + 1 === line ? make(one) : one))
    .join('\n');

const cutIn = (text: string, line: number) => text.slice(0, text.split('\n').slice(0, line).join('\n').length - 20);

type Damaged = readonly [name: string, damage: (text: string) => string, taken: number, found: object];
const DAMAGES: readonly Damaged[] = [
  [
    'one value of one sale',
    (text) => change(text, 3, (line) => line.replace('true', 'fals')),
    2,
    { count: 1, line: 3, cut: false },
  ],
  [
    'the number of a sale',
    (text) => change(text, 4, (line) => line.replace('"seq":3', '"seq":4')),
    2,
    { count: 1, line: 4, cut: false },
  ],
  [
    'a quote that is gone',
    (text) => change(text, 2, (line) => line.replace('"', '')),
    2,
    { count: 1, line: 2, cut: false },
  ],
  [
    'two sales',
    (text) => [3, 4].reduce((all, at) => change(all, at, () => '"?"'), text),
    1,
    { count: 2, line: 3, cut: false },
  ],
  ['the end cut off in a sale', (text) => cutIn(text, 3), 1, { count: 2, line: 3, cut: true }],
  ['the end cut off behind the last sale', (text) => text.trimEnd().slice(0, -2), 3, { count: 0, line: 4, cut: true }],
  ['a sale taken out', (text) => text.replace(/\n.*"seq":2.*/, ''), 2, { count: 1, line: 4, cut: true }],
];

test.each(DAMAGES)(
  '[SYN-29] a damaged line costs none of the others, and is counted: %s',
  async (_name, damage, taken, found) => {
    const { bring, carried } = await importInto(damage(await threeSales()));
    expect(await bring()).toEqual(imported({ taken }, found));
    expect(await carried()).toHaveLength(taken);
  },
);

const NOTHING_WHOLE: readonly (readonly [string, number, (text: string) => string])[] = [
  ['the head', 1, (text) => change(text, 1, (line) => line.slice(3))],
  ['every sale', 2, (text) => text.replaceAll('true', 'fals')],
  ['all but a part of the first sale', 2, (text) => cutIn(text, 2)],
];

test.each(NOTHING_WHOLE)(
  '[SYN-29] a file of which nothing is whole says so, and imports nothing: %s',
  async (_name, line, damage) => {
    const { bring, carried } = await importInto(damage(await threeSales()));
    expect(await bring()).toEqual({ kind: 'damaged', line });
    expect(await carried()).toEqual([]);
  },
);

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
