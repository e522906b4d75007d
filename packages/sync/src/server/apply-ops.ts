import { isId, type Id, type Install } from '@resto360/domain';
import { LIMITS } from '../limits.ts';
import type { HistoryMark, Verdict } from '../protocol/messages.ts';
import type { Sha256 } from '../protocol/op-hash.ts';
import type { Chain } from '../protocol/op.ts';
import { decideVersion } from './decide-version.ts';
import type { HistoryGate } from './history-gate.ts';
import { partedAt, versionsOf } from './history-marks.ts';
import { readChain, type Incoming } from './incoming.ts';
import { OwnWrites } from './own-writes.ts';
import { SERVER_RULES, type ServerRules } from './rules.ts';
import { missingIn } from './seen-ranges.ts';
import { UnstorableError, type LoadRequest, type ServerStore } from './store.ts';

/** What the write path needs from outside. */
export type ApplyDeps = {
  readonly store: ServerStore;
  readonly hash: Sha256;
  /** **Units** ms since 1970. */
  readonly nowMs: () => number;
  readonly rules?: ServerRules;
  /** This store follows another one, and may be behind it: it takes no ops. */
  readonly replica?: boolean;
  /** The server itself is writing (demo, imports): its admin ops need no staff behind them. */
  readonly trusted?: boolean;
  /** The history that the sender believes in; under another nothing is applied, and `lineage` in the answer differs. */
  readonly lineage?: number;
  /** How far the sender has read of it; where that is more than there is, a tail was lost and nothing is applied. */
  readonly read?: number;
  /** Of which history the sender holds something; where it is another one, nothing is applied either. */
  readonly marks?: readonly HistoryMark[];
  /** Keeps devices from beginning one history after another. */
  readonly histories?: HistoryGate;
  /** Hears of a history that began because a device had read what is not here. */
  readonly onHistory?: (lineage: number) => void;
  /** Hears of an op that is put apart because applying or storing it failed: a bug of ours, or a limit we did not know. */
  readonly onUnstorable?: (error: unknown, op: Id) => void;
};

/** What applying a push says to its sender. */
export type Applied = {
  readonly verdicts: Record<string, Verdict>;
  readonly missing: readonly (readonly [number, number])[];
  readonly fork: boolean;
  readonly head: number;
  readonly lineage: number;
  /** Up to where the sender's history is this one, where it is not all of it: nothing was applied (SYN-21). */
  readonly parted?: number;
  /** The rows this push wrote. */
  readonly own: OwnWrites;
};

/**
 * The one write path (SYN-17): devices, the back office, imports and jobs all come through here.
 * Validation and hashing happen before the lock; each version is one transaction with a fixed number of round trips.
 */
export async function applyOps(
  restaurant: Id<'restaurant'>,
  chains: readonly Chain<unknown>[],
  sender: Install,
  deps: ApplyDeps,
): Promise<Applied> {
  const rules = deps.rules ?? SERVER_RULES;
  const incoming = chains.flatMap((chain) => readChain(chain, deps.hash, rules.schema));
  const receivedAt = deps.nowMs();
  const around = { receivedAt, hash: deps.hash, rules, trusted: deps.trusted ?? false, sender };
  const own = new OwnWrites();
  let applied: Applied = { verdicts: {}, missing: [], fork: false, head: 0, lineage: deps.lineage ?? 0, own };
  const waiting = cutIntoVersions(incoming);
  for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
    const done = await writeVersion(restaurant, { batch, sender, before: applied, around }, deps);
    if (done === undefined) waiting.unshift(...isolated(batch));
    else applied = done;
    if (done && (done.lineage !== (deps.lineage ?? done.lineage) || done.parted !== undefined)) break;
  }
  return applied;
}

type Work = {
  readonly batch: readonly Incoming[];
  readonly sender: Install;
  readonly before: Applied;
  readonly around: Parameters<typeof decideVersion>[2];
};

