import {
  CATALOG,
  dueOf,
  exceptionsOf,
  listAll,
  listOfOrder,
  listRoots,
  orderLines,
  orders,
  ownDueOf,
  partIdsOf,
  totalsOf,
  MapView,
  paperOf,
  receipts,
  seriesAndCount,
  type Id,
  type Row,
} from '@resto360/domain';
import { HOUSE_COLLECTIONS, LIMITS, isSaidTwice, scopeOf, sha256Hex, type Op } from '@resto360/sync';
import { verifyJournal } from '@resto360/sync/server';
import type { Bystander, SentQuantities } from './bystander.ts';
import { HOUSE } from './house.ts';
import { behindWindow, quantityNeverSent, sameRow } from './invariants.ts';
import { isOfHouse, suspenseWrong } from './suspense-wrong.ts';
import type { Tablet } from './tablet.ts';
import { untoldConflict } from './untold-conflict.ts';
import type { World } from './world.ts';

/** What is left of a day once the line is good again. */
export type DayEnd = { readonly problem: string | undefined; readonly ops: number };

/** Rounds of perfect line after which every outbox must be empty: liveness is bounded. */
const ROUNDS_MAX = 400;

/** What people remember at the end of the day. `unpromised`: of disks that are gone; it may be in the cloud or not. */
export type Remembered = {
  readonly bystanders: ReadonlyMap<Tablet, Bystander>;
  readonly unpromised: Bystander;
  /** Of tablets that broke for good, as far as others have it. */
  readonly lost: Bystander;
  readonly sent: SentQuantities;
  readonly poisonRows: ReadonlySet<Id>;
};

/** Heals everything, lets all tablets drain, and checks what must hold when faults stop (section 7). */
export async function settleDay(
  world: World,
  { bystanders, unpromised, lost, sent, poisonRows }: Remembered,
): Promise<DayEnd> {
  world.letters.length = 0;
  for (const tablet of world.tablets) {
    for (const waiting of tablet.waiting) await world.cut(tablet, waiting);
    tablet.partitioned = false;
    tablet.store.faults.quotaExceeded = false;
    await tablet.restart();
  }
  // Enrolled again or restored, a tablet may write to those that were done before it: so twice and once more.
  for (let pass = 0; pass < 3; pass++) {
    // Whoever holds an op of another has waited long enough, also by a clock that was set meanwhile.
    world.now += 2 * LIMITS.relayAfterMs;
    for (const tablet of world.tablets) {
      const rounds = await world.syncFully(tablet, ROUNDS_MAX);
      if (rounds >= ROUNDS_MAX) return failed(`${tablet.name}: its outbox does not empty over a perfect line`);
    }
  }
  // A release that can read and store everything: after it nothing is left apart but what bore another op's id.
  await world.release();
  for (const tablet of world.tablets) {
    const rounds = await world.syncFully(tablet, ROUNDS_MAX);
    if (rounds >= ROUNDS_MAX) return failed(`${tablet.name}: what was put apart does not come to rest after a release`);
  }
  const problem =
    (await moneyLost(world, { bystanders, unpromised, lost, poisonRows })) ??
    (await diverged(world, poisonRows)) ??
    (await misfitFound(world)) ??
    (await quantityNeverSent(world, sent)) ??
    (await untoldConflict(world)) ??
    (await suspenseWrong(world)) ??
    (await rebuildDiffers(world));
  const view = await serverView(world);
  const numbers = receiptClash(view) ?? billsWrong(view) ?? paperWrong(view);
  const ops = [...bystanders.values()].reduce((sum, bystander) => sum + bystander.ops.size, 0);
  return { problem: problem ?? numbers, ops };
}

const failed = (problem: string): DayEnd => ({ problem, ops: 0 });

// Every fact a tablet said is in the cloud exactly once, word for word.
async function moneyLost(
  world: World,
  {
    bystanders,
    unpromised,
    lost,
    poisonRows: poison,
  }: Pick<Remembered, 'bystanders' | 'unpromised' | 'lost' | 'poisonRows'>,
): Promise<string | undefined> {
  const stored = new Map<string, Row['f']>();
  for (const collection of CATALOG.values()) {
    if (collection.class !== 'fact') continue;
    for (const row of await world.server.rows(HOUSE.restaurant, collection.name))
      stored.set(`${collection.name}/${row.id}`, row.f);
  }
  const said = new Set(unpromised.written.keys());
  for (const bystander of [...bystanders.values(), lost]) {
    for (const [key, { id, fact }] of bystander.written) {
      if (!fact || poison.has(id)) continue;
      said.add(key);
      const there = stored.get(key);
      if (!there || !isSaidTwice(id, there, fact))
        return `${key} was said on a tablet and is not in the cloud as it was said`;
    }
  }
  for (const key of stored.keys()) if (!said.has(key)) return `${key} is in the cloud, but nobody said it`;
  return undefined;
}

// What the digest has to find is what the exchange has lost; only a spoilt disk may (SYN-22).
async function misfitFound(world: World): Promise<string | undefined> {
  for (const { name, store, isRotten } of world.tablets) {
    const misfits = (await store.read((tx) => tx.meta('misfits'))) ?? 0;
    if (misfits > 0 && !isRotten) return `${name}: held what the server does not, and only the digest found it`;
  }
  return undefined;
}

