import {
  attemptRefunds,
  attemptOfTold,
  attemptsOf,
  claims,
  entityOf,
  find,
  hasMoney,
  isGivenBack,
  listAll,
  orders,
  paymentAttempts,
  paymentRequests,
  payments,
  railRefundOf,
  tenderMinor,
  type Entity,
  type Id,
  type KnownAttempt,
  type View,
} from '@resto360/domain';
import { nameOfOrder } from '../shell/order-name.ts';
import { withAsked, type AskedAttempt } from './known.ts';
import { railName } from './rail-name.ts';
import { groupOf, type Group } from './standing.ts';

/** One attempt as the list shows it. `asked` is absent of one that only the server told of. **Units** minor, ms since 1970. */
export type QueueEntry = {
  readonly attempt: KnownAttempt;
  readonly asked: AskedAttempt | undefined;
  readonly at: number;
  readonly by: Id<'staff'> | null;
  readonly group: Group;
  readonly railName: string;
  /** Money that goes back over the rail on which it came. */
  readonly isRefund: boolean;
  readonly orderName: string;
};

/** What nothing but a word names: a table, takeaway. */
type Calling = { readonly tableOf: (name: string) => string; readonly takeaway: string };

/** Every attempt that this view knows, the newest first. */
export function queueOf(view: View, words: Calling): QueueEntry[] {
  const rows = [...listAll(view, paymentRequests), ...listAll(view, claims)];
  const known = [...new Set(rows.map(({ order }) => order))].flatMap((order) => attemptsOf(view, order));
  const ids = new Set<Id>(known.map(({ id }) => id));
  const refunds = listAll(view, attemptRefunds).filter(({ way }) => way === 'rail');
  const isRefund = new Set<Id>(refunds.map(({ id }) => id));
  const told = toldRows(view).filter(({ id }) => !ids.has(id) && !isRefund.has(id));
  const entries = [...known, ...told].map((attempt) => entryOf(view, attempt, words));
  return [...entries, ...refunds.map((refund) => refundEntry(view, refund, words))].toSorted(
    (a, b) => b.at - a.at || (a.attempt.id < b.attempt.id ? 1 : -1),
  );
}

function entryOf(view: View, attempt: KnownAttempt, words: Calling): QueueEntry {
  const asked = withAsked(view, attempt);
  const order = find(view, orders, attempt.order);
  return {
    attempt,
    asked,
    at: asked?.at ?? attempt.told?.changedAt ?? 0,
    by: asked?.by ?? null,
    group: isGivenBack(attempt) ? 'failed' : groupOf(attempt.state),
    railName: railName(view, attempt.rail),
    isRefund: false,
    orderName: order ? nameOfOrder(view, [order], words) : '',
  };
}

// A refund is an attempt of its own, in the other direction: it counts nothing for its order by itself.
function refundEntry(view: View, refund: Entity<typeof attemptRefunds>, words: Calling): QueueEntry {
  const { id, order, payment, rail, amountMinor, at, by } = refund;
  const none = { capturedMinor: 0, refundedMinor: 0, keptMinor: 0, awaitedBackMinor: 0, declaredMinor: 0 };
  const told = find(view, paymentAttempts, id);
  const { state } = railRefundOf(view, refund);
  const what = { id, order, payment, rail, amountMinor, isClaim: false, reference: null };
  const group = hasMoney(state) ? ('paid' as const) : groupOf(state);
  return {
    ...entryOf(view, { ...what, ...none, state, told }, words),
    asked: undefined,
    at,
    by,
    group,
    isRefund: true,
  };
}

// Of these this device holds no request any more, or not yet: what is known is the server's row and the tender line.
function toldRows(view: View): KnownAttempt[] {
  return [...view.all(paymentAttempts.name)].flatMap((row): KnownAttempt[] => {
    const told = entityOf(paymentAttempts, row);
    if (!told) return [];
    const line = find(view, payments, told.payment);
    const { id, order, payment } = told;
    const amountMinor = line ? tenderMinor(line) : told.acceptedMinor;
    return [attemptOfTold(view, { id, order, payment, rail: line?.rail ?? '', amountMinor })];
  });
}

/** What somebody looks for. `typed`: of a reference, an amount, a telephone or an order's name. */
export type QueueFilter = { readonly group: Group | ''; readonly rail: string; readonly typed: string };

/** Whether an entry is looked for. */
export function fitsFilter(entry: QueueEntry, { group, rail, typed }: QueueFilter): boolean {
  if (group !== '' && entry.group !== group) return false;
  return (rail === '' || entry.attempt.rail === rail) && fitsTyped(entry, typed);
}

function fitsTyped({ attempt, asked, orderName }: QueueEntry, typed: string): boolean {
  const wanted = plain(typed);
  if (wanted === '') return true;
  const { amountMinor, reference, told } = attempt;
  const texts = [reference, told?.operatorTxn, asked?.payer, orderName, String(amountMinor)];
  return texts.some((text) => typeof text === 'string' && plain(text).includes(wanted));
}

// As a reference is compared: people type spaces and dashes where a message has none.
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s.,\p{Cf}\p{Pd}]/gu, '');
