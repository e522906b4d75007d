import { expect, test } from 'vitest';
import { canonicalJson, nameId, type Change, type Id, type Row } from '@resto360/domain';
import { Random } from '@resto360/domain';
import { FACTS, HOUSE } from '@resto360/sim';
import type { Op } from '@resto360/sync';
import { clientRow } from '../packages/sync/src/client/put-rows.ts';
import { CLIENT_RULES } from '@resto360/sync/client';
import { judge, type Findings } from './oracle.ts';
import { dishOf, people } from './fixtures.ts';
import { ChaosTablet } from './tablet.ts';

type Placed = readonly [collection: string, row: Row];

const [order, closed] = [nameId('test:order'), nameId('test:closed')];
const opening = { born: true, kind: 'dine_in', currency: 'XOF', openedBy: people.by, openedAt: people.at };
const stamp = '0000000000000000TTTTTTTTTT';
const put = (collection: string, what: string, f: Row['f']): Placed => [
  collection,
  { id: nameId(`test:${what}`), v: 7, st: stamp, f },
];
const dish = (what: string, of: Id): Placed => put('order_lines', what, { ...dishOf(of), status: [1, 'sent'] });
const payment = put('payments', 'payment', {
  order,
  shift: nameId('test:shift'),
  method: 'cash',
  amountMinor: 1_000,
  tenderedMinor: 1_000,
  changeMinor: 0,
  currency: 'XOF',
  ...people,
});
const table = put('tables', 'table', { born: true, area: nameId('test:area'), name: 'T1' });
const line = dish('line', order);
/** The house as the tables have it: one table with guests, and a takeaway order that was closed with nothing on it. */
const HOUSE_ROWS: readonly Placed[] = [
  table,
  put('orders', 'order', { ...opening, table: table[1].id, status: [1, 'open'] }),
  put('orders', 'closed', { ...opening, kind: 'takeaway', table: null, status: [1, 'closed'] }),
  line,
  payment,
];
const SAVED: Op = {
  id: nameId('test:op'),
  stamp,
  kind: 'payment.take',
  actor: people.by,
  base: 0,
  schema: 1,
  changes: [['payments', payment[1].id, payment[1].f]],
};
const STORED = { id: SAVED.id, install: 'TTTTTTTTTT', body: canonicalJson(SAVED), verdict: 'ok', code: null };
const KITCHEN_SEES = new Set(['tables', 'orders', 'order_lines']);

type Ends = {
  readonly kind?: 'pos' | 'kitchen';
  readonly tables?: readonly Placed[];
  readonly journal?: readonly object[];
  readonly disk?: readonly Placed[];
  readonly view?: readonly Placed[];
  readonly said?: Op;
  readonly taps?: number;
};

/** One round with a till that is as it should be and said everything, and a device that ended as it is told. */
async function judged({ kind = 'pos', ...ends }: Ends): Promise<Findings> {
  const own = HOUSE_ROWS.filter(([name]) => kind === 'pos' || KITCHEN_SEES.has(name));
  const { tables = HOUSE_ROWS, journal = [STORED], disk = own, view = own, said = SAVED, taps = 1 } = ends;
  const till = await ended('till', 'pos', { disk: tables, view: tables });
  till.bystander.note(said, FACTS);
  till.cash.begun = taps;
  const device = await ended('device', kind, { disk, view });
  return judge({ query: async (text) => answer(text, tables, journal) }, [till, device]);
}

async function ended(
  name: string,
  kind: 'pos' | 'kitchen',
  { disk, view }: Required<Pick<Ends, 'disk' | 'view'>>,
): Promise<ChaosTablet> {
  const install = name === 'till' ? STORED.install : 'DDDDDDDDDD';
  const identity = { restaurant: HOUSE.restaurant, install, series: 'T1', kind, token: 't' } as const;
  const from = { name, identity, url: 'http://127.0.0.1:9', random: new Random(1), rules: CLIENT_RULES };
  const tablet = new ChaosTablet(from);
  const rows = disk.map(([collection, row]) => clientRow(collection, row));
  await tablet.store.write('relaxed', (tx) => tx.put('rows', rows));
  for (const [collection, row] of view) tablet.device.view.setRows(collection, [row]);
  await tablet.finish();
  return tablet;
}

function answer(text: string, tables: readonly Placed[], journal: readonly object[]) {
  const name = / from (\w+) /.exec(text)?.[1];
  if (name === 'ops') return journal as readonly Record<string, unknown>[];
  return tables
    .filter(([collection]) => collection === name)
    .map(([, { id, v, st, f }]) => ({ id, version: v, st, f, extra: null }));
}

const without = (gone: Placed, rows = HOUSE_ROWS) => rows.filter((one) => one !== gone);
const instead = (before: Placed, f: Row['f'], v = 7): readonly Placed[] => {
  const other: Placed = [before[0], { ...before[1], v, f: { ...before[1].f, ...f } }];
  return HOUSE_ROWS.map((one) => (one === before ? other : one));
};
const sees = (rows: readonly Placed[]) => rows.filter(([name]) => KITCHEN_SEES.has(name));
const NOTHING = { lost: [], doubled: [], diverged: [] };

