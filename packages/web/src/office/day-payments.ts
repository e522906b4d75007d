import {
  attemptsOf,
  backMinorOf,
  heldMinorOf,
  isActive,
  listAll,
  payments,
  refunds,
  type Entity,
  type KnownAttempt,
  type View,
} from '@resto360/domain';

type Payment = Entity<typeof payments>;
type Refund = Entity<typeof refunds>;

/**
 * What came in by one method, over one rail where it is mobile money, less what went back. **Units** minor. Of mobile money
 * `amountMinor` is what was proven; `toCheckMinor` was declared and is not proven, `waitingMinor` was asked of guests.
 */
export type MethodFigures = {
  readonly method: string;
  readonly rail: string | null;
  readonly count: number;
  readonly amountMinor: number;
  readonly refundedMinor: number;
  readonly toCheckMinor: number;
  readonly waitingMinor: number;
};

/** The payments taken since a moment. **Units** ms since 1970. */
export function paymentsSince(view: View, sinceMs: number): Payment[] {
  return listAll(view, payments).filter(({ at }) => at >= sinceMs);
}

/** The money given back since a moment. **Units** ms since 1970. */
export function refundsSince(view: View, sinceMs: number): Refund[] {
  return listAll(view, refunds).filter(({ at }) => at >= sinceMs);
}

/** What one payment counts: mobile money by its attempt alone. **Units** minor. */
export function countedMinorOf(view: View, payment: Payment): number {
  return heldMinorOf(payment) + (attemptOf(view, payment)?.capturedMinor ?? 0);
}

/** What refunds gave back. **Units** minor. */
export function backOf(given: readonly Refund[]): number {
  return sum(given.map(backMinorOf));
}

/** What came in less what went back, by method and rail. */
export function byMethod(view: View, taken: readonly Payment[], given: readonly Refund[]): MethodFigures[] {
  const ways = new Map<string, { readonly method: string; readonly rail: string | null }>();
  for (const { method, rail } of taken) ways.set(`${method}/${rail ?? ''}`, { method, rail });
  for (const { method } of given) ways.set(`${method}/`, ways.get(`${method}/`) ?? { method, rail: null });
  const sorted = [...ways].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, way]) => way);
  return sorted.map((way) => figuresOf(view, way, taken, given));
}

function figuresOf(
  view: View,
  { method, rail }: { readonly method: string; readonly rail: string | null },
  taken: readonly Payment[],
  given: readonly Refund[],
): MethodFigures {
  const own = taken.filter((one) => one.method === method && one.rail === rail);
  // A refund names no rail: it stands with the method itself.
  const refundedMinor = rail === null ? backOf(given.filter((one) => one.method === method)) : 0;
  const attempts = own.flatMap((one) => attemptOf(view, one) ?? []);
  const waiting = attempts.filter(({ state, declaredMinor }) => declaredMinor === 0 && isActive(state));
  return {
    method,
    rail,
    count: own.filter((one) => countedMinorOf(view, one) > 0).length,
    amountMinor: sum(own.map((one) => countedMinorOf(view, one))) - refundedMinor,
    refundedMinor,
    toCheckMinor: sum(attempts.map(({ declaredMinor }) => declaredMinor)),
    waitingMinor: sum(waiting.map(({ amountMinor }) => amountMinor)),
  };
}

function attemptOf(view: View, { id, order, method }: Payment): KnownAttempt | undefined {
  return method === 'mobile' ? attemptsOf(view, order).find(({ payment }) => payment === id) : undefined;
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
