import {
  canonicalJson,
  isId,
  isObject,
  isStamp,
  makeStamp,
  readStamp,
  type Install,
  type Stamp,
} from '@resto360/domain';
import { LIMITS } from '../limits.ts';
import { linkHash, type Sha256 } from '../protocol/op-hash.ts';
import type { Op } from '../protocol/op.ts';
import { validateOp } from '../protocol/validate-op.ts';
import { correctedNow } from './clock.ts';
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
 * their own install's (SYN-29): those of a file at once, those heard in the room after a minute (SYN-10). What this device knows already is left out; so a file may be imported any number of times.
 */
export async function carryOps(
  store: Pick<ClientStore, 'write'>,
  ops: readonly CarriedOp[],
  nowMs: number,
  from: 'file' | 'room' = 'file',
): Promise<{ readonly taken: number; readonly known: number }> {
  return store.write('strict', async (tx) => {
    const lineage = (await tx.meta('cursor'))?.lineage ?? 1;
    const own = new Set((await tx.list('outbox')).map(({ id }) => id));
    const heardAt = from === 'room' ? { heardAt: nowMs } : {};
    const shown = await Shown.of(tx, nowMs);
    const fresh = new Map<string, OverlayEntry>();
    for (const op of ops) {
      if (own.has(op.id) || fresh.has(op.id) || (await isKnown(tx, op.id))) continue;
      const entry = { ...op, lineage: op.lineage ?? lineage, verdict: null, ...heardAt };
      fresh.set(op.id, { ...entry, ...shown.as(op) });
    }
    await tx.put('overlay', [...fresh.values()]);
    await shown.adopt(tx);
    return { taken: fresh.size, known: ops.length - fresh.size };
  });
}

async function isKnown(tx: ClientTx, id: OutboxEntry['id']): Promise<boolean> {
  for (const store of ['held', 'recorder', 'overlay'] as const) if (await tx.get(store, id)) return true;
  return false;
}

// A person may now edit what they read here, so the next stamp lies above it. A stamp far ahead of everything this device
// knows is shown as one of now: adopted, it would run ahead through the whole room (SYN-24).
class Shown {
  #heard: Stamp | undefined;
  readonly #baseMs: number;
  #clamped = 0;

  private constructor(heard: Stamp | undefined, baseMs: number) {
    this.#heard = heard;
    this.#baseMs = baseMs;
  }

  static async of(tx: ClientTx, nowMs: number): Promise<Shown> {
    const heard = await tx.meta('heard');
    const ownMs = correctedNow(nowMs, (await tx.meta('clock')) ?? []);
    return new Shown(heard, Math.max(ownMs, heard === undefined ? 0 : readStamp(heard).ms));
  }

  as({ body, install, effective }: CarriedOp): { readonly shownAs?: Stamp } {
    const { stamp } = JSON.parse(body) as Op;
    const isAhead = effective === null && readStamp(stamp).ms > this.#baseMs + LIMITS.clockAheadMs;
    const shownAs = isAhead ? makeStamp(this.#baseMs, this.#clamped++ & 0xffff, install) : undefined;
    this.#heard = later(this.#heard, effective ?? shownAs ?? stamp);
    return shownAs === undefined ? {} : { shownAs };
  }

  async adopt(tx: ClientTx): Promise<void> {
    if (this.#heard !== undefined) await tx.setMeta('heard', this.#heard);
  }
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
