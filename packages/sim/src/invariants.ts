import {
  CATALOG,
  MENU_COLLECTIONS,
  canonicalJson,
  type Id,
  type Json,
  type Row,
  type Status,
  type View,
} from '@resto360/domain';
import { isBehind, isDeleted, isSaidTwice, orderOf, scopeOf, type Op } from '@resto360/sync';
import { partedAt, type StoredRow } from '@resto360/sync/server';
import { UNKNOWN, type Bystander, type SentQuantities } from './bystander.ts';
import { HOUSE } from './house.ts';
import type { Tablet } from './tablet.ts';
import type { World } from './world.ts';

/** The ranks of each status field, to compare two of them. */
const RANKS = new Map(
  [...CATALOG.values()].flatMap((collection) => {
    const shape = collection.fields['status']?.shape;
    return shape?.kind === 'status' ? [[collection.name, shape.ranks] as const] : [];
  }),
);

/** Collections of facts: what happened in the room. */
export const FACTS: ReadonlySet<string> = new Set(
  [...CATALOG.values()].filter((one) => one.class === 'fact').map((one) => one.name),
);

type Screen = { readonly name: string; readonly device: { readonly view: View } };

/**
 * The invariants of section 7 for one tablet after a step that touched it. Returns the first that is broken.
 */
export async function brokenBy(world: World, tablet: Tablet, bystander: Bystander): Promise<string | undefined> {
  const read = (await tablet.store.read((tx) => tx.meta('cursor')))?.lineage ?? 1;
  // What others did after the backup is gone from this screen until they give it back; what is its own never is.
  if (bystander.lineage !== read) bystander.statuses.clear();
  bystander.lineage = read;
  const isPresent =
    read === (await world.server.head(HOUSE.restaurant))?.lineage && (await isSameHistory(world, tablet));
  const unsafe = await queueUnsafe(world, tablet, { bystander, isPresent });
  if (unsafe !== undefined || tablet.isRotten) return unsafe;
  await noteSwept(world, tablet, bystander);
  const misfits = await tablet.store.read((tx) => tx.meta('misfits'));
  if (misfits) return `${tablet.name}: held what the server does not, and only the digest found it`;
  return (
    ownRowGone(tablet, bystander) ??
    statusFell(tablet, bystander) ??
    (isPresent ? ((await readerIncomplete(world, tablet)) ?? (await ghostOnMenu(world, tablet))) : undefined)
  );
}

// What a tablet holds of a history that was put back unnoticed is safe in its recorder until it next asks: whether the
// server then notices shows at the end of the day.
async function isSameHistory(world: World, tablet: Tablet): Promise<boolean> {
  const marks = (await tablet.store.read((tx) => tx.meta('history')))?.marks ?? [];
  const versions = marks.map(([version]) => version);
  const head = await world.server.head(HOUSE.restaurant, versions);
  return head !== undefined && partedAt(head, { read: 0, marks }) === undefined;
}

// What the window has closed behind is promised by the server alone, until somebody touches it again (SYN-20).
async function noteSwept(world: World, tablet: Tablet, bystander: Bystander): Promise<void> {
  const isOut = await behindWindow(world, tablet);
  for (const [key, { collection, id }] of bystander.written) {
    // Raised meanwhile, it comes back with the page that says so.
    if (tablet.device.view.get(collection, id)) bystander.swept.delete(key);
    else if (await isOut(collection, id)) bystander.swept.add(key);
  }
  // A dish that a kitchen screen brought for its till was refused (SYN-29): nobody was promised it.
  for (const [id, [verdict]] of await world.server.verdicts(HOUSE.restaurant, [...bystander.ops.keys()])) {
    if (verdict !== 'rejected') continue;
    for (const [collection, row] of bystander.ops.get(id)?.changes ?? []) {
      const key = `${collection}/${row}`;
      if (!tablet.device.view.get(collection, row)) bystander.swept.add(key);
    }
  }
  // What an old op that somebody brings again says of such a row alone is no news of it.
  for (const name of RANKS.keys()) {
    for (const row of await world.server.rows(HOUSE.restaurant, name))
      if (bystander.statuses.has(row.id) && (await isOut(name, row.id))) bystander.statuses.delete(row.id);
  }
}

