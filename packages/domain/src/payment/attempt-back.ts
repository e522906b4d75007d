import type { Entity } from '../kernel/collection.ts';
import type { Id } from '../kernel/ids.ts';
import { find, listOfOrder, type View } from '../kernel/view.ts';
import { paymentAttempts } from '../server-collections.ts';
import { attemptStateOf, hasMoney, isActive } from './attempt-state.ts';
import { attemptRefunds } from './schema.ts';

/**
 * What went back of an attempt's money. **Units** minor. `railMinor`: over its rail, as reads have proven · `cashMinor`: from
 * drawers, less what guests gave back again · `awaitedMinor`: asked of the rail, and nobody knows yet.
 */
export type AttemptBack = { readonly railMinor: number; readonly cashMinor: number; readonly awaitedMinor: number };

type AttemptRefund = Entity<typeof attemptRefunds>;

/** What went back of one attempt's money, and what is on its way. */
export function backOf(view: View, attempt: { readonly id: Id<'attempt'>; readonly order: Id<'order'> }): AttemptBack {
  const back = { railMinor: 0, cashMinor: 0, awaitedMinor: 0 };
  for (const refund of listOfOrder(view, attemptRefunds, attempt.order)) {
    if (refund.attempt !== attempt.id) continue;
    if (refund.way === 'cash') back.cashMinor += refund.reverses === null ? refund.amountMinor : -refund.amountMinor;
    else {
      const { wentMinor, awaitedMinor } = railRefundOf(view, refund);
      back.railMinor += wentMinor;
      back.awaitedMinor += awaitedMinor;
    }
  }
  return back;
}

/** How far a refund over a rail has come. **Units** minor. */
export function railRefundOf(view: View, { id, amountMinor }: Pick<AttemptRefund, 'id' | 'amountMinor'>) {
  const told = find(view, paymentAttempts, id);
  const state = attemptStateOf(told?.state ?? 'created');
  return {
    state,
    failure: told?.failure ?? null,
    wentMinor: told && hasMoney(state) ? told.acceptedMinor : 0,
    awaitedMinor: isActive(state) ? amountMinor : 0,
  };
}
