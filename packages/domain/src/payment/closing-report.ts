import type { Entity } from '../kernel/collection.ts';
import type { Id, Install } from '../kernel/ids.ts';
import { readStamp } from '../kernel/stamp.ts';
import { find, type View } from '../kernel/view.ts';
import { shiftClosings } from '../shift/schema.ts';
import { shiftOf, type Shift } from '../shift/shifts.ts';
import { drawerCashOf, type DrawerCash } from './drawer-cash.ts';
import { heardTills } from './tills-heard.ts';

/** What a drawer should have held, by what was known. **Units** minor; null where nobody counted the float. */
export type DrawerSums = Pick<DrawerCash, 'takenMinor' | 'refundedMinor' | 'expectedMinor'>;

/** A till that a closing waits for. `hasSpoken`: it has told of something later than the closing, and so of all before. */
export type AwaitedTill = {
  readonly install: Install;
  readonly name: string | null;
  readonly heardAt: number | null;
  readonly hasSpoken: boolean;
};

/**
 * A closed shift: what was known when it was closed, and what is known now. `known` null: closed by an app that did not
 * say. `lateMinor`: cash that came into sight after the closing, less what went back. **Units** minor.
 */
export type ClosingReport = {
  readonly closing: Entity<typeof shiftClosings>;
  readonly shift: Shift;
  readonly known: DrawerSums | null;
  readonly now: DrawerCash;
  readonly lateMinor: number;
  /** What was counted less what should have been there, as known now. */
  readonly differenceMinor: number | null;
  readonly awaited: readonly AwaitedTill[];
  /** A till was not heard to the end: more may come. */
  readonly isProvisional: boolean;
};

/**
 * The report of a closed shift; undefined while it is open or unknown. Money is of the shift that it was booked on, so
 * what a till without a line took stands here as soon as it comes (SYN-5, PAY-1). `isWhole`: all of its money may be in
 * this view; where the device has let go of some of it (SYN-20), the figures are those that the closing keeps.
 */
export function closingReport(view: View, shiftId: Id<'shift'>, isWhole = true): ClosingReport | undefined {
  const shift = shiftOf(view, shiftId);
  const closing = find(view, shiftClosings, shift?.closing ?? '');
  if (!shift || !closing) return undefined;
  const known = sumsAtClosing(shift, closing);
  const seen = drawerCashOf(view, shift);
  const now = isWhole || known === null ? seen : { ...seen, ...known };
  const awaited = awaitedTills(view, closing);
  return {
    closing,
    shift,
    known,
    now,
    lateMinor: known === null ? 0 : inDrawer(now) - inDrawer(known),
    differenceMinor: now.expectedMinor === null ? null : closing.countedMinor - now.expectedMinor,
    awaited,
    isProvisional: awaited.some(({ hasSpoken }) => !hasSpoken),
  };
}

const inDrawer = ({ takenMinor, refundedMinor }: DrawerSums) => takenMinor - refundedMinor;

function sumsAtClosing({ floatMinor }: Shift, closing: Entity<typeof shiftClosings>): DrawerSums | null {
  const { takenMinor, refundedMinor } = closing;
  if (takenMinor === null) return null;
  return {
    takenMinor,
    refundedMinor,
    expectedMinor: floatMinor === null ? null : floatMinor + takenMinor - refundedMinor,
  };
}

function awaitedTills(view: View, { id, missing }: Entity<typeof shiftClosings>): AwaitedTill[] {
  if (missing.length === 0) return [];
  const closedAt = readStamp(view.get(shiftClosings.name, id)?.st ?? '').ms;
  const tills = new Map(heardTills(view).map((till) => [till.install, till]));
  return missing.map((install) => {
    const till = tills.get(install);
    const heardAt = till?.heardAt ?? null;
    // One whose right was withdrawn since is waited for no more.
    return { install, name: till?.name ?? null, heardAt, hasSpoken: !till || till.heardAt > closedAt };
  });
}
