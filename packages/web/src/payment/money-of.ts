import {
  attemptsOf,
  backOf,
  changeReturns,
  isActive,
  isCounted,
  listAll,
  payments,
  type Entity,
  type PaymentMethod,
  type View,
} from '@resto360/domain';

/** Money over rails by how sure it is. **Units** minor. */
export type RailMoney = { readonly provenMinor: number; readonly toCheckMinor: number; readonly waitingMinor: number };

type Payment = Entity<typeof payments>;

/** What payments over rails come to: each by its attempt, of which the tender line says nothing. */
export function railMoneyOf(view: View, of: readonly Payment[]): RailMoney {
  const sums = { provenMinor: 0, toCheckMinor: 0, waitingMinor: 0 };
  for (const { id, order, method } of of) {
    if (method !== 'mobile') continue;
    const attempt = attemptsOf(view, order).find(({ payment }) => payment === id);
    if (!attempt) continue;
    // Of what was proven, what was sent back over the rail is there no more.
    if (isCounted(attempt.state)) sums.provenMinor += attempt.capturedMinor - backOf(view, attempt).railMinor;
    sums.toCheckMinor += attempt.declaredMinor;
    if (attempt.declaredMinor === 0 && isActive(attempt.state)) sums.waitingMinor += attempt.amountMinor;
  }
  return sums;
}

/** Money of a shift besides what its cash comes to. **Units** minor. `tipsMinor` and `owedMinor` lie in the drawer. */
export type ShiftMoney = RailMoney & {
  readonly others: readonly { readonly method: PaymentMethod; readonly amountMinor: number }[];
  readonly tipsMinor: number;
  readonly owedMinor: number;
};

const NOTED = ['card', 'account', 'voucher'] as const satisfies readonly PaymentMethod[];

/** What was taken in a shift otherwise than by cash, and what of the cash is not the house's. */
export function shiftMoneyOf(
  view: View,
  shift: { readonly id: string; readonly aliases: readonly string[] },
): ShiftMoney {
  const ids = new Set<string>([shift.id, ...shift.aliases]);
  const own = listAll(view, payments).filter((one) => ids.has(one.shift));
  const cash = own.filter(({ method }) => method === 'cash');
  const returned = listAll(view, changeReturns).filter((one) => ids.has(one.shift));
  return {
    ...railMoneyOf(view, own),
    others: NOTED.map((method) => ({
      method,
      amountMinor: sum(own.filter((one) => one.method === method).map((one) => one.amountMinor + one.tipMinor)),
    })).filter(({ amountMinor }) => amountMinor !== 0),
    tipsMinor: sum(cash.map(({ tipMinor }) => tipMinor)),
    owedMinor: sum(cash.map(({ changeOwedMinor }) => changeOwedMinor)) - sum(returned.map((one) => one.amountMinor)),
  };
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