/** Says of a row whether it stands behind a tablet's window on the server, so that the tablet need not hold it. */
export async function behindWindow(
  world: World,
  tablet: Tablet,
): Promise<(collection: string, id: Id) => Promise<boolean>> {
  const { floor = 0, cursor = 0 } = (await tablet.store.read((tx) => tx.meta('cursor'))) ?? {};
  const orders = new Map((await world.server.rows(HOUSE.restaurant, 'orders')).map((row) => [row.id, row]));
  return async (collection, id) => {
    const row = (await world.server.rows(HOUSE.restaurant, collection)).find((one) => one.id === id);
    // Purged; or written again by somebody who did not know that it was, or that it had left: news to this tablet.
    if (!row || row.v > cursor) {
      const isOffMenu = row && MENU_COLLECTIONS.includes(collection) && isDeleted(row);
      return isOffMenu === true || world.purged.has(`${collection}/${id}`);
    }
    const order = orders.get(orderOf(collection, row) ?? '');
    return isBehind(collection, row, floor, { orders: order ? [order] : [], isInOpenShift: () => false });
  };
}

/**
 * A row never disappears from the screen that wrote it; a fact stays as it was said. What others created, and this one
 * only changed, goes with a restored backup until they give it back: nobody can show a line whose dish is not known.
 */
export function ownRowGone(tablet: Screen, bystander: Bystander): string | undefined {
  for (const [key, { collection, id, fact, isMade }] of bystander.written) {
    const row = tablet.device.view.get(collection, id);
    if (!row && (bystander.swept.has(key) || (!isMade && bystander.lineage > 1))) continue;
    if (!row) return `${tablet.name}: ${collection} ${id} disappeared from the screen that wrote it`;
    if (fact && !isSaidTwice(id, row.f, fact)) return `${tablet.name}: the fact ${collection} ${id} changed`;
  }
  return undefined;
}

/** No status falls within an epoch, on any replica. */
export function statusFell(tablet: Screen, bystander: Bystander): string | undefined {
  for (const [name, ranks] of RANKS) {
    for (const row of tablet.device.view.all(name)) {
      const now = row.f['status'] as Status | undefined;
      const before = bystander.statuses.get(row.id);
      if (before && (!now || compare(now, before, ranks) < 0))
        return `${tablet.name}: status of ${name} ${row.id} fell from ${before.join()} to ${now?.join() ?? 'nothing'}`;
      if (now) bystander.statuses.set(row.id, now);
    }
  }
  return undefined;
}

const compare = (a: Status, b: Status, ranks: readonly string[]) =>
  a[0] - b[0] || ranks.indexOf(a[1]) - ranks.indexOf(b[1]);

// An op leaves the queue only if the cloud committed it, byte for byte, and verdicts say what the journal says.
// What a restored server lost counts as queued while the tablet has not heard of the restore: its recorder has it.
// An edit of the house that was refused is kept there and not brought again (SYN-21); what happened in the room is not refused.
async function queueUnsafe(
  world: World,
  tablet: Tablet,
  { bystander, isPresent }: { readonly bystander: Bystander; readonly isPresent: boolean },
): Promise<string | undefined> {
  const { outbox, held, recorder, overlay } = await tablet.store.read(async (tx) => ({
    outbox: await tx.list('outbox'),
    held: await tx.list('held'),
    recorder: await tx.list('recorder'),
    overlay: await tx.list('overlay'),
  }));
  const refused = recorder.filter(({ verdict }) => verdict?.[0] === 'rejected');
  const sale = refused.find(({ id }) => isOfRoom(bystander.ops.get(id)));
  if (sale) return `${tablet.name}: op ${sale.id} happened in the room, and was refused`;
  const kept = isPresent ? refused : recorder;
  // What a former install of this tablet had brought without the right is carried under that one's name (SYN-25).
  const carried = overlay.filter(({ verdict }) => verdict === null);
  const queued = new Set([...outbox, ...held, ...kept, ...carried].map((entry) => entry.id));
  const ids = [...bystander.ops.keys()];
  const known = await world.server.verdicts(HOUSE.restaurant, ids);
  for (const id of ids) {
    if (!queued.has(id) && !known.has(id))
      return `${tablet.name}: op ${id} left the queue, but the cloud does not have it`;
  }
  for (const entry of isPresent ? outbox : []) {
    const verdict = known.get(entry.id);
    if (!entry.verdict || !verdict || verdict[0] === 'quarantined' || verdict[0] === 'rejected') continue;
    if ((verdict[2] ?? null) !== entry.effective)
      return `${tablet.name}: op ${entry.id} has another effective stamp than the journal`;
  }
  return undefined;
}

