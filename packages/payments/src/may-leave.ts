import { hasMoney, isActive, isCounted, isDeclared, keptMinorOf } from '@resto360/domain';
import type { AttemptRow } from './attempt-row.ts';

/**
 * Its money may come for what the order owes: it has left, or may have, or is declared. What was replaced by a manager's word
 * is not waited for (PAY-15).
 */
export const mayBring = ({ attempt, kind }: Pick<AttemptRow, 'attempt' | 'kind'>): boolean =>
  kind !== 'refund' && !attempt.isReplaced && (isDeclared(attempt.state) || mayHaveLeft({ attempt }));

/** The money that it names is its own: it counts for the order, or goes back for it. Of all attempts, one has it (PAY-16). */
export const ownsMoney = ({ attempt }: Pick<AttemptRow, 'attempt'>): boolean => hasMoney(attempt.state);

const mayHaveLeft = ({ attempt }: Pick<AttemptRow, 'attempt'>): boolean =>
  isActive(attempt.state) && attempt.sends + attempt.ambiguousSends > 0;

// Of a refund that nobody could read about to its end, nobody knows: no second one takes its room.
const mayHaveGone = (row: AttemptRow): boolean =>
  mayHaveLeft(row) || (row.attempt.state === 'expired' && row.attempt.failure === 'unknown');

/**
 * An order as a money call about it is decided on. `dueMinor`: what it owes by now, less than nothing where it has too much;
 * `rows`: all its attempts; `handedBack`: cash that went back for an attempt, by its id; `deferred`: of a push that waited for a line,
 * whether something rings on its telephone already. **Units** minor.
 */
export type OrderNow = {
  readonly dueMinor: number;
  readonly rows: readonly AttemptRow[];
  readonly handedBack: ReadonlyMap<string, number>;
  readonly deferred: { readonly isPayerAsked: boolean } | undefined;
};

/**
 * The row that may leave now, or why none may: `busy`, as long as another one stands in its way; `not_due`, as the order owes
 * less, or has no such money to give back. **Why** here and not in each store: it is the rule against asking twice (PAY-15) and
 * against giving back twice (PAY-20), and a store only has to ask it with everything locked.
 */
export function leaving(next: AttemptRow, order: OrderNow): AttemptRow | 'busy' | 'not_due' {
  return next.kind === 'refund' ? leavingRefund(next, order) : leavingRequest(next, order);
}

/** What the attempts of an order bring it, less what went back of them. **Units** minor. */
export function broughtMinor({ rows, handedBack }: Pick<OrderNow, 'rows' | 'handedBack'>): number {
  const counted = rows.filter(({ kind, attempt }) => kind !== 'refund' && isCounted(attempt.state));
  return counted.reduce((sum, row) => sum + keptOf(row, { rows, handedBack }), 0);
}

/** So often at most a customer who left is asked for one order (PAY-18). **Source** section 5.3 of the providers' page. */
export const PROMPTS_MAX = 2;

/**
 * Whether money that came late is there to be counted after all: none of it is on its way back, and some of it is left. **Why**: who
 * counts it on one till while another gives it back would leave the order short, and the guest with both.
 */
export function mayCountLate(payment: AttemptRow, order: Pick<OrderNow, 'rows' | 'handedBack'>): boolean {
  const own = order.rows.filter(({ kind, refundOf }) => kind === 'refund' && refundOf === payment.id);
  return !own.some(({ attempt }) => isActive(attempt.state)) && keptOf(payment, order) > 0;
}

function leavingRequest(next: AttemptRow, { dueMinor, rows, deferred }: OrderNow) {
  const others = rows.filter((row) => row.id !== next.id && mayBring(row));
  const awaitedMinor = others.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  if (next.amountMinor > dueMinor) return 'not_due';
  const prompts = rows.filter(
    ({ id, kind, attempt }) => id !== next.id && kind === 'push' && attempt.lastSendAtMs !== null,
  );
  if (deferred && (deferred.isPayerAsked || prompts.length >= PROMPTS_MAX)) return 'busy';
  return next.amountMinor > dueMinor - awaitedMinor ? 'busy' : next;
}

// Of what counts, no more than the order has too much; of what came late, all of it. It leaves with what its payment is read by.
function leavingRefund(next: AttemptRow, order: OrderNow) {
  const { rows, dueMinor } = order;
  const payment = rows.find(({ id }) => id === next.refundOf);
  // Not here yet, or not known yet: after a restore it is read again first.
  if (!payment || isActive(payment.attempt.state)) return 'busy';
  const isElsewhere = payment.provider !== next.provider || payment.account !== next.account;
  const { state, failure } = payment.attempt;
  // Another currency is no money of this order's (PAY-16).
  if (!hasMoney(state) || failure === 'currency' || isElsewhere) return 'not_due';
  const keptMinor = keptOf(payment, order);
  const isBill = isCounted(state);
  const mostMinor = isBill ? Math.min(keptMinor, -dueMinor) : keptMinor;
  if (next.amountMinor > mostMinor) return 'not_due';
  const others = rows.filter((row) => row.kind === 'refund' && row.id !== next.id && mayHaveGone(row));
  const besides = others.filter(({ refundOf }) => isBill || refundOf === payment.id);
  const awaitedMinor = besides.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  if (next.amountMinor > mostMinor - awaitedMinor) return 'busy';
  const { handle, providerTxnId } = payment;
  return { ...next, handle: { ...handle, ...(providerTxnId !== null && { providerTxnId }) } };
}

/** What the house still has of one attempt's money. **Units** minor. */
export function keptOf(payment: AttemptRow, { rows, handedBack }: Pick<OrderNow, 'rows' | 'handedBack'>): number {
  const back = rows.filter(({ kind, refundOf, attempt }) => {
    return kind === 'refund' && refundOf === payment.id && hasMoney(attempt.state);
  });
  const railMinor = back.reduce((sum, { attempt }) => sum + attempt.acceptedMinor, 0);
  return keptMinorOf(payment.attempt, { railMinor, cashMinor: handedBack.get(payment.id) ?? 0 });
}
