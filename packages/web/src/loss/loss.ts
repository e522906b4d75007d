import type { Id, Install } from '@resto360/domain';

/** Sequence numbers, as closed ranges. */
export type Numbers = readonly (readonly [first: number, last: number])[];

/**
 * What is kept outside IndexedDB about an installation: enough to notice that its database was wiped, and to name what
 * went with it (SYN-13). `seq`: the last number given · `sent`: up to there everything has a verdict.
 */
export type Canary = {
  readonly restaurant: Id<'restaurant'>;
  readonly house: string | null;
  readonly install: Install;
  readonly series: string;
  readonly seq: number;
  readonly sent: number;
};

/** An installation whose database is on this device, and what still waits in it. */
export type LocalInstall = Omit<Canary, 'sent'> & { readonly unsent: number };

/**
 * Data of an installation that are gone from this device. `first` to `last`: the numbers that had no verdict yet; none
 * where `first` is above `last` · `missing`: those of them that the server does not have, null until it was asked.
 */
export type Loss = Omit<Canary, 'seq' | 'sent'> & {
  readonly first: number;
  readonly last: number;
  readonly missing: Numbers | null;
  /** **Units** ms since 1970. */
  readonly noticedAt: number;
};

/**
 * Compares what was kept with what is here. A database that is gone or empty was wiped; one of the same installation
 * with lower numbers was put back or lost its end. Another installation in its place is a device that enrolled again,
 * with everything it held (SYN-12).
 */
export function lossesOf(canaries: readonly Canary[], here: readonly LocalInstall[], nowMs: number): Loss[] {
  return canaries.flatMap(({ seq, sent, ...canary }): Loss[] => {
    const found = here.find(({ restaurant }) => restaurant === canary.restaurant);
    if (found && (found.install !== canary.install || found.seq >= seq)) return [];
    const first = Math.max(sent, found?.seq ?? 0) + 1;
    return [{ ...canary, first, last: seq, missing: first > seq ? [] : null, noticedAt: nowMs }];
  });
}

/** How many numbers there are. */
export const countOf = (numbers: Numbers): number => numbers.reduce((sum, [first, last]) => sum + last - first + 1, 0);
