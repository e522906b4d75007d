import { attemptById, type AttemptWish, type Exception, type View } from '@resto360/domain';
import { Remedy } from '@resto360/domain/decision';
import { lastWishOf, mayWish } from '../payment/wished.ts';

const BY_REMEDY: Readonly<Record<string, readonly AttemptWish[]>> = {
  [Remedy.rejectClaim]: ['reject_claim', 'give_back'],
  [Remedy.attestClaim]: ['attest'],
  [Remedy.acceptAmount]: ['accept_amount'],
  [Remedy.holdBack]: ['give_back'],
  [Remedy.countLate]: ['accept_amount'],
};
const DECIDING: ReadonlySet<AttemptWish> = new Set(Object.values(BY_REMEDY).flat());

type Matter = Pick<Exception, 'subjects'>;
type Asked = NonNullable<ReturnType<typeof lastWishOf>>;

/** What was decided last about the attempts of a matter and has had no answer of the server. */
export function lastWishOfMatter(view: View, { subjects }: Matter): Asked | undefined {
  const wishes = subjects.flatMap((id) => {
    const attempt = attemptById(view, id);
    return (attempt && lastWishOf(view, attempt)) ?? [];
  });
  return wishes.filter(({ wish }) => DECIDING.has(wish)).toSorted((a, b) => b.at - a.at)[0];
}

/**
 * Whether a remedy may be chosen now: what only the server can do is asked once while its answer may still come.
 * **Units** ms since 1970.
 */
export function mayChoose(view: View, { subjects }: Matter, remedy: string, nowMs: number): boolean {
  const wishes = BY_REMEDY[remedy];
  if (!wishes) return true;
  const attempts = subjects.flatMap((id) => attemptById(view, id) ?? []);
  return attempts.every((attempt) => wishes.every((wish) => mayWish(view, attempt, wish, nowMs)));
}