// Undefined where the store will never take what these ops make.
async function writeVersion(
  restaurant: Id<'restaurant'>,
  { batch, sender, before, around }: Work,
  deps: ApplyDeps,
): Promise<Applied | undefined> {
  let note: (() => void) | undefined;
  try {
    const { read = 0, marks = [] } = deps;
    const load = { ...loadRequest(batch, sender), hashesAt: versionsOf(marks) };
    const done = await deps.store.write(restaurant, load, (loaded) => {
      const { lineage, head } = loaded.head;
      const isOther = deps.lineage !== undefined && lineage !== deps.lineage;
      const parted = isOther ? undefined : partedAt(loaded.head, { read, marks });
      if (isOther) return { plan: undefined, value: { ...before, lineage, head } };
      if (parted !== undefined) return { plan: undefined, value: { ...before, lineage, head, parted } };
      const { plan, ...decided } = decideOrRefuse(batch, loaded, around);
      if (plan) note = before.own.noting(plan, loaded);
      const value: Applied = {
        ...before,
        verdicts: { ...before.verdicts, ...decided.verdicts },
        missing: missingIn(decided.devices.get(sender)?.seen ?? [], LIMITS.missingRanges),
        fork: before.fork || decided.fork,
        head: decided.head,
        lineage,
      };
      return { plan, value };
    });
    note?.();
    return done;
  } catch (error) {
    const isIsolated = batch.every(({ problem }) => problem === 'not_storable') || around.rules.isolation === 'none';
    if (!(error instanceof UnstorableError) || isIsolated) throw error;
    const [only, ...others] = batch;
    if (only && others.length === 0) deps.onUnstorable?.(error.cause, only.id);
    return undefined;
  }
}

// A bug that one op wakes is that op's fate and not that of those behind it.
function decideOrRefuse(...args: Parameters<typeof decideVersion>): ReturnType<typeof decideVersion> {
  try {
    return decideVersion(...args);
  } catch (cause) {
    throw new UnstorableError('an op that can not be applied', { cause });
  }
}

// Each op in a version of its own; one that fails even so is put apart with its bytes, and the queue goes on (SYN-19).
function isolated(batch: readonly Incoming[]): Incoming[][] {
  if (batch.length > 1) return batch.map((one) => [one]);
  return batch.map((one) => [{ ...one, op: undefined, problem: 'not_storable' }]);
}

// A version holds a bounded number of rows and bytes, so that a page of versions is bounded too (SYN-18).
function cutIntoVersions(all: readonly Incoming[]): Incoming[][] {
  const batches: Incoming[][] = [];
  let rows = 0;
  let bytes = 0;
  for (const one of all) {
    const count = one.op?.changes.length ?? 1;
    const current = batches.at(-1);
    if (current && rows + count <= LIMITS.versionRows && bytes + one.body.length <= LIMITS.versionBytes) {
      current.push(one);
      rows += count;
      bytes += one.body.length;
    } else {
      batches.push([one]);
      rows = count;
      bytes = one.body.length;
    }
  }
  return batches;
}

function loadRequest(batch: readonly Incoming[], sender: Install): LoadRequest {
  const rows = new Map<string, Set<Id>>();
  const installs = new Set<Install>([sender]);
  const add = (collection: string, id: Id) => {
    const ids = rows.get(collection) ?? new Set<Id>();
    rows.set(collection, ids.add(id));
  };
  for (const one of batch) {
    installs.add(one.install);
    for (const [collection, id] of one.op?.changes ?? []) add(collection, id);
    // Rights on admin data are judged by the role of whoever acts; what somebody did who had left stands apart.
    if (isId(one.told.actor)) add('staff', one.told.actor);
  }
  return {
    // The reused ids ride along: 36 bytes each, and a clash never needs a second look under the lock.
    opIds: batch.flatMap((one) => (isId(one.id) ? [one.id, one.reusedId] : [])),
    installs: [...installs],
    rows: new Map([...rows].map(([collection, ids]) => [collection, [...ids]])),
  };
}
