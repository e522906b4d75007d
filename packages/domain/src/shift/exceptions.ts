import { ExceptionKind, exception, type Exception } from '../kernel/exception.ts';
import type { View } from '../kernel/view.ts';
import { listShifts } from './shifts.ts';

/** Odd things about drawers (SYN-5). */
export function shiftExceptions(view: View): Exception[] {
  return listShifts(view).flatMap((shift) => [
    ...(shift.floatsCounted > 1 ? [exception(ExceptionKind.drawerOpenedTwice, [shift.id, ...shift.aliases])] : []),
    ...(shift.floatMinor === null ? [exception(ExceptionKind.floatUnknown, [shift.id])] : []),
  ]);
}
