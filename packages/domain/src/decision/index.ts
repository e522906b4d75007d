/** Decisions about what looks odd: loaded by the pages that settle it, never by a station's first load. */
export * from './can-undo.ts';
export * from './conflict-of.ts';
export * from './decide.ts';
export type { DecideIntent } from './decide-intent.ts';
export * from './matter-of.ts';
export * from './remedies.ts';
export * from './remedy.ts';
export * from './settled.ts';
export type { Side, SideWhat } from './side.ts';
export * from './sides.ts';
export * from './undo.ts';
export { attemptToRefund } from '../payment/attempt-refunds.ts';
export { drawerOfRefund, refundCash, reverseRefund, standingRefunds, type Till } from '../payment/refunds.ts';
