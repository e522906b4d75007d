import {
  attemptRefunds,
  attemptsOf,
  changeReturns,
  find,
  isCounted,
  isWatched,
  listOfOrder,
  markOf,
  orderLines,
  orders,
  partIdsOf,
  payments,
  railRefundOf,
  readStamp,
  receipts,
  refunds,
  sentMarkOf,
  tables,
  voids,
  type Id,
  type View,
} from '@resto360/domain';
import { railName } from '../payment/rail-name.ts';

/** What happens to money over a rail (asked of the guest, declared by them, proven, or not paid after all; sent back, or not after all), and to change that was owed. */
export type MoneyKind = 'asked' | 'declared' | 'proven' | 'unpaid' | 'change_back' | 'back_asked' | 'back_failed';

/** One thing that happened to an order. **Units** `at` ms since 1970, `amountMinor` minor. */
export type StoryEntry = {
  readonly at: number;
  readonly kind: 'opened' | 'merged' | 'sent' | 'voided' | 'paid' | 'refunded' | 'reversed' | 'receipt' | MoneyKind;
  readonly by: Id<'staff'> | null;
  readonly what: string;
  readonly amountMinor: number | null;
};

/**
 * What happened to an order and to what was merged with it, oldest first, from facts and marks: who opened, what was sent,
 * cancelled and paid when.
 */
export function storyOf(view: View, id: Id<'order'>): StoryEntry[] {
  return partIdsOf(view, id)
    .flatMap((part) => ownStoryOf(view, part))
    .toSorted((a, b) => a.at - b.at);
}

function ownStoryOf(view: View, id: Id<'order'>): StoryEntry[] {
  const order = find(view, orders, id);
  if (!order) return [];
  const entry = (
    at: number,
    kind: StoryEntry['kind'],
    by: Id | null,
    what = '',
    amountMinor: number | null = null,
  ) => ({
    at,
    kind,
    by,
    what,
    amountMinor,
  });
  const isMerged = partIdsOf(view, id).length > 1;
  const tableOf = (one: Id | null) =>
    isMerged ? (find(view, tables, find(view, orders, one ?? '')?.table ?? '')?.name ?? '') : '';
  const lines = new Map(listOfOrder(view, orderLines, id).map((line) => [line.id, line]));
  const sent = new Map<string, StoryEntry>();
  for (const line of lines.values()) {
    const row = view.get(orderLines.name, line.id);
    if (!row || line.status[1] === 'draft') continue;
    const mark = sentMarkOf(row);
    const before = sent.get(mark)?.what;
    const what = `${line.quantity}× ${line.name}`;
    const at = readStamp(mark.replace('~', '')).ms;
    sent.set(mark, entry(at, 'sent', line.addedBy, before === undefined ? what : `${before}, ${what}`));
  }
  const cancelled = listOfOrder(view, voids, id).map((one) =>
    entry(one.at, 'voided', one.by, `${one.quantity}× ${lines.get(one.line)?.name ?? ''} (${one.reason})`),
  );
  const taken = listOfOrder(view, payments, id)
    .filter(({ method }) => method !== 'mobile')
    .map((one) => entry(one.at, 'paid', one.by, one.label ?? '', one.amountMinor));
  const back = listOfOrder(view, refunds, id).map((one) =>
    entry(one.at, one.reverses === null ? 'refunded' : 'reversed', one.by, `(${one.reason})`, one.amountMinor),
  );
  const change = listOfOrder(view, changeReturns, id).map((one) =>
    entry(one.at, 'change_back', one.by, '', one.amountMinor),
  );
  const papers = listOfOrder(view, receipts, id).map((one) => entry(one.at, 'receipt', one.by, one.number));
  const row = view.get(orders.name, id);
  // Separated on one till while another took money for both: what binds them says when.
  const pointer = order.mergedInto === null ? 'closedWith' : 'mergedInto';
  const merged = order[pointer] === null ? undefined : row && markOf(orders, row, pointer);
  return [
    entry(order.openedAt, 'opened', order.openedBy, tableOf(id)),
    ...(merged === undefined
      ? []
      : [entry(readStamp(merged).ms, 'merged', null, [id, order[pointer]].map(tableOf).filter(Boolean).join(' + '))]),
    ...sent.values(),
    ...cancelled,
    ...taken,
    ...railStoryOf(view, id),
    ...railBackOf(view, id),
    ...back,
    ...change,
    ...papers,
  ];
}

// What went back of an attempt: out of a drawer at once, over its rail when its provider says so.
function railBackOf(view: View, id: Id<'order'>): StoryEntry[] {
  return listOfOrder(view, attemptRefunds, id).map((refund): StoryEntry => {
    const { at, by, way, rail, reason, amountMinor, reverses } = refund;
    const told = { at, by, what: `${way === 'rail' ? `${railName(view, rail)} ` : ''}(${reason})`, amountMinor };
    if (way === 'cash') return { ...told, kind: reverses === null ? 'refunded' : 'reversed' };
    const { wentMinor, awaitedMinor } = railRefundOf(view, refund);
    if (wentMinor > 0) return { ...told, kind: 'refunded', amountMinor: wentMinor };
    return { ...told, kind: awaitedMinor > 0 ? 'back_asked' : 'back_failed' };
  });
}

// The tender line says when it was asked or declared; that the money came, or did not, is the server's to tell.
function railStoryOf(view: View, id: Id<'order'>): StoryEntry[] {
  return attemptsOf(view, id).flatMap((attempt): StoryEntry[] => {
    const line = find(view, payments, attempt.payment);
    if (!line) return [];
    const { isClaim, state, told, reference, amountMinor, capturedMinor } = attempt;
    const what = [railName(view, attempt.rail), reference].filter((part) => part !== null).join(' ');
    const begun: StoryEntry = { at: line.at, kind: isClaim ? 'declared' : 'asked', by: line.by, what, amountMinor };
    if (!told) return [begun];
    const ended = { at: Math.max(told.changedAt, line.at), by: null, what };
    if (isCounted(state)) return [begun, { ...ended, kind: 'proven', amountMinor: capturedMinor }];
    return isWatched(state) ? [begun, { ...ended, kind: 'unpaid', amountMinor }] : [begun];
  });
}
