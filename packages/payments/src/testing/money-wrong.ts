import { hasMoney, isActive, isCounted } from '@resto360/domain';
import type { AttemptRow } from '../attempt-row.ts';
import { keptOf } from '../may-leave.ts';
import type { HouseOrder, PayHouse } from './pay-house.ts';

/**
 * What is wrong with a house's money beside the truth of the simulator: the master assertion of every test here. Asked
 * when nothing is under way any more, it also finds what was lost and what is stuck.
 *
 * - `phantom`: counted, and nobody was debited.
 * - `doubled`: an order's customer paid more than once, and nobody decided that, and no provider changed its mind.
 * - `lost`: debited, and neither counted, nor known to have come late, nor held for a person.
 * - `gave back too much`: more went back than an order had too much.
 * - `refund`: told as gone and not gone, or gone and not known of.
 * - `stuck`: an attempt that only a call can end, and none will be made.
 */
export function moneyWrong(house: PayHouse, { isAtRest = false, hasAnomaly = false } = {}): string[] {
  const wrong: string[] = [];
  for (const row of house.store.list()) {
    if (row.kind !== 'refund') wrong.push(...paymentWrong(house, row, isAtRest));
    if (isAtRest && isActive(row.attempt.state) && !WAITS_FOR_PEOPLE.has(row.attempt.state)) {
      wrong.push(`stuck ${row.attempt.state}`);
    }
  }
  for (const order of house.orders.values()) {
    const debited = house.attemptsOf(order.id).reduce((sum, row) => sum + debitedFor(house, row), 0);
    if (debited + order.cashMinor > order.totalMinor && !order.isOverridden && !hasAnomaly) wrong.push('doubled');
    if (isShort(house, order) || isGivenTwice(house, order)) wrong.push('gave back too much');
  }
  return wrong;
}

/** What a person has to decide about: it waits, visible, for as long as they need. */
const WAITS_FOR_PEOPLE: ReadonlySet<string> = new Set(['integrity_hold', 'unverifiable']);

function debitedFor(house: PayHouse, row: AttemptRow): number {
  return transactionsOf(house, row)
    .filter(({ state }) => state === 'succeeded')
    .reduce((sum, { amountMinor, reversedMinor, refunds }) => sum + amountMinor - reversedMinor - wentOf(refunds), 0);
}

// Refunds left the order with less than it came to, though more had come. What came late is no order's, nor what was left of it.
function isShort(house: PayHouse, { id, totalMinor, cashMinor }: HouseOrder): boolean {
  const counted = house.attemptsOf(id).filter((row) => isCounted(row.attempt.state) && !house.countedLate.has(row.id));
  const own = counted.flatMap((row) => (row.kind === 'refund' ? [] : transactionsOf(house, row)));
  const back = own.reduce((sum, { refunds }) => sum + wentOf(refunds), 0);
  const came = own.reduce((sum, { state, amountMinor }) => sum + (state === 'succeeded' ? amountMinor : 0), cashMinor);
  return back > 0 && came - back < Math.min(totalMinor, came);
}

// What came late went back over the rail and out of a drawer as well.
function isGivenTwice(house: PayHouse, { id }: HouseOrder): boolean {
  return house.attemptsOf(id).some((row) => {
    const went = wentOf(transactionsOf(house, row).flatMap(({ refunds }) => refunds));
    const handed = house.store.handedBack.get(row.id) ?? 0;
    return (
      row.kind !== 'refund' && handed > 0 && went + handed > row.attempt.acceptedMinor && row.attempt.acceptedMinor > 0
    );
  });
}

function paymentWrong(house: PayHouse, row: AttemptRow, isAtRest: boolean): string[] {
  const debited = debitedFor(house, row);
  const { state, failure } = row.attempt;
  const rows = house.attemptsOf(row.order);
  const counted = isCounted(state) ? keptOf(row, { rows, handedBack: new Map() }) : 0;
  // While a refund is under way its money may have gone before anybody read that it did.
  const isGoing = rows.some(
    ({ kind, refundOf, attempt }) => kind === 'refund' && refundOf === row.id && isActive(attempt.state),
  );
  const back = rows.filter(
    ({ kind, refundOf, attempt }) => kind === 'refund' && refundOf === row.id && hasMoney(attempt.state),
  );
  const toldMinor = back.reduce((sum, { attempt }) => sum + attempt.acceptedMinor, 0);
  if (isAtRest && toldMinor !== wentOf(transactionsOf(house, row).flatMap(({ refunds }) => refunds))) return ['refund'];
  if (counted > debited && !(isGoing && !isAtRest)) return [`phantom ${state}`];
  return isAtRest && debited > (WAITS_FOR_DECISION.has(state) ? Infinity : counted) ? [`lost ${state} ${failure}`] : [];
}

const wentOf = (refunds: readonly { readonly amountMinor: number; readonly state: string }[]): number =>
  refunds.reduce((sum, { amountMinor, state }) => sum + (state === 'succeeded' ? amountMinor : 0), 0);

// A claim's money was asked for by nobody: it is the one whose reference was proven.
const transactionsOf = (house: PayHouse, row: AttemptRow) =>
  row.kind === 'claim'
    ? house.world.list().filter(({ operatorTxnId }) => operatorTxnId === row.providerTxnId)
    : house.transactionsOf(row.id);

/** Money that is known of, whatever amount the provider tells of it: it lies before a person's eyes. */
const WAITS_FOR_DECISION: ReadonlySet<string> = new Set(['late_success', 'integrity_hold']);
