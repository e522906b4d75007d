import { canonicalJson, isId, isObject, isStamp, type Install } from '@resto360/domain';
import { LIMITS } from '../limits.ts';
import { linkHash, type Sha256 } from '../protocol/op-hash.ts';
import type { Op } from '../protocol/op.ts';
import { validateOp } from '../protocol/validate-op.ts';
import { later } from './outbox.ts';
import type { ClientStore, ClientTx, OutboxEntry, OverlayEntry } from './store.ts';

/** An op as a file of unsent sales brings it: whose it is, its place in the chain, its bytes. */
export type CarriedOp = Pick<OutboxEntry, 'seq' | 'id' | 'prev' | 'link' | 'body' | 'effective' | 'recordedAt'> & {
  readonly install: Install;
  /** Undefined in files of before histories were counted. */
  readonly lineage: number | undefined;
};

/**
 * Reads one op of a file. Undefined when it is not whole: a member that is missing or of another kind, a link that its
 * bytes do not give, a body that is not the op it says to be or that no app would have saved.
 */
export function readCarriedOp(value: unknown, install: Install, hash: Sha256): CarriedOp | undefined {
  if (!isObject(value)) return undefined;
  const { seq, id, prev, link, body, recordedAt, effective = null, lineage } = value;
  const ofInstall = value['install'] ?? install;
  if (!isCount(seq) || seq < 1 || !isId(id) || !isHash(prev) || typeof body !== 'string') return undefined;
  if (typeof ofInstall !== 'string' || !isCount(recordedAt) || body.length > LIMITS.opBytes) return undefined;
  if ((effective !== null && !isStamp(effective)) || (lineage !== undefined && !isCount(lineage))) return undefined;
  if (linkHash(prev, seq, body, hash) !== link) return undefined;
  const op = opOf(body);
  if (op?.id !== id) return undefined;
  return { seq, id, prev, link, body, effective, recordedAt, install: ofInstall, lineage };
}

/**
 * Takes ops of other installs into the overlay, in one strict transaction: they are in the view at once and pushed as
 * their own install's (SYN-29). What this device knows already is left out; so a file may be imported any number of times.
 */
export async function carryOps(
  store: Pick<ClientStore, 'write'>,
  ops: readonly CarriedOp[],
  nowMs: number,
): Promise<{ readonly taken: number; readonly known: number }> {
  return store.write('strict', async (tx) => {
    const lineage = (await tx.meta('cursor'))?.lineage ?? 1;
    const own = new Set((await tx.list('outbox')).map(({ id }) => id));
    const fresh = new Map<string, OverlayEntry>();
    for (const op of ops) {
      if (own.has(op.id) || fresh.has(op.id) || (await isKnown(tx, op.id))) continue;
      fresh.set(op.id, { ...op, lineage: op.lineage ?? lineage, verdict: null });
    }
    await tx.put('overlay', [...fresh.values()]);
    await hear(tx, [...fresh.values()], nowMs);
    return { taken: fresh.size, known: ops.length - fresh.size };
  });
}

async function isKnown(tx: ClientTx, id: OutboxEntry['id']): Promise<boolean> {
  for (const store of ['held', 'recorder', 'overlay'] as const) if (await tx.get(store, id)) return true;
  return false;
}

// A person may now edit what they read here: the next stamp lies above it, unless that clock had run ahead (SYN-24).
async function hear(tx: ClientTx, entries: readonly OverlayEntry[], nowMs: number): Promise<void> {
  let heard = await tx.meta('heard');
  for (const { body } of entries) {
    const { stamp } = JSON.parse(body) as Op;
    if (Number.parseInt(stamp.slice(0, 12), 16) <= nowMs + LIMITS.clockAheadMs) heard = later(heard, stamp);
  }
  if (heard !== undefined) await tx.setMeta('heard', heard);
}

function opOf(body: string): Op | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return undefined;
  }
  const checked = validateOp(parsed);
  return checked.ok && canonicalJson(parsed as never) === body ? checked.value : undefined;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
