import { ExceptionKind, exception, type Exception } from '../kernel/exception.ts';
import type { Entity } from '../kernel/collection.ts';
import { entityOf, find, listAll, type View } from '../kernel/view.ts';
import { paymentAttempts } from '../server-collections.ts';
import { backOf } from './attempt-back.ts';
import { attemptStateOf, isCounted, isWatched, keptMinorOf, type AttemptState } from './attempt-state.ts';
import { isForeign } from './attempts.ts';
import { attemptRefunds, claims } from './schema.ts';

/**
 * Odd things about money over rails: one reference for two payments, and attempts that only a person can end. The same on
 * every replica that holds the same rows (SYN-4).
 */
export function attemptExceptions(view: View): Exception[] {
  return [...referencesUsedTwice(view), ...waitingForPeople(view)];
}

// Two tills without a line took one reference, each for an order of its own. Where the server proved one of them, the other
// was told; until then nobody knows whose money it is.
function referencesUsedTwice(view: View): Exception[] {
  const byReference = new Map<string, string[]>();
  for (const { id, rail, reference } of listAll(view, claims)) {
    if (isWatched(stateOf(view, id))) continue;
    const key = `${rail}/${reference}`;
    byReference.set(key, [...(byReference.get(key) ?? []), id]);
  }
  return [...byReference.values()].flatMap((ids) => {
    if (ids.length < 2) return [];
    const { order = null, amountMinor = null } = claimToReject(view, ids) ?? {};
    return [exception(ExceptionKind.referenceUsedTwice, ids, { order, amountMinor })];
  });
}

/**
 * Which of several claims with one reference is the one too many: one whose money does not count. By the clock alone, the
 * latest, where none counts yet or all do: the first that showed the reference has the better right.
 */
export function claimToReject(view: View, ids: readonly string[]): Entity<typeof claims> | undefined {
  const known = ids
    .flatMap((id) => find(view, claims, id) ?? [])
    .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const uncounted = known.filter(({ id }) => !isCounted(stateOf(view, id)));
  return uncounted.at(-1) ?? known.at(-1);
}

const stateOf = (view: View, claim: string): AttemptState =>
  attemptStateOf(find(view, paymentAttempts, claim)?.state ?? 'claimed');

const WAITING: Readonly<Partial<Record<AttemptState, ExceptionKind>>> = {
  unverifiable: ExceptionKind.claimUnproven,
  integrity_hold: ExceptionKind.amountHeld,
  late_success: ExceptionKind.moneyLate,
};

function waitingForPeople(view: View): Exception[] {
  const found: Exception[] = [];
  for (const row of view.all(paymentAttempts.name)) {
    const attempt = entityOf(paymentAttempts, row);
    const kind = attempt && WAITING[attemptStateOf(attempt.state)];
    if (!kind) continue;
    const { id, order, acceptedMinor, state } = attempt;
    if (kind === ExceptionKind.moneyLate) found.push(...lateMoney(view, attempt));
    else {
      const amountMinor = state === 'unverifiable' ? (find(view, claims, id)?.amountMinor ?? null) : acceptedMinor;
      found.push(exception(kind, [id], { order, amountMinor }));
    }
  }
  return found;
}

// Until it has gone back, or was asked to. What two people gave back apart is too much, and another matter.
function lateMoney(view: View, told: Entity<typeof paymentAttempts>): Exception[] {
  const { id, order } = told;
  // A refund that was given up and went all the same: what it belongs to tells of it.
  if (find(view, attemptRefunds, id)) return [];
  // How much it is, only its operator can say.
  const isTakenBack = told.reversedMinor >= told.acceptedMinor;
  if (isForeign(told)) return isTakenBack ? [] : [exception(ExceptionKind.moneyLate, [id], { order })];
  const back = backOf(view, told);
  const keptMinor = keptMinorOf(told, back);
  if (keptMinor < 0) return [exception(ExceptionKind.overRefunded, [id], { order, amountMinor: -keptMinor })];
  const amountMinor = keptMinor - back.awaitedMinor;
  return amountMinor > 0 ? [exception(ExceptionKind.moneyLate, [id], { order, amountMinor })] : [];
}
