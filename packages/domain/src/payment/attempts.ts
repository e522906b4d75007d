import type { Entity } from '../kernel/collection.ts';
import type { Id } from '../kernel/ids.ts';
import { find, listOfOrder, type View } from '../kernel/view.ts';
import { paymentAttempts } from '../server-collections.ts';
import { backOf, type AttemptBack } from './attempt-back.ts';
import {
  attemptStateOf,
  isActive,
  isCounted,
  isDeclared,
  hasMoney,
  keptMinorOf,
  type AttemptState,
} from './attempt-state.ts';
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
  /** Proven, less what the operator took back of itself. */
  readonly capturedMinor: number;
  /** What the house sent back of what counts. */
  readonly refundedMinor: number;
  /** What the house has of its money, whether it counts or came late; less than nothing where too much went back. */
  readonly keptMinor: number;
  /** What was asked to go back over its rail and has not gone yet, as far as is known. */
  readonly awaitedBackMinor: number;
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

/** Whether its money is of a currency that the house did not ask for: no drawer holds it, and no sum adds it up (PAY-16). */
export const isForeign = ({ failure }: { readonly failure: string | null }): boolean => failure === 'currency';

/** Whether money that came late has gone back, or is on its way: nothing of it is left to decide about. */
export const isGivenBack = ({ state, told, keptMinor, awaitedBackMinor }: KnownAttempt): boolean =>
  state === 'late_success' && keptMinor <= awaitedBackMinor && !(told && isForeign(told));

type AskedRow = Pick<Entity<typeof claims>, 'id' | 'order' | 'payment' | 'rail' | 'amountMinor'> & {
  readonly isDeferred?: boolean;
};

/** An attempt of which only the server's row and the tender line are here: the request or claim has left this device. */
export const attemptOfTold = (view: View, row: AskedRow): KnownAttempt => known(view, row, null);

function known(view: View, row: AskedRow, reference: string | null): KnownAttempt {
  const { id, order, payment, rail, amountMinor, isDeferred } = row;
  const told = find(view, paymentAttempts, id);
  const isClaim = reference !== null;
  const back = backOf(view, row);
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
    ...(told && isCounted(state) ? countedOf(told, back) : { capturedMinor: 0, refundedMinor: 0 }),
    keptMinor: told && hasMoney(state) && !isForeign(told) ? keptMinorOf(told, back) : 0,
    awaitedBackMinor: back.awaitedMinor,
    declaredMinor: isDeclared(state) ? amountMinor : 0,
  };
}

// What went back by our own refund is no loss to an operator, though its provider tells of it as one.
function countedOf({ acceptedMinor, reversedMinor }: Entity<typeof paymentAttempts>, back: AttemptBack) {
  const takenMinor = Math.max(0, reversedMinor - back.railMinor);
  return { capturedMinor: acceptedMinor - takenMinor, refundedMinor: back.railMinor + back.cashMinor };
}
