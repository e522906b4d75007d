import { hangsOn, isStamp, type Row, type Stamp } from '@resto360/domain';
import { LIMITS } from '../limits.ts';
import type { PullAnswer } from '../protocol/messages.ts';
import type { Sha256 } from '../protocol/op-hash.ts';
import { scopeOf } from '../scope.ts';
import { settleCarried } from './carried.ts';
import { markClosedOrders } from './closed-orders.ts';
import { noteContact } from './grant.ts';
import { beginHistory, releaseHeld } from './new-history.ts';
import { later } from './outbox.ts';
import { listJudged } from './pending.ts';
import type { ClientRules } from './rules.ts';
import type { ClientRow, ClientTx, Cursor, HeldEntry, OutboxEntry } from './store.ts';

/** What a page is applied with: the history it is of, the server's clock, and the rules. */
export type Around = {
  readonly lineage: number;
  /** How far the server says its history goes; a replica may say less than was heard before. */
  readonly head: number;
  readonly nowMs: number;
  readonly rules: ClientRules;
  readonly hash: Sha256;
};

/**
 * Whether a page goes on where the device has read to, or begins the newer history that the device awaits. Any other is
 * another tab's or a late copy, and is ignored: also a second first page of a history that has begun (SYN-21).
 */
export async function isNext(
  tx: ClientTx,
  page: PullAnswer,
  { lineage, rules }: Pick<Around, 'lineage' | 'rules'>,
): Promise<boolean> {
  const at = (await tx.meta('cursor')) ?? START;
  if (lineage !== at.lineage) return lineage === at.next && page.from === 0;
  if (rules.pages === 'any' || (rules.resets === 'any' && lineage > 1 && page.from === 0)) return true;
  return page.scope === at.scope ? page.from === at.cursor : page.from === 0;
}

/**
 * Puts one whole page into the rows and moves the cursor, in the caller's transaction; then lets go of what was read
 * back. Answers whether the page began a newer history.
 */
export async function applyPull(tx: ClientTx, page: PullAnswer, around: Around): Promise<boolean> {
  const { lineage } = around;
  const identity = await tx.meta('identity');
  const { next, ...before } = (await tx.meta('cursor')) ?? START;
  const isNew = lineage !== before.lineage;
  const rescoped = page.scope !== before.scope && page.from === 0;
  const isLate = !isNew && around.rules.resets === 'any' && lineage > 1 && page.from === 0;
  if (isNew) await beginHistory(tx, around);
  else if (isLate) await tx.clear('rows');
  else if (rescoped && identity) await dropOutOfScope(tx, scopeOf(identity.kind).collections);
  await putRows(tx, page);
  await markClosedOrders(tx, page);
  const isAwaited = next !== undefined && next > lineage;
  // A server that follows another may end where the other one's next page begins: a row that was written again behind
  // that end is in neither, so nothing may leave the outbox there (SYN-10, SYN-21).
  const head = Math.max(around.head, isNew ? 0 : (before.head ?? 0));
  const at = { lineage, head, cursor: page.to, scope: page.scope, more: page.more || page.to < head };
  await tx.setMeta('cursor', isAwaited ? { ...at, next } : at);
  if (!at.more) await noteContact(tx, around.nowMs);
  await settle(tx, around);
  return isNew || isLate;
}

/** A device that has read nothing. */
export const START: Cursor = { lineage: 1, cursor: 0, scope: '', more: true };

async function putRows(tx: ClientTx, page: PullAnswer): Promise<void> {
  const values: ClientRow[] = [];
  let heard: Stamp | undefined = await tx.meta('heard');
  for (const [collection, rows] of Object.entries(page.rows)) {
    for (const row of rows) {
      values.push(clientRow(collection, row));
      heard = later(heard, newestStamp(row));
    }
  }
  if (values.length > 0) await tx.put('rows', values);
  if (heard !== undefined) await tx.setMeta('heard', heard);
}

