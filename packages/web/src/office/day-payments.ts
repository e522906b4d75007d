import {
  attemptById,
  attemptRefunds,
  attemptsOf,
  backMinorOf,
  heldMinorOf,
  isActive,
  isCounted,
  listAll,
  payments,
  railRefundOf,
  refunds,
  type Entity,
  type Id,
  type KnownAttempt,
  type View,
} from '@resto360/domain';

type Payment = Entity<typeof payments>;

/** Money that a person gave back: out of a drawer, or over a rail. Less than nothing: a guest gave it back again. **Units** minor. */
export type GivenBack = {
  readonly method: string;
  readonly rail: string | null;
  readonly by: Id<'staff'>;
  readonly amountMinor: number;
};

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
export function refundsSince(view: View, sinceMs: number): GivenBack[] {
  const ofOrders = listAll(view, refunds).filter(({ at }) => at >= sinceMs);
  const ofAttempts = listAll(view, attemptRefunds).filter(({ at }) => at >= sinceMs);
  return [
    ...ofOrders.map((one) => ({ method: one.method, rail: null, by: one.by, amountMinor: backMinorOf(one) })),
    ...ofAttempts.flatMap((one) => attemptBackOf(view, one)),
  ];
}

// Over a rail once it went, and only of what had counted: what came late counted nowhere, and its going is none of the day's.
// Where a drawer gave for what came late, the house has it on the rail instead: it gave from one pocket into the other.
function attemptBackOf(view: View, refund: Entity<typeof attemptRefunds>): GivenBack[] {
  const { by, way, rail, attempt } = refund;
  const onRail = { method: 'mobile', rail, by };
  const isCountedMoney = isCounted(attemptById(view, attempt)?.state ?? 'unknown');
  if (way === 'cash') {
    const amountMinor = backMinorOf(refund);
    const fromDrawer = { method: 'cash', rail: null, by, amountMinor };
    return isCountedMoney ? [fromDrawer] : [fromDrawer, { ...onRail, amountMinor: -amountMinor }];
  }
  const { wentMinor } = railRefundOf(view, refund);
  return isCountedMoney && wentMinor > 0 ? [{ ...onRail, amountMinor: wentMinor }] : [];
}

/** What one payment counts: mobile money by its attempt alone. **Units** minor. */
export function countedMinorOf(view: View, payment: Payment): number {
  return heldMinorOf(payment) + (attemptOf(view, payment)?.capturedMinor ?? 0);
}

/** What refunds gave back. **Units** minor. */
export function backOf(given: readonly GivenBack[]): number {
  return sum(given.map(({ amountMinor }) => amountMinor));
}

/** What came in less what went back, by method and rail. */
export function byMethod(view: View, taken: readonly Payment[], given: readonly GivenBack[]): MethodFigures[] {
  const ways = new Map<string, { readonly method: string; readonly rail: string | null }>();
  for (const { method, rail } of taken) ways.set(`${method}/${rail ?? ''}`, { method, rail });
  for (const { method, rail } of given) ways.set(`${method}/${rail ?? ''}`, { method, rail });
  const sorted = [...ways].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, way]) => way);
  return sorted.map((way) => figuresOf(view, way, taken, given));
}

function figuresOf(
  view: View,
  { method, rail }: { readonly method: string; readonly rail: string | null },
  taken: readonly Payment[],
  given: readonly GivenBack[],
): MethodFigures {
  const own = taken.filter((one) => one.method === method && one.rail === rail);
  const refundedMinor = backOf(given.filter((one) => one.method === method && one.rail === rail));
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