// An edit of the house that a newer build wrote, on a tablet whose right was taken before the release came: it waits for a
// person, who can only discard it, and its author sees it until then (SYN-10, SYN-25).
async function heldEdits(tablet: Tablet): Promise<ReadonlySet<Id>> {
  const held = await tablet.store.read((tx) => tx.list('held'));
  const ops = held.map(({ body }) => JSON.parse(body) as Op).filter(({ kind }) => isOfHouse(kind));
  return new Set(ops.flatMap(({ changes }) => changes.map(([, id]) => id)));
}

// When faults stop all views are equal, and equal to the server's rows.
async function diverged(world: World, poison: ReadonlySet<Id>): Promise<string | undefined> {
  for (const tablet of world.tablets) {
    const isOut = await behindWindow(world, tablet);
    const held = await heldEdits(tablet);
    const summedAbove = await digestEdge(world, tablet);
    for (const collection of scopeOf(tablet.identity.kind).collections) {
      const server = await world.server.rows(HOUSE.restaurant, collection);
      for (const row of server) {
        const mine = tablet.device.view.get(collection, row.id);
        if (held.has(row.id)) continue;
        if (!mine && (await isOut(collection, row.id))) continue;
        if (tablet.isRotten && row.v <= summedAbove && !HOUSE_COLLECTIONS.includes(collection)) continue;
        if (!mine || !sameRow(mine, row))
          return `${tablet.name}: its view of ${collection} ${row.id} is not the server's`;
      }
      const known = new Set(server.map((row) => row.id));
      for (const row of tablet.device.view.all(collection)) {
        if (!known.has(row.id) && !poison.has(row.id) && !held.has(row.id))
          return `${tablet.name}: shows ${collection} ${row.id}, which the server does not have`;
      }
    }
  }
  return undefined;
}

// What lies on a disk from before that was compared when it came, and not again.
async function digestEdge(world: World, { identity, store }: Tablet): Promise<number> {
  const { window } = world.profile.server;
  const floor = (await store.read((tx) => tx.meta('cursor')))?.floor ?? 0;
  const page = await world.server.page(HOUSE.restaurant, {
    since: 0,
    collections: [],
    limitRows: 1,
    limitBytes: 1,
    window: { days: window[identity.kind], floor, leavesOut: false },
    digest: { whole: [], raised: window.raised },
  });
  return page.digest?.above ?? 0;
}

async function rebuildDiffers(world: World): Promise<string | undefined> {
  const { problem } = await verifyJournal(HOUSE.restaurant, world.server, sha256Hex, world.profile.server.join);
  return problem === undefined ? undefined : `rebuild: ${problem}`;
}

async function serverView(world: World): Promise<MapView> {
  const view = new MapView();
  for (const name of CATALOG.keys()) {
    for (const row of await world.server.rows(HOUSE.restaurant, name)) view.put(name, row);
  }
  return view;
}

/** Receipt numbers are unique but where an exception names them. */
export function receiptClash(view: MapView): string | undefined {
  const named = new Set(
    exceptionsOf(view, 0)
      .filter((one) => one.kind === 'receipt_number_repeated')
      .flatMap((one) => one.subjects),
  );
  const seen = new Map<string, Id>();
  for (const row of view.all('receipts')) {
    const key = seriesAndCount(typeof row.f['number'] === 'string' ? row.f['number'] : '');
    const before = seen.get(key);
    if (before !== undefined && !named.has(row.id)) return `receipt number ${key} was given twice and nobody is told`;
    seen.set(key, row.id);
  }
  return undefined;
}

/**
 * Payments − refunds + due = total over every merged order, each order counts in exactly one, no line is lost, and what
 * is owed is what the parts would owe apart.
 */
export function billsWrong(view: MapView): string | undefined {
  const counted = new Set<Id>();
  for (const order of listRoots(view)) {
    const { totalMinor, capturedMinor, refundedMinor, dueMinor } = dueOf(view, order.id);
    if (capturedMinor - refundedMinor + dueMinor !== totalMinor || totalMinor < 0)
      return `order ${order.id}: payments − refunds + due is not the total`;
    const parts = partIdsOf(view, order.id);
    if (parts.some((part) => counted.has(part))) return `order ${order.id}: a part of it counts in another one too`;
    for (const part of parts) counted.add(part);
    const apart = parts.reduce((sum, part) => sum + ownDueOf(view, part).dueMinor, 0);
    if (apart !== dueMinor) return `order ${order.id}: merged it owes ${dueMinor}, apart its parts owe ${apart}`;
    const lines = parts.flatMap((part) => listOfOrder(view, orderLines, part)).filter((line) => !line.removed);
    if (lines.length !== totalsOf(view, order.id).lines.length)
      return `order ${order.id}: a line of it is not on its bill`;
  }
  const lost = listAll(view, orders).find(({ id }) => !counted.has(id));
  return lost && `order ${lost.id} counts nowhere`;
}

/** What was handed out adds up: the lines make the total, and what was paid and what is left make it too. */
export function paperWrong(view: MapView): string | undefined {
  for (const receipt of listAll(view, receipts)) {
    const { orderTotalMinor } = receipt;
    const { lines, leftMinor } = paperOf(receipt);
    const linesMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
    const addedMinor = receipt.serviceMinor + receipt.taxOnTopMinor + receipt.roundingMinor;
    const isListed = lines.length === 0 || linesMinor - receipt.discountMinor + addedMinor === orderTotalMinor;
    const isPaid = receipt.alreadyPaidMinor + receipt.totalMinor + leftMinor === orderTotalMinor;
    if (!isListed || !isPaid) return `receipt ${receipt.id} does not add up to its order's total`;
  }
  return undefined;
}
