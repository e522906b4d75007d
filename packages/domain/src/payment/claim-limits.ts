import type { Install } from '../kernel/ids.ts';
import { RefusalCode, refuse } from '../kernel/refusal.ts';
import { find, listAll, type View } from '../kernel/view.ts';
import { settings } from '../floor/schema.ts';
import type { Context } from '../staff/context.ts';
import { may, Action } from '../staff/rights.ts';
import { staff } from '../staff/schema.ts';
import { paymentAttempts } from '../server-collections.ts';
import { attemptStateOf, isDeclared } from './attempt-state.ts';
import { claims } from './schema.ts';

/** What a till may take unproven. **Units** minor, hours. */
export type ClaimLimits = {
  readonly maxMinor: number;
  readonly sumMaxMinor: number;
  readonly countMax: number;
  readonly ageMaxHours: number;
  readonly isDeferredOn: boolean;
  readonly deferredMaxMinor: number;
};

/** What is usual where the currency is a franc of Africa; elsewhere the house says its own figures first. **Units** minor. */
const USUAL: Readonly<Record<string, readonly [max: number, sum: number, deferred: number]>> = {
  XOF: [25_000, 150_000, 10_000],
  XAF: [25_000, 150_000, 10_000],
};

/** The limits of a house (PAY-19). */
export function claimLimitsOf(view: View): ClaimLimits {
  const house = listAll(view, settings)[0];
  const [maxMinor, sumMinor, deferredMinor] = USUAL[house?.currency ?? ''] ?? [0, 0, 0];
  return {
    maxMinor: house?.claimMaxMinor ?? maxMinor,
    sumMaxMinor: house?.claimSumMaxMinor ?? sumMinor,
    countMax: house?.claimCountMax ?? 40,
    ageMaxHours: house?.claimAgeMaxHours ?? 72,
    isDeferredOn: house?.isDeferredOn ?? false,
    deferredMaxMinor: house?.deferredMaxMinor ?? deferredMinor,
  };
}

/** What a claim is above: the words for the manager who is asked. */
export type OverLimit = 'amount' | 'sum' | 'count' | 'age';

/** Which limit a further claim of this till would pass; undefined within all of them. */
export function overLimit(
  view: View,
  { install, amountMinor, nowMs }: { readonly install: Install; readonly amountMinor: number; readonly nowMs: number },
): OverLimit | undefined {
  const limits = claimLimitsOf(view);
  const open = listAll(view, claims).filter((one) => one.install === install && isUnproven(view, one.id));
  const sumMinor = open.reduce((sum, one) => sum + one.amountMinor, 0);
  const oldestAt = Math.min(nowMs, ...open.map(({ at }) => at));
  if (amountMinor > limits.maxMinor) return 'amount';
  if (sumMinor + amountMinor > limits.sumMaxMinor) return 'sum';
  if (open.length >= limits.countMax) return 'count';
  return nowMs - oldestAt > limits.ageMaxHours * HOUR_MS ? 'age' : undefined;
}

/** The refusal of what somebody with the right has not typed their PIN for; undefined where they have it, or have. */
export function withoutAnswer(view: View, context: Context, why: string) {
  if (may(context.role, Action.answerForPayment)) return undefined;
  const by = find(view, staff, context.approvedBy ?? '');
  if (by?.active && may(by.role, Action.answerForPayment)) return undefined;
  return refuse(RefusalCode.approvalNeeded, { action: Action.answerForPayment, why });
}

const isUnproven = (view: View, claim: string): boolean =>
  isDeclared(attemptStateOf(find(view, paymentAttempts, claim)?.state ?? 'claimed'));

const HOUR_MS = 3_600_000;