/** A pulled row with what it is looked up by. */
export function clientRow(collection: string, row: Row): ClientRow {
  const status = row.f['status'];
  const closed = Array.isArray(status) && status[1] === 'closed';
  return {
    collection,
    // An order that was closed with another hangs on that one, whatever it was merged into before.
    order: hangsOn(row).at(-1) ?? '',
    open: collection === 'orders' && !closed ? 1 : 0,
    row,
  };
}

function newestStamp(row: Row): Stamp | undefined {
  let newest: Stamp | undefined;
  for (const mark of [row.st, ...Object.values(row.sx ?? {})]) {
    const stamp = mark.startsWith('~') ? mark.slice(1) : mark;
    if (isStamp(stamp)) newest = later(newest, stamp);
  }
  return newest;
}

async function dropOutOfScope(tx: ClientTx, collections: readonly string[]): Promise<void> {
  const outside = (await tx.list('rows')).filter((value) => !collections.includes(value.collection));
  await tx.delete(
    'rows',
    outside.map((value) => [value.collection, value.row.id] as const),
  );
}

/**
 * Lets go of ops that the cloud has committed and the device has read back: a verdict, and a pull that ended with
 * `more: false` at or above its version. They move to the recorder (SYN-7, SYN-10).
 */
export async function settle(tx: ClientTx, around: Pick<Around, 'nowMs' | 'rules' | 'hash'>): Promise<void> {
  const cursor = (await tx.meta('cursor')) ?? START;
  const done = (await listJudged(tx)).filter((entry) => mayLeave(entry, cursor, around.rules));
  const install = (await tx.meta('identity'))?.install;
  if (done.length > 0 && install !== undefined) {
    await tx.put(
      'recorder',
      done.map((entry) => ({ ...entry, install, settledAt: around.nowMs })),
    );
    await tx.delete(
      'outbox',
      done.map((entry) => entry.seq),
    );
    await trimRecorder(tx, around.nowMs);
  }
  await settleCarried(tx, (entry) => mayLeave(entry, cursor, around.rules), around.nowMs);
  for (const entry of await tx.list('held')) {
    if (!(await heldIsOver(tx, entry, cursor))) continue;
    // Two ops of one id: the recorder keeps the one that counted.
    if (!(await tx.get('recorder', entry.id))) await tx.put('recorder', [{ ...entry, settledAt: around.nowMs }]);
    await tx.delete('held', [entry.id]);
  }
  await releaseHeld(tx, cursor.lineage, around);
}

function mayLeave(entry: OutboxEntry, cursor: Cursor, rules: ClientRules): boolean {
  if (entry.verdict === null) return false;
  if (rules.prune === 'verdict') return true;
  const reached = cursor.cursor >= entry.verdict[1];
  return rules.prune === 'page_boundary' ? reached : reached && !cursor.more;
}

async function heldIsOver(tx: ClientTx, entry: HeldEntry, cursor: Cursor): Promise<boolean> {
  const row = (await tx.get('rows', ['quarantine', entry.quarantineId]))?.row;
  if (row?.f['state'] === 'discarded') return true;
  return row?.f['state'] === 'replayed' && !cursor.more && cursor.cursor >= Number(row.f['settledVersion'] ?? 0);
}

const DAY_MS = 24 * 3_600_000;

// Once a day is enough, and the day is the server's: a clock that jumps three years ahead must not empty the recorder.
async function trimRecorder(tx: ClientTx, nowMs: number): Promise<void> {
  if (nowMs - ((await tx.meta('trimmedAt')) ?? 0) < DAY_MS) return;
  await tx.setMeta('trimmedAt', nowMs);
  const old = (await tx.list('recorder')).filter((entry) => nowMs - entry.settledAt > LIMITS.recorderMs);
  await tx.delete(
    'recorder',
    old.map((entry) => entry.id),
  );
}
