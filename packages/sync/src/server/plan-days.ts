import { dayOf, type WindowDays } from '../window.ts';
import type { Head, PlanDays } from './store.ts';

/** A clock that goes back by more than this was wrong before; by less, it is another server's. **Units** days. */
const CLOCKS_APART_MAX = 7;

/**
 * The days of a commit now. A window counts days on which something was committed, and not the clock's: a clock that
 * jumps years ahead, or comes back from there, costs one day of it and not all (SYN-20).
 */
export function planDays(nowMs: number, { day, clockDay }: Head, window: WindowDays): PlanDays {
  const clock = dayOf(nowMs);
  const isFirst = clock > clockDay || clock < clockDay - CLOCKS_APART_MAX;
  const today = isFirst ? day + 1 : day;
  return { today, isFirst, clockDay: isFirst ? clock : clockDay, edge: today - window.raised };
}
