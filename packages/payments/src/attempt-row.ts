import { isActive, isCounted, isDeclared, type Attempt, type Currency } from '@resto360/domain';
import type { Handle, NextStep } from './provider.ts';

/** What an attempt is: asked of a telephone, of a page that the customer opens, or a reference that somebody typed. */
export type AttemptKind = 'push' | 'checkout' | 'claim';

/**
 * An attempt as the server keeps it: the truth about what has to be processed. A job is only a wake-up for it.
 * **Units** minor, ms since 1970. `tries`: reads or sends since it came into its state · `payer`: E.164.
 */
export type AttemptRow = {
  readonly id: string;
  readonly restaurant: string;
  readonly order: string;
  readonly payment: string;
  readonly kind: AttemptKind;
  readonly provider: string;
  readonly account: string;
  readonly amountMinor: number;
  readonly currency: Currency;
  readonly payer: string | null;
  readonly operator: string | null;
  /** The reference of a claim, as it is compared. */
  readonly reference: string | null;
  readonly createdAtMs: number;
  /** Until when a deferred push may be sent, or a claim has to be proven. */
  readonly validUntilMs: number | null;
  readonly attempt: Attempt;
  readonly handle: Handle;
  readonly next: NextStep | null;
  /** The id of the money at the provider: of all attempts, one has it. */
  readonly providerTxnId: string | null;
  readonly operatorTxnId: string | null;
  readonly feeMinor: number | null;
  readonly version: number;
  readonly tries: number;
  readonly stateSinceMs: number;
  readonly lastTryAtMs: number | null;
  readonly nextTryAtMs: number | null;
  /** What the last try told that a person may want to know; nothing secret. */
  readonly note: string | null;
};

/**
 * Its money may come for what the order owes: it has left, or may have, or is declared. What was replaced by a manager's word
 * is not waited for (PAY-15).
 */
export const mayBring = ({ attempt }: Pick<AttemptRow, 'attempt'>): boolean =>
  !attempt.isReplaced &&
  (isDeclared(attempt.state) || (isActive(attempt.state) && attempt.sends + attempt.ambiguousSends > 0));

/** The money that it names is its own: it counts for the order, or goes back for it. Of all attempts, one has it (PAY-16). */
export const ownsMoney = ({ attempt }: Pick<AttemptRow, 'attempt'>): boolean =>
  isCounted(attempt.state) || attempt.state === 'late_success';

/**
 * Why a money call may not leave now; undefined where it may. `dueMinor`: what the order owes by now; `others`: the other
 * attempts of it; `isPayerAsked`: it is deferred, and something rings on this telephone already. **Units** minor. **Why** here and not in each
 * store: it is the rule against asking twice (PAY-15), and a store only has to ask it with everything locked.
 */
export function whyWaits(
  next: Pick<AttemptRow, 'amountMinor'>,
  order: { readonly dueMinor: number; readonly others: readonly AttemptRow[]; readonly isPayerAsked: boolean },
): 'busy' | 'not_due' | undefined {
  const awaitedMinor = order.others.filter(mayBring).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  if (next.amountMinor > order.dueMinor) return 'not_due';
  return order.isPayerAsked || next.amountMinor > order.dueMinor - awaitedMinor ? 'busy' : undefined;
}

/** What happened to an attempt, for the record: never changed, never deleted. */
export type AttemptNote = {
  readonly atMs: number;
  readonly call: 'send' | 'read' | 'verify' | 'cancel' | 'decision' | 'lease';
  readonly told: string;
  readonly from: string;
  readonly to: string;
};
