import {
  assert,
  canonicalJson,
  nextStamp,
  ok,
  RefusalCode,
  refuse,
  type Change,
  type Id,
  type Refusal,
  type Result,
  type Stamp,
} from '@resto360/domain';
import { LIMITS } from '../limits.ts';
import { CHAIN_START, linkHash, type Sha256 } from '../protocol/op-hash.ts';
import type { Op } from '../protocol/op.ts';
import { validateOp } from '../protocol/validate-op.ts';
import { correctedNow } from './clock.ts';
import { isGrantAged } from './grant.ts';
import type { ClientRules } from './rules.ts';
import type { ClientStore, ClientTx, Counters, Identity, OutboxEntry } from './store.ts';

/** What a tap wants to write, once it knows the install's next receipt number and whether its people's roles have aged. */
export type Tap = (numbers: {
  readonly identity: Identity;
  readonly receiptCount: number;
  readonly isAged: boolean;
}) => Result<{ readonly kind: string; readonly changes: readonly Change[]; readonly receipts: number }, Refusal>;

/** An op as it was saved. */
export type Saved = { readonly entry: OutboxEntry; readonly op: Op };

/**
 * Saves one tap as one op, in one strict transaction: next sequence number, clock, receipt number, hash and bytes are
 * there together or not at all (SYN-8). The promise resolves when the op is on the disk, and not before.
 * **Errors** a refusal of the command is returned and writes nothing, and so is `bad_value` for what the op's own check
 * finds (a note too long), and `already_saved` for another tap under an id that is on the disk: it may have meant
 * another amount. A failing disk is thrown.
 */
export async function recordOp(
  store: ClientStore,
  from: {
    readonly id: Id<'op'>;
    readonly actor: string;
    readonly nowMs: number;
    readonly hash: Sha256;
    readonly rules: ClientRules;
    readonly tap: Tap;
    /** The same tap once more: if it is on the disk, it is saved. Another tap with that id is told so instead. */
    readonly again?: boolean;
  },
): Promise<Result<Saved, Refusal>> {
  // The store itself may run this twice, when the database went away under the first run.
  let isAgain = from.again ?? false;
  const work = async (tx: ClientTx): Promise<Result<Saved, Refusal>> => {
    const known = await tx.metas(['identity', 'counters', 'contact', 'heard', 'clock', 'cursor', 'recentOrders']);
    const { identity, counters = FIRST, cursor } = known;
    assert(identity, 'a device that takes orders is enrolled');
    const before = await savedBefore(tx, counters, from.id);
    if (before && !isAgain) return refuse(RefusalCode.alreadySaved);
    isAgain = true;
    if (before) return ok({ entry: before, op: JSON.parse(before.body) as Op });
    const isAged = isGrantAged(known, from.nowMs);
    const wanted = from.tap({ identity, receiptCount: counters.receiptCount + 1, isAged });
    if (!wanted.ok) return wanted;
    const { kind, changes, receipts } = wanted.value;
    const stamp = takeStamp(identity, { ...known, counters }, from);
    const { cursor: base, lineage } = cursor ?? { cursor: 0, lineage: 1 };
    const op: Op = { id: from.id, stamp, kind, actor: from.actor, base, schema: from.rules.schema, changes };
    const checked = validateOp(op, from.rules.schema);
    if (!checked.ok) return refuse(RefusalCode.badValue, { code: checked.error.code, path: checked.error.path });
    const entry = seal(op, counters, { ...from, lineage });
    if (entry.body.length > LIMITS.opBytes) return refuse(RefusalCode.badValue, { code: 'op_too_large', path: '' });
    const receiptCount = counters.receiptCount + receipts;
    await Promise.all([
      tx.put('outbox', [entry]),
      tx.setMeta('counters', { seq: entry.seq, link: entry.link, stamp, receiptCount }),
      ...(receipts > 0 ? [tx.setMeta('recentOrders', recentOrders(known.recentOrders, changes))] : []),
    ]);
    return ok({ entry, op });
  };
  return from.rules.saved === 'on_disk' ? store.write('strict', work) : saidAnyway(store, work);
}

// The ablation: "saved" is said whatever the disk says.
async function saidAnyway<T>(store: ClientStore, work: (tx: ClientTx) => Promise<T>): Promise<T> {
  let said: { readonly value: T } | undefined;
  try {
    return await store.write('strict', async (tx) => (said = { value: await work(tx) }).value);
  } catch (error) {
    if (!said) throw error;
    return said.value;
  }
}

/** How far back a tap that is tried again looks for itself: other tabs may have saved meanwhile. */
const RECENT = 6;
/** Orders with receipts of this till that a start brings back into view. */
const RECENT_ORDERS_MAX = 30;
const FIRST: Counters = { seq: 0, link: CHAIN_START, stamp: null, receiptCount: 0 };

// A store tries again when the database went away under a transaction. Had that one reached the disk after all, the op
// is there under its id, and saving it a second time would give one id two bodies.
async function savedBefore(tx: ClientTx, counters: Counters, id: Id<'op'>): Promise<OutboxEntry | undefined> {
  const [recent, held, recorded] = await Promise.all([
    tx.outboxFrom(counters.seq - RECENT + 1, RECENT),
    tx.get('held', id),
    tx.get('recorder', id),
  ]);
  return recent.findLast((entry) => entry.id === id) ?? held ?? recorded;
}

// The orders of this till's last receipts: what a person looks for after a crash, though they are closed.
function recentOrders(before: readonly Id[] = [], changes: readonly Change[]): readonly Id[] {
  const orders = changes.flatMap(([name, , { order }]) =>
    name === 'receipts' && typeof order === 'string' ? [order] : [],
  );
  return [...new Set([...before, ...orders])].slice(-RECENT_ORDERS_MAX);
}

function seal(
  op: Op,
  counters: Counters,
  from: { readonly nowMs: number; readonly hash: Sha256; readonly lineage: number },
): OutboxEntry {
  const { nowMs: recordedAt, hash, lineage } = from;
  const body = canonicalJson(op);
  const seq = counters.seq + 1;
  const link = linkHash(counters.link, seq, body, hash);
  return { seq, id: op.id, prev: counters.link, link, body, effective: null, verdict: null, recordedAt, lineage };
}

// Above its own last stamp and above everything read, so that an informed edit wins with a slow clock (SYN-24).
function takeStamp(
  identity: Identity,
  known: { readonly counters: Counters; readonly heard?: Stamp; readonly clock?: readonly number[] },
  from: { readonly nowMs: number; readonly rules: ClientRules },
): Stamp {
  const heard = from.rules.clock === 'above_heard' ? known.heard : undefined;
  const before = later(known.counters.stamp ?? undefined, heard);
  return nextStamp(before, correctedNow(from.nowMs, known.clock ?? []), identity.install);
}

/** The later of two stamps, where there are any. */
export function later(a: Stamp | undefined, b: Stamp | undefined): Stamp | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}
