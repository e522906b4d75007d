import type { Entity } from '../kernel/collection.ts';
import { listAll, type View } from '../kernel/view.ts';
import { suspense } from '../server-collections.ts';
import type { Shift } from '../shift/shifts.ts';
import { backMinorOf } from './due.ts';
import { attemptRefunds, changeReturns, payments, refunds } from './schema.ts';

/** What a drawer should hold. **Units** minor; `expectedMinor` null while nobody counted the float. */
export type DrawerCash = {
  readonly takenMinor: number;
  readonly refundedMinor: number;
  readonly expectedMinor: number | null;
  /** Of what was taken: by somebody, or on a device, without the right any more (SYN-25). It counts; it has its own line. */
  readonly suspenseMinor: number;
};

/**
 * The cash of a shift from what was booked on it, whatever any clock said (SYN-5): float + taken, with tips and change
 * that is still owed, − given back. A part
 * of a shift that another till had opened apart counts with it.
 */
export function drawerCashOf(view: View, shift: Shift): DrawerCash {
  const ids = new Set([shift.id, ...shift.aliases]);
  const taken = listAll(view, payments).filter((one) => one.method === 'cash' && ids.has(one.shift));
  const back = listAll(view, refunds).filter((one) => one.method === 'cash' && ids.has(one.shift));
  const returned = listAll(view, changeReturns).filter((one) => ids.has(one.shift));
  const returnedMinor = returned.reduce((sum, one) => sum + one.amountMinor, 0);
  const takenMinor = taken.reduce((sum, one) => sum + cashIn(one), 0) - returnedMinor;
  const handedBack = listAll(view, attemptRefunds).filter(({ shift: of }) => of !== null && ids.has(of));
  const refundedMinor = [...back, ...handedBack].reduce((sum, one) => sum + backMinorOf(one), 0);
  const apart = new Set(listAll(view, suspense).flatMap(({ rows }) => rows));
  const { floatMinor } = shift;
  return {
    takenMinor,
    refundedMinor,
    expectedMinor: floatMinor === null ? null : floatMinor + takenMinor - refundedMinor,
    suspenseMinor: taken.filter(({ id }) => apart.has(id)).reduce((sum, one) => sum + cashIn(one), 0),
  };
}

/** What one payment put into the drawer: the order's part, the tip, and the change that is still owed. */
const cashIn = ({ amountMinor, tipMinor, changeOwedMinor }: Entity<typeof payments>): number =>
  amountMinor + tipMinor + changeOwedMinor;
