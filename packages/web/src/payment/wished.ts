import {
  find,
  listOfOrder,
  paymentAttempts,
  paymentWishes,
  type AttemptWish,
  type Entity,
  type KnownAttempt,
  type View,
} from '@resto360/domain';

/** How soon a look may be asked for again: each time is one more fact on a thin line. **Units** ms. */
export const AGAIN_MS = 15_000;
/** How long an answer is waited for: the server may drop a wish, and then nothing ever moves. **Units** ms. */
export const ANSWER_MS = 30_000;

type Wish = Entity<typeof paymentWishes>;

/** What people asked of an attempt, the newest first. */
export function wishesOf(view: View, { id, order }: Pick<KnownAttempt, 'id' | 'order'>): Wish[] {
  return listOfOrder(view, paymentWishes, order)
    .filter(({ attempt }) => attempt === id)
    .toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
}

/** What was asked last and has had no answer: what the server told since is newer than the wish. */
export function lastWishOf(view: View, attempt: Pick<KnownAttempt, 'id' | 'order'>): Wish | undefined {
  const [last] = wishesOf(view, attempt);
  const changedAt = find(view, paymentAttempts, attempt.id)?.changedAt ?? 0;
  return last && (last.at > changedAt || last.wish === 'cancel' || last.wish === 'replaced') ? last : undefined;
}

/**
 * Whether something may be asked now: what was not asked yet, or had an answer, or has waited long enough for one.
 * **Units** ms since 1970, all by the clocks of tills: a wish of one whose clock is far off holds nobody up.
 */
export function mayWish(view: View, attempt: KnownAttempt, wish: AttemptWish, nowMs: number): boolean {
  const last = wishesOf(view, attempt).find((one) => one.wish === wish);
  if (!last) return true;
  const isAnswered = (find(view, paymentAttempts, attempt.id)?.changedAt ?? 0) > last.at;
  return isAnswered || Math.abs(nowMs - last.at) > (wish === 'retry' ? AGAIN_MS : ANSWER_MS);
}
