import { makeStamp, type Stamp } from '@resto360/domain';
import { LIMITS } from '../limits.ts';
import type { Op } from '../protocol/op.ts';
import { validateOp } from '../protocol/validate-op.ts';
import type { ClientTx, OutboxEntry } from './store.ts';

/** An op that is in the view but not (surely) in the rows: from outbox, held or overlay. */
export type PendingOp = {
  readonly op: Op;
  readonly effective: Stamp;
  /** Of another install: what this device said itself about a fact stands before it. */
  readonly isCarried?: boolean;
};

/** What the cloud has not confirmed: how many ops, and when the oldest was saved (ms since 1970). */
export type Unsent = { readonly count: number; readonly oldestAt: number | null };

/** Every pending op of a device (SYN-9). */
export async function listPending(tx: ClientTx): Promise<PendingOp[]> {
  const entries = [...(await tx.list('outbox')), ...(await tx.list('held')), ...(await tx.list('overlay'))];
  return entries.map(pendingOf);
}

/** The op of an entry with the stamp that joins use. One that was carried unread shows nothing until an app can read it. */
export function pendingOf(entry: {
  readonly body: string;
  readonly effective: Stamp | null;
  readonly shownAs?: Stamp;
  readonly unread?: true;
}): PendingOp {
  const op = JSON.parse(entry.body) as Op;
  if (entry.unread && !validateOp(op).ok) return { op: { ...op, changes: [] }, effective: LOWEST };
  return { op, effective: entry.shownAs ?? entry.effective ?? op.stamp };
}

// An op that is not read may say anything as its stamp; nothing that it writes is shown, and nothing must lie above it.
const LOWEST: Stamp = makeStamp(0, 0, '0'.repeat(10));

/** Ops of the first part that is read: mostly they are all there are, and enough. */
const FIRST_PART = 32;

/**
 * The outbox from its oldest op on, read part by part until `isEnough`: a month without a line makes it too long to be
 * read whole at every exchange.
 */
export async function readOutbox(
  tx: ClientTx,
  isEnough: (part: readonly OutboxEntry[], all: readonly OutboxEntry[]) => boolean,
): Promise<readonly OutboxEntry[]> {
  const all: OutboxEntry[] = [];
  for (let count = FIRST_PART; ; count = LIMITS.pushOps + 1) {
    const part = await tx.outboxFrom((all.at(-1)?.seq ?? -1) + 1, count);
    all.push(...part);
    if (part.length < count || isEnough(part, all)) return all;
  }
}

/** The outbox from its oldest op to beyond those that have a verdict. */
export const readOldest = (tx: ClientTx): Promise<readonly OutboxEntry[]> =>
  readOutbox(tx, (part) => !part.some(isJudged));

/**
 * The own ops that have a verdict and wait to be read back. Ops are answered in their order, so they are the oldest; one
 * that was answered far out of its turn is found when those before it have left.
 */
export async function listJudged(tx: ClientTx): Promise<readonly OutboxEntry[]> {
  return (await readOldest(tx)).filter(isJudged);
}

/**
 * What the cloud has not confirmed: the device's own ops, and those that it carries for others (SYN-14, SYN-29). What it
 * heard in the room waits on the tablet that said it. `oldest`: what was read of the outbox already, by `readOldest`.
 */
export async function unsentOf(tx: ClientTx, oldest?: readonly OutboxEntry[]): Promise<Unsent> {
  const read = oldest ?? (await readOldest(tx));
  const carried = (await tx.list('overlay')).filter((entry) => !isJudged(entry) && entry.heardAt === undefined);
  const judged = read.filter(isJudged).length;
  const times = [...read.filter((entry) => !isJudged(entry)), ...carried].map(({ recordedAt }) => recordedAt);
  return {
    count: (await tx.count('outbox')) - judged + carried.length,
    oldestAt: times.length === 0 ? null : times.reduce((oldest, at) => Math.min(oldest, at)),
  };
}

const isJudged = ({ verdict }: Pick<OutboxEntry, 'verdict'>): boolean => verdict !== null;
