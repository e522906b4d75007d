import { ok, orders, orderLines, items, write, type Change, type Id, type Row } from '@resto360/domain';
import { sha256Hex } from '@resto360/sync';
import { Device, clientRow, type ClientRow } from '@resto360/sync/client';
import { IndexedDbStore } from '../../packages/web/src/store/indexeddb-store.ts';

const RESTAURANT: Id<'restaurant'> = '00000000-0000-5000-8000-000000000360';
const STAFF: Id<'staff'> = '00000000-0000-5000-8000-000000000001';
const CHUNK = 500;

/** What the page measures; `bench/browser.ts` calls these by name. **Units** ms. */
const bench = { recordOps, fillRows, openCold };
export type BrowserBench = typeof bench;
Object.assign(globalThis, { bench });

const store = new IndexedDbStore(RESTAURANT);
const device = new Device({
  store,
  transport: { post: async () => ({ status: 0, body: null }) },
  nowMs: () => Date.now(),
  randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  hash: sha256Hex,
});

/** Saves ops one tap after another, each in its own strict transaction; how long each took. */
async function recordOps(count: number): Promise<number[]> {
  const token = 'bench';
  await device.enrol({ restaurant: RESTAURANT, install: '0000000360', series: 'T1', kind: 'pos', token }, 1);
  const order = device.newId();
  const tookMs: number[] = [];
  for (let done = 0; done < count; done += 1) {
    const startedAt = performance.now();
    const changes = [lineChange(device.newId(), order, done)];
    const saved = await device.record(STAFF, () => ok({ kind: 'order.add_line', changes, receipts: 0 }));
    if (!saved.ok) throw new Error(saved.error.code);
    tookMs.push(performance.now() - startedAt);
  }
  return tookMs;
}

/** Fills the rows as pulls would: a large menu, and closed orders with their lines; how long it took. */
async function fillRows(itemCount: number, orderRowCount: number): Promise<number> {
  const rows: ClientRow[] = [];
  for (let at = 0; at < itemCount; at += 1) rows.push(rowOf(itemChange(at)));
  for (let at = 0; at < orderRowCount / 5; at += 1) {
    const order = idOf('b', at);
    rows.push(rowOf(orderChange(order)));
    for (let line = 0; line < 4; line += 1) rows.push(rowOf(lineChange(idOf('c', at * 4 + line), order, line)));
  }
  const startedAt = performance.now();
  for (let from = 0; from < rows.length; from += CHUNK) {
    await store.write('relaxed', (tx) => tx.put('rows', rows.slice(from, from + CHUNK)));
  }
  return performance.now() - startedAt;
}

/** A start with everything on the disk: from a new page to a filled view. */
async function openCold(): Promise<{ ms: number; items: number }> {
  const startedAt = performance.now();
  await device.load();
  const ms = performance.now() - startedAt;
  return { ms, items: [...device.view.all('items')].length };
}

function rowOf([collection, id, f]: Change): ClientRow {
  const row: Row = { id, v: 1, st: '01900000000000000000000000', f };
  return clientRow(collection, row);
}

function itemChange(at: number): Change {
  const category = idOf('d', at % 40);
  return write(items, idOf('a', at), { born: true, category, name: `Plat numéro ${at}`, priceMinor: 1_000 + at });
}

function orderChange(id: Id<'order'>): Change {
  const opened = { openedBy: STAFF, openedAt: 1, kind: 'dine_in' as const, currency: 'XOF' as const };
  return write(orders, id, { born: true, ...opened, status: [0, 'closed'] });
}

function lineChange(id: Id<'line'>, order: Id<'order'>, at: number): Change {
  const dish = { item: idOf('a', at), name: 'Poulet braisé entier', unitPriceMinor: 7_000, taxBp: 1_800 };
  const rest = { taxIncluded: true, station: null, modifiers: [], quantity: 1, seat: null };
  return write(orderLines, id, { born: true, order, addedBy: STAFF, addedAt: 1, ...dish, ...rest });
}

function idOf(kind: string, at: number): Id {
  return `0000000${kind}-0000-7000-8000-${String(at).padStart(12, '0')}`;
}
