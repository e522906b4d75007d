import { capturedOf, isActive } from '@resto360/domain';
import type { AttemptRow } from '../attempt-row.ts';
import type { PayHouse } from './pay-house.ts';

/**
 * What is wrong with a house's money beside the truth of the simulator: the master assertion of every test here. Asked
 * when nothing is under way any more, it also finds what was lost and what is stuck.
 *
 * - `phantom`: counted, and nobody was debited.
 * - `doubled`: an order's customer paid more than once, and nobody decided that, and no provider changed its mind.
 * - `lost`: debited, and neither counted, nor known to have come late, nor held for a person.
 * - `stuck`: an attempt that only a call can end, and none will be made.
 */
export function moneyWrong(house: PayHouse, { isAtRest = false, hasAnomaly = false } = {}): string[] {
  const wrong: string[] = [];
  for (const row of house.store.list()) {
    const debited = debitedFor(house, row);
    if (capturedOf(row.attempt) > debited) wrong.push(`phantom ${row.attempt.state}`);
    if (isAtRest && debited > knownOf(row)) wrong.push(`lost ${row.attempt.state} ${row.attempt.failure}`);
    if (isAtRest && isActive(row.attempt.state) && !WAITS_FOR_PEOPLE.has(row.attempt.state)) {
      wrong.push(`stuck ${row.attempt.state}`);
    }
  }
  for (const order of house.orders.values()) {
    const debited = house.attemptsOf(order.id).reduce((sum, row) => sum + debitedFor(house, row), 0);
    if (debited + order.cashMinor > order.totalMinor && !order.isOverridden && !hasAnomaly) wrong.push('doubled');
  }
  return wrong;
}

/** What a person has to decide about: it waits, visible, for as long as they need. */
const WAITS_FOR_PEOPLE: ReadonlySet<string> = new Set(['integrity_hold', 'unverifiable']);

function debitedFor(house: PayHouse, row: AttemptRow): number {
  return transactionsOf(house, row)
    .filter(({ state }) => state === 'succeeded')
    .reduce((sum, { amountMinor, reversedMinor }) => sum + amountMinor - reversedMinor, 0);
}

// A claim's money was asked for by nobody: it is the one whose reference was proven.
const transactionsOf = (house: PayHouse, row: AttemptRow) =>
  row.kind === 'claim'
    ? house.world.list().filter(({ operatorTxnId }) => operatorTxnId === row.providerTxnId)
    : house.transactionsOf(row.id);

/** What of a debit is known: counted, or before a person's eyes, whatever amount the provider tells of it. */
const knownOf = ({ attempt }: AttemptRow): number =>
  attempt.state === 'late_success' || attempt.state === 'integrity_hold' ? Infinity : capturedOf(attempt);
