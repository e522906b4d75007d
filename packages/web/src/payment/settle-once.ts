import {
  attemptStateOf,
  find,
  isCounted,
  listAll,
  nameId,
  paymentAttempts,
  paymentRequests,
  type Id,
  type Install,
  type View,
} from '@resto360/domain';
import { isPapered } from './known.ts';

/** An attempt whose money is proven and whose paper is missing. */
export type Unsettled = { readonly attempt: Id<'attempt'>; readonly order: Id<'order'> };

/**
 * What this till has to write the receipt of: it asked for the money, the money is proven, and no receipt is there. A
 * claim has had its paper from the beginning.
 */
export function unsettledOf(view: View, install: Install): Unsettled[] {
  return listAll(view, paymentRequests)
    .filter((one) => one.install === install && isProven(view, one.id) && !isPapered(view, one))
    .map(({ id: attempt, order }) => ({ attempt, order }));
}

const isProven = (view: View, attempt: Id<'attempt'>): boolean =>
  isCounted(attemptStateOf(find(view, paymentAttempts, attempt)?.state ?? 'created'));

/**
 * The op's id for settling an attempt on a till: two tabs of it write one. Each till has its own, for one id with two
 * bodies would be put aside by the server.
 */
export function settleId(attempt: Id<'attempt'>, install: Install): Id<'op'> {
  return nameId(`settle:${attempt}:${install}`);
}

/** Lets each attempt be settled once by this page, whatever changes while the disk writes. */
export class SettleGuard {
  readonly #begun = new Set<Id<'attempt'>>();

  /** Those of which nobody here has begun the receipt; they count as begun from now on. */
  begin(unsettled: readonly Unsettled[]): Unsettled[] {
    const fresh = unsettled.filter(({ attempt }) => !this.#begun.has(attempt));
    for (const { attempt } of fresh) this.#begun.add(attempt);
    return fresh;
  }

  /** The disk did not take it: it may be tried again. */
  release(attempt: Id<'attempt'>): void {
    this.#begun.delete(attempt);
  }
}
