import type { Entity } from '../kernel/collection.ts';
import type { Id } from '../kernel/ids.ts';
import { find, listOfOrder, type View } from '../kernel/view.ts';
import { paymentAttempts } from '../server-collections.ts';
import { attemptStateOf, isActive, isCounted, isDeclared, type AttemptState } from './attempt-state.ts';
import { claims, paymentRequests, paymentWishes } from './schema.ts';

/**
 * An attempt as this replica knows it: what a till asked for, and what the server has told of it since. `state` before the
 * server told anything is what it will begin with. **Units** minor.
 */
export type KnownAttempt = {
  readonly id: Id<'attempt'>;
  readonly order: Id<'order'>;
  readonly payment: Id<'payment'>;
  readonly rail: string;
  readonly amountMinor: number;
  readonly isClaim: boolean;
  readonly reference: string | null;
  readonly state: AttemptState;
  readonly told: Entity<typeof paymentAttempts> | undefined;
  /** Proven, less what the operator took back. */
  readonly capturedMinor: number;
  /** Covers the order and is not proven. */
  readonly declaredMinor: number;
};

/** The attempts of one order (not of what was merged with it). */
export function attemptsOf(view: View, order: Id<'order'>): KnownAttempt[] {
  const requests = listOfOrder(view, paymentRequests, order).map((one) => known(view, one, null));
  const claimed = listOfOrder(view, claims, order).map((one) => known(view, one, one.reference));
  return [...requests, ...claimed];
}

/** One attempt by its id; undefined where this replica holds neither its request nor its claim. */
export function attemptById(view: View, id: Id<'attempt'>): KnownAttempt | undefined {
  const order = (find(view, paymentRequests, id) ?? find(view, claims, id))?.order;
  return order === undefined ? undefined : attemptsOf(view, order).find((one) => one.id === id);
}

/** The attempts of an order that may still bring money: a till takes nothing else for it without a manager's word. */
export function activeAttemptsOf(view: View, order: Id<'order'>): KnownAttempt[] {
  const replaced = new Set(
    listOfOrder(view, paymentWishes, order).flatMap(({ wish, attempt }) => (wish === 'replaced' ? [attempt] : [])),
  );
  return attemptsOf(view, order).filter(({ id, isClaim, state }) => !isClaim && isActive(state) && !replaced.has(id));
}

type AskedRow = Pick<Entity<typeof claims>, 'id' | 'order' | 'payment' | 'rail' | 'amountMinor'> & {
  readonly isDeferred?: boolean;
};

function known(view: View, row: AskedRow, reference: string | null): KnownAttempt {
  const { id, order, payment, rail, amountMinor, isDeferred } = row;
  const told = find(view, paymentAttempts, id);
  const isClaim = reference !== null;
  const state = told ? attemptStateOf(told.state) : isClaim ? 'claimed' : isDeferred ? 'queued_offline' : 'created';
  return {
    id,
    order,
    payment,
    rail,
    amountMinor,
    isClaim,
    reference,
    state,
    told,
    capturedMinor: told && isCounted(state) ? told.acceptedMinor - told.reversedMinor : 0,
    declaredMinor: isDeclared(state) ? amountMinor : 0,
  };
}
