import type { ExceptionKind } from '@resto360/domain';

/** The languages of the house. */
export type Language = 'fr' | 'en';

/** Matters of one kind: how many, and how much of money hangs on them. **Units** minor. */
export type KindCount = { readonly kind: ExceptionKind; readonly count: number; readonly amountMinor: number };

/** What a digest speaks of. **Units** ms since 1970. */
export type DigestFacts = {
  readonly house: string;
  readonly language: Language;
  readonly currency: string;
  readonly timezone: string;
  /** The day it is for, as `YYYY-MM-DD` in the house's time zone. */
  readonly day: string;
  readonly open: readonly KindCount[];
  /** What ended since yesterday; `byPeople`: those on which somebody decided. */
  readonly ended: readonly (KindCount & { readonly byPeople: number })[];
  /**
   * Devices of which nothing was heard for a day: tills that spoke in the last week, and whatever said that ops wait on it
   * (for a week after it was revoked).
   * `unsent`: what it said last; 0 says nothing of what was taken since.
   */
  readonly silent: readonly { readonly name: string; readonly unsent: number; readonly heardAt: number }[];
};

/** Whether there is anything to write about. */
export function hasNews({ open, ended, silent }: DigestFacts): boolean {
  return open.length + ended.length + silent.length > 0;
}
