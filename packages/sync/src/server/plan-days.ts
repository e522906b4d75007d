import { dayOf, type WindowDays } from '../window.ts';
import type { Head, PlanDays } from './store.ts';

/** The days of a commit now. A clock that was set back does not make a day come twice (SYN-20). */
export function planDays(nowMs: number, head: Head, window: WindowDays): PlanDays {
  const today = Math.max(dayOf(nowMs), head.day);
  return { today, isFirst: today > head.day, edge: today - window.raised };
}