const isOfRoom = (op: Op | undefined) => op?.changes.some(([name]) => CATALOG.get(name)?.class !== 'admin') === true;

// A reader at cursor c holds every row of its scope whose current v ≤ c, as it is, and nothing newer.
async function readerIncomplete(world: World, tablet: Tablet): Promise<string | undefined> {
  const scope = scopeOf(tablet.identity.kind);
  const { rows, cursor } = await tablet.store.read(async (tx) => ({
    rows: await tx.list('rows'),
    cursor: await tx.meta('cursor'),
  }));
  const held = new Map(rows.map((value) => [`${value.collection}/${value.row.id}`, value.row]));
  const at = cursor?.cursor ?? 0;
  // What is read again is not whole yet.
  if (cursor?.part) return undefined;
  const isOut = await behindWindow(world, tablet);
  for (const { collection, row } of rows) {
    if (row.v > at) return `${tablet.name}: holds ${collection} ${row.id} of version ${row.v} above its cursor ${at}`;
  }
  for (const collection of scope.collections) {
    for (const row of await world.server.rows(HOUSE.restaurant, collection)) {
      if (row.v > at) continue;
      const mine = held.get(`${collection}/${row.id}`);
      if (!mine && (await isOut(collection, row.id))) continue;
      if (!mine || !sameRow(mine, row))
        return `${tablet.name}: at cursor ${at} misses ${collection} ${row.id} of version ${row.v}`;
    }
  }
  return undefined;
}

// What was taken off the menu for good is on no tablet that has read beyond it, however long it was away (SYN-22).
async function ghostOnMenu(world: World, tablet: Tablet): Promise<string | undefined> {
  const cursor = await tablet.store.read((tx) => tx.meta('cursor'));
  const { horizon = 0 } = (await world.server.head(HOUSE.restaurant)) ?? {};
  if (!cursor || cursor.part || cursor.more || cursor.cursor < horizon) return undefined;
  for (const name of MENU_COLLECTIONS) {
    const server = new Set((await world.server.rows(HOUSE.restaurant, name)).map(({ id }) => id));
    for (const row of await tablet.store.read((tx) => tx.rowsOf(name))) {
      if (!server.has(row.id) && !isDeleted(row)) return `${tablet.name}: has ${name} ${row.id}, which was purged`;
    }
  }
  return undefined;
}

/** Whether a device's row is the server's. */
export function sameRow(mine: Row, server: StoredRow): boolean {
  if (mine.v !== server.v || mine.st !== server.st) return false;
  return canonicalJson(facets(mine)) === canonicalJson(facets(server));
}

// What a row says, without its version.
const facets = (row: Row): Json => [row.f, row.sx ?? null, row.alt ?? null];

/** An informed edit shows on the screen that made it, whatever that screen's clock says (SYN-24). */
export function editNotShown(tablet: Tablet, op: Op): string | undefined {
  for (const [name, id, fields] of op.changes) {
    const row = tablet.device.view.get(name, id);
    for (const [field, value] of Object.entries(fields)) {
      if (CATALOG.get(name)?.fields[field]?.join !== 'latest') continue;
      if (canonicalJson(row?.f[field] ?? null) !== canonicalJson(value))
        return `${tablet.name}: its own edit of ${name}.${field} does not show`;
    }
  }
  return undefined;
}

/** The quantity of a sent line is one that a send said (SYN-1). */
export async function quantityNeverSent(world: World, sent: SentQuantities): Promise<string | undefined> {
  for (const row of await world.server.rows(HOUSE.restaurant, 'order_lines')) {
    const status = row.f['status'] as Status | undefined;
    const said = sent.get(row.id);
    if (!said || said.has(UNKNOWN) || !status || status[1] === 'draft' || row.f['quantity'] === undefined) continue;
    if (!said.has(Number(row.f['quantity'])))
      return `line ${row.id}: cooks read ${Number(row.f['quantity'])}, but no send said so`;
  }
  return undefined;
}
