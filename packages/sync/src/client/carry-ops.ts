import {
  canonicalJson,
  isId,
  isInstall,
  isObject,
  isStamp,
  makeStamp,
  readStamp,
  type Install,
  type Stamp,
} from '@resto360/domain';
import { LIMITS } from '../limits.ts';
import { linkHash, type Sha256 } from '../protocol/op-hash.ts';
import { validateOp } from '../protocol/validate-op.ts';
import { correctedNow } from './clock.ts';
import { later } from './outbox.ts';
import type { ClientStore, ClientTx, OutboxEntry, OverlayEntry } from './store.ts';

/** An op as a file of unsent sales brings it: whose it is, its place in the chain, its bytes. */
export type CarriedOp = Pick<
  OutboxEntry,
  'seq' | 'id' | 'prev' | 'link' | 'body' | 'effective' | 'recordedAt' | 'unread'
> & {
  readonly install: Install;
  /** Undefined in files of before histories were counted. */
  readonly lineage: number | undefined;
};

/**
 * Reads one op of a file. Undefined when it is damaged: a member that is missing or of another kind, a link that its
 * bytes do not give, bytes that are no op's or not those that were saved, an id that is not theirs.
 * One that is whole and that this app does not understand (a newer app's) is carried `unread`: the server judges it.
 */
export function readCarriedOp(value: unknown, install: Install, hash: Sha256): CarriedOp | undefined {
  if (!isObject(value)) return undefined;
  const { seq, id, prev, link, body, recordedAt, effective = null, lineage } = value;
  const ofInstall = value['install'] ?? install;
  if (!isCount(seq) || seq < 1 || seq > LIMITS.seqMax || !isId(id) || !isHash(prev) || typeof body !== 'string')
    return undefined;
  if (!isInstall(ofInstall) || !isCount(recordedAt) || body.length > LIMITS.opBytes) return undefined;
  if ((effective !== null && !isStamp(effective)) || (lineage !== undefined && !(isCount(lineage) && lineage > 0))) {
    return undefined;
  }
  if (linkHash(prev, seq, body, hash) !== link) return undefined;
  const op = bytesOf(body);
  if (op?.['id'] !== id) return undefined;
  const carried = { seq, id, prev, link, body, effective, recordedAt, install: ofInstall, lineage };
  return validateOp(op).ok ? carried : { ...carried, unread: true };
}

/** What became of ops that were brought. `clashing`: left out, because another op bears their id. */
export type CarriedCount = {
  readonly taken: number;
  readonly known: number;
  readonly unread: number;
  readonly clashing: number;
};

/**
 * Takes ops of other installs into the overlay, in one strict transaction: they are in the view at once and pushed as
 * their own install's (SYN-29): those of a file at once, those heard in the room after a minute (SYN-10). What this
 * device knows already is left out; so a file may be imported any number of times.
 */
export async function carryOps(
  store: Pick<ClientStore, 'write'>,
  ops: readonly CarriedOp[],
  nowMs: number,
  from: 'file' | 'room' = 'file',
): Promise<CarriedCount> {
  return store.write('strict', async (tx) => {
    const lineage = (await tx.meta('cursor'))?.lineage ?? 1;
    const own = new Map((await tx.list('outbox')).map(({ id, body }) => [id, body]));
    const heardAt = from === 'room' ? { heardAt: nowMs } : {};
    const shown = await Shown.of(tx, nowMs);
    const fresh = new Map<string, OverlayEntry>();
    let clashing = 0;
    for (const op of ops) {
      const known = own.get(op.id) ?? fresh.get(op.id)?.body ?? (await bodyKnown(tx, op.id));
      if (known !== undefined && known !== op.body) clashing += 1;
      if (known !== undefined) continue;
      const entry = { ...op, lineage: op.lineage ?? lineage, verdict: null, ...heardAt };
      fresh.set(op.id, { ...entry, ...shown.as(op) });
    }
    await tx.put('overlay', [...fresh.values()]);
    await shown.adopt(tx);
    const unread = [...fresh.values()].filter((entry) => entry.unread).length;
    return { taken: fresh.size, known: ops.length - fresh.size - clashing, unread, clashing };
  });
}

async function bodyKnown(tx: ClientTx, id: OutboxEntry['id']): Promise<string | undefined> {
  for (const store of ['held', 'recorder', 'overlay'] as const) {
    const entry = await tx.get(store, id);
    if (entry) return entry.body;
  }
  return undefined;
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
    const stamp: unknown = bytesOf(body)?.['stamp'];
    if (!isStamp(stamp)) return {};
    // What a file says that a server gave is no better than what the op says: neither is proved to be true (SYN-29).
    const said = effective ?? stamp;
    const isAhead = readStamp(said).ms > this.#baseMs + LIMITS.clockAheadMs;
    const shownAs = isAhead ? makeStamp(this.#baseMs, this.#clamped++ & 0xffff, install) : undefined;
    this.#heard = later(this.#heard, shownAs ?? said);
    return shownAs === undefined ? {} : { shownAs };
  }

  async adopt(tx: ClientTx): Promise<void> {
    if (this.#heard !== undefined) await tx.setMeta('heard', this.#heard);
  }
}

// The object that these bytes are, when they are the one text of it (SYN-8).
function bytesOf(body: string): { readonly [member: string]: unknown } | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return isObject(parsed) && isFlat(parsed) && canonicalJson(parsed as never) === body ? parsed : undefined;
  } catch {
    return undefined;
  }
}

// The server takes no request that nests deeper than 32, and the op lies five levels down in it: one that nests deeper
// would hold up everything behind it.
const isFlat = (value: unknown, levels: number = LIMITS.opDepth): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (levels > 0 && Object.values(value).every((one) => isFlat(one, levels - 1)));

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
