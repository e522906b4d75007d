import { LIMITS } from '../limits.ts';
import type { PullAnswer } from '../protocol/messages.ts';
import type { Sha256 } from '../protocol/op-hash.ts';
import { scopeOf } from '../scope.ts';
import type { Applied } from './applied.ts';
import { settleCarried } from './carried.ts';
import { markClosedOrders, type IsOdd } from './closed-orders.ts';
import { noteContact } from './grant.ts';
import { atHorizon } from './horizon.ts';
import { beginHistory, releaseHeld } from './new-history.ts';
import { listJudged } from './pending.ts';
import { putRows } from './put-rows.ts';
import type { ClientRules } from './rules.ts';
import { dropBut, dropStale, takePart, takeScope, tellsScope } from './take-part.ts';
import { START, type ClientTx, type Cursor, type HeldEntry, type OutboxEntry } from './store.ts';

/** What a page is applied with: the history it is of, the server's clock, and the rules. */
export type Around = {
  readonly lineage: number;
  /** How far the server says its history goes; a replica may say less than was heard before. */
  readonly head: number;
  readonly nowMs: number;
  readonly rules: ClientRules;
  readonly hash: Sha256;
  readonly isOdd: IsOdd | undefined;
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
  if (lineage !== at.lineage) return lineage === at.next && page.from === 0 && page.part === undefined;
  if (rules.pages === 'any' || (rules.resets === 'any' && lineage > 1 && page.from === 0)) return true;
  if (page.scope !== at.scope) return page.part === undefined && (page.from === 0 || tellsScope(page, at));
  // While a part is read again, everything else waits for it.
  return page.from === at.cursor && page.part?.[0] === at.part?.at;
}

/**
 * Puts one whole page into the rows and moves the cursor, in the caller's transaction; then lets go of what was read
 * back.
 */
export async function applyPull(tx: ClientTx, page: PullAnswer, around: Around): Promise<Applied> {
  const before = (await tx.meta('cursor')) ?? START;
  const isNew = around.lineage !== before.lineage;
  if (!isNew && page.scope !== before.scope && tellsScope(page, before)) return takeScope(tx, page, before);
  if (!isNew && page.part && before.part) return takePart(tx, page, { before, isOdd: around.isOdd });
  const isLate = !isNew && around.rules.resets === 'any' && around.lineage > 1 && page.from === 0;
  if (isNew) await beginHistory(tx, around);
  else if (isLate) await tx.clear('rows');
  const dropped = page.from === 0 && page.scope !== before.scope && !isNew ? await dropOutOfScope(tx, page) : [];
  await putRows(tx, page);
  await markClosedOrders(tx, page, around.isOdd);
  const gone = await moveCursor(tx, page, { ...around, before });
  await settle(tx, around);
  return { renewed: isNew || isLate, gone, dropped };
}

async function moveCursor(
  tx: ClientTx,
  page: PullAnswer,
  { lineage, head: said, nowMs, before }: Around & { readonly before: Cursor },
): Promise<Applied['gone']> {
  const isNew = lineage !== before.lineage;
  const isAwaited = before.next !== undefined && before.next > lineage;
  // A server that follows another may end where the other one's next page begins: a row that was written again behind
  // that end is in neither, so nothing may leave the outbox there (SYN-10, SYN-21).
  const head = Math.max(said, isNew ? 0 : (before.head ?? 0));
  const collections = page.collections ?? (page.scope === before.scope ? before.collections : undefined);
  const isFresh = isNew || before.fresh === true;
  // Rows of before may still stand behind the new floor with what changed of them: it counts when all of it was read.
  const told = page.more && !isFresh ? 0 : (page.floor ?? 0);
  const floor = Math.max(isNew ? 0 : (before.floor ?? 0), told);
  const { part, ...horizon } = atHorizon(page, before, { isNew, isFresh });
  const more = page.more || page.to < head || part !== undefined;
  const at = { lineage, head, cursor: page.to, scope: page.scope, more, floor, ...horizon };
  await tx.setMeta('cursor', {
    ...at,
    ...(isFresh && page.more ? { fresh: true as const } : {}),
    ...(part ? { part } : {}),
    ...(isAwaited ? { next: before.next } : {}),
    ...(collections ? { collections } : {}),
    ...(at.more && before.stale && !isNew ? { stale: before.stale } : {}),
  });
  if (!at.more) await noteContact(tx, nowMs);
  if (floor > (before.floor ?? 0)) await tx.setMeta('sweep', { floor, after: '' });
  return at.more || isNew ? [] : dropStale(tx, before.stale ?? []);
}

// A server of before names no collections: then they are those that this app knows of its kind.
async function dropOutOfScope(tx: ClientTx, page: PullAnswer): Promise<readonly string[]> {
  const identity = await tx.meta('identity');
  const kept = page.collections ?? (identity ? scopeOf(identity.kind).collections : []);
  return identity ? dropBut(tx, kept) : [];
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

// Once a day is enough, and the day is the server's: a tablet's clock that jumps three years ahead must not empty the
// recorder. Nor must a server's: a day that is far from the last one counts when the day after it agrees.
async function trimRecorder(tx: ClientTx, nowMs: number): Promise<void> {
  const passedMs = nowMs - ((await tx.meta('trimmedAt')) ?? 0);
  if (passedMs >= 0 && passedMs < DAY_MS) return;
  await tx.setMeta('trimmedAt', nowMs);
  if (passedMs < 0 || passedMs > LIMITS.recorderMs) return;
  const old = (await tx.list('recorder')).filter((entry) => nowMs - entry.settledAt > LIMITS.recorderMs);
  await tx.delete(
    'recorder',
    old.map((entry) => entry.id),
  );
}