test.each(['pos', 'kitchen'] as const)('%s: a device that ended as the tables have it is found right', async (kind) => {
  expect(await judged({ kind })).toEqual(NOTHING);
});

test('a closed order that a start did not load is missing rightly, whole', async () => {
  expect(await judged({ view: HOUSE_ROWS.filter(([, { id }]) => id !== closed) })).toEqual(NOTHING);
});

test.each<[string, Ends]>([
  ['the till lacks a line of an open order', { view: without(line) }],
  ['the till lacks a row of the house', { view: without(table) }],
  ['the till lacks a payment', { view: without(payment) }],
  ['the till shows a line that no table has', { view: [...HOUSE_ROWS, dish('ghost', order)] }],
  ['the till shows an order that no table has', { view: [...HOUSE_ROWS, put('orders', 'ghost', { ...opening })] }],
  ['the till shows an old value', { view: instead(line, { quantity: 1 }, 6) }],
  ['the till shows an old version', { view: instead(line, {}, 6) }],
  ['the till shows another amount', { view: instead(payment, { amountMinor: 900 }) }],
  ['the kitchen painted nothing', { kind: 'kitchen', view: [] }],
  ['the kitchen lacks a line', { kind: 'kitchen', view: sees(without(line)) }],
  ['the kitchen has a ghost line', { kind: 'kitchen', view: [...sees(HOUSE_ROWS), dish('ghost', order)] }],
  ['the kitchen shows an old quantity', { kind: 'kitchen', view: sees(instead(line, { quantity: 1 }, 6)) }],
  ['the kitchen shows money', { kind: 'kitchen', view: HOUSE_ROWS }],
  ['the disk lacks a row', { disk: without(line) }],
  ['the disk has a row too many', { disk: [...HOUSE_ROWS, dish('ghost', order)] }],
  ['the disk has an old value', { disk: instead(line, { quantity: 1 }, 6) }],
])('%s: diverged', async (_, ends) => {
  const { lost, doubled, diverged } = await judged(ends);
  expect({ lost, doubled }).toEqual({ lost: [], doubled: [] });
  expect(diverged).not.toEqual([]);
  expect(diverged.filter((problem) => !problem.startsWith('device: '))).toEqual([]);
});

test('the floor of a till is compared as it is drawn', async () => {
  const { diverged } = await judged({ view: without(payment) });
  expect(diverged).toContain('device: table T1 shows 3000, the tables say 2000');
});

test('the tickets of a kitchen are compared as they are drawn', async () => {
  const { diverged } = await judged({ kind: 'kitchen', view: sees(without(line)) });
  expect(diverged).toContain(`device: the tickets of order ${order} are not those of the tables`);
});

test('a closed order that asks for a person is on the screen', async () => {
  const late = dish('late', closed);
  const tables = [...HOUSE_ROWS, late];
  const { diverged } = await judged({ tables, disk: tables });
  expect(diverged).toContain(`device: order_lines ${late[1].id} is missing on its screen`);
});

test('a line whose order is in no table is on the screen all the same', async () => {
  const loose = dish('loose', nameId('test:unknown'));
  const tables = [...HOUSE_ROWS, loose];
  const { diverged } = await judged({ kind: 'kitchen', tables, disk: sees(tables) });
  expect(diverged).toEqual([`device: order_lines ${loose[1].id} is missing on its screen`]);
});

test.each<[string, 'lost' | 'doubled', Ends]>([
  ['not in the journal', 'lost', { journal: [] }],
  ['twice in the journal', 'doubled', { journal: [STORED, STORED] }],
  ['in the journal with other words', 'lost', { journal: [{ ...STORED, body: '{}' }] }],
  ['put apart', 'lost', { journal: [{ ...STORED, verdict: 'quarantined' }] }],
  ['one that nobody said beside it', 'doubled', { journal: [STORED, { ...STORED, id: nameId('test:other') }] }],
])('an op that was saved is %s: %s', async (_, kind, ends) => {
  expect((await judged(ends))[kind]).not.toEqual([]);
});

const saying = (...changes: Change[]): Pick<Ends, 'said' | 'journal'> => {
  const said = { ...SAVED, changes: [...SAVED.changes, ...changes] };
  return { said, journal: [{ ...STORED, body: canonicalJson(said) }] };
};

test.each<[string, 'lost' | 'doubled', Ends]>([
  ['a payment is in no table', 'lost', { tables: without(payment), disk: without(payment), view: without(payment) }],
  ['a payment has another amount', 'lost', { tables: instead(payment, { amountMinor: 900 }) }],
  ['a line is in no table', 'lost', saying(['order_lines', nameId('test:lost'), { quantity: 1 }])],
  ['a payment that nobody said', 'doubled', { tables: [...HOUSE_ROWS, put('payments', 'ghost', payment[1].f)] }],
])('%s: %s', async (_, kind, ends) => {
  expect((await judged(ends))[kind]).not.toEqual([]);
});

test('a tap for cash that was saved under two ids, each of them said and stored', async () => {
  const { lost, doubled, diverged } = await judged({ taps: 0 });
  expect({ lost, diverged }).toEqual({ lost: [], diverged: [] });
  expect(doubled).toEqual(['till: cash was taken 0 to 0 times, and 1 ops say so']);
});
