import type { Entity } from '../kernel/collection.ts';
import type { Exception } from '../kernel/exception.ts';
import type { Id } from '../kernel/ids.ts';
import type { Row } from '../kernel/row.ts';
import { entityOf, find, listAll, type View } from '../kernel/view.ts';
import { partIdsOf } from '../order/parts.ts';
import { railRefundOf } from '../payment/attempt-back.ts';
import { attemptRefunds, claims, paymentRequests, payments, refunds } from '../payment/schema.ts';
import { tenderMinor } from '../payment/tender.ts';
import { receipts } from '../receipt/schema.ts';
import { paymentAttempts } from '../server-collections.ts';
import { shiftOpenings } from '../shift/schema.ts';
import { installOf, side, type Side } from './side.ts';

/** What was taken for an order; `except`: but for this payment. */
export function paymentsOf(view: View, { order }: Exception, except?: Id): Side[] {
  return rowsOf(view, payments.name, order).flatMap((row) => {
    if (row.id === except) return [];
    const payment = entityOf(payments, row);
    if (!payment) return [];
    const { by, at, method: value } = payment;
    return [side('payment', { amountMinor: tenderMinor(payment), by, at, value, install: installOf(row.st) })];
  });
}

/** A reference as somebody typed it. */
export function claimSide(view: View, id: Id): Side[] {
  const claim = find(view, claims, id);
  if (!claim) return [];
  const { raw: text, amountMinor, by, at, install, rail: value } = claim;
  return [side('claim', { text, amountMinor, by, at, install, value })];
}

/** What was asked for, and what the provider says came. */
export function attemptSides(view: View, { subjects: [id = ''] }: Exception): Side[] {
  const told = find(view, paymentAttempts, id);
  const request = find(view, paymentRequests, id);
  const asked = [...(request ? [requestSide(request)] : claimSide(view, id)), ...backSides(view, id)];
  if (!told || told.acceptedMinor === 0) return asked;
  const { acceptedMinor: amountMinor, operatorTxn, changedAt: at } = told;
  return [...asked, side('proof', { text: operatorTxn ?? '', amountMinor, at })];
}

/** The same, and what the order was paid with otherwise. */
export function lateSides(view: View, one: Exception): Side[] {
  const own = find(view, paymentAttempts, one.subjects[0] ?? '')?.payment;
  return [...attemptSides(view, one), ...paymentsOf(view, one, own)];
}

// What somebody gave back of it already, or tried to.
function backSides(view: View, attempt: Id): Side[] {
  const own = listAll(view, attemptRefunds).filter((one) => one.attempt === attempt && one.reverses === null);
  return own.map((refund) => {
    const { id, amountMinor, by, at, reason: text } = refund;
    const install = installOf(view.get(attemptRefunds.name, id)?.st ?? '');
    return side('refund', { amountMinor, by, at, text, install, value: standsOf(view, refund) });
  });
}

function standsOf(view: View, refund: Entity<typeof attemptRefunds>): string {
  const { awaitedMinor, wentMinor, state, failure } = railRefundOf(view, refund);
  if (refund.way === 'cash' || wentMinor > 0) return 'gone';
  if (state === 'expired' && failure === 'unknown') return 'untold';
  return awaitedMinor > 0 ? 'waiting' : 'failed';
}

const requestSide = ({ rail: text, amountMinor, by, at, install }: Entity<typeof paymentRequests>): Side =>
  side('request', { text, amountMinor, by, at, install });

/** What went back of it. */
export function refundsOf(view: View, { order }: Exception): Side[] {
  const ofAttempts = rowsOf(view, paymentAttempts.name, order).flatMap(({ id }) => backSides(view, id));
  const ofOrder = rowsOf(view, refunds.name, order).flatMap((row) => {
    const refund = entityOf(refunds, row);
    if (!refund || refund.reverses !== null) return [];
    const { amountMinor, by, at, reason: text } = refund;
    return [side('refund', { amountMinor, by, at, text, install: installOf(row.st) })];
  });
  return [...ofOrder, ...ofAttempts];
}

/** The paper that closed the order: the last one that lists lines, or the last of all. */
export function receiptsOf(view: View, { order }: Exception): Side[] {
  const all = rowsOf(view, receipts.name, order).toSorted((a, b) => (a.st < b.st ? -1 : 1));
  const last = all.findLast((row) => (entityOf(receipts, row)?.lines.length ?? 0) > 0) ?? all.at(-1);
  return last ? receiptSide(view, last.id) : [];
}

/** One paper. */
export function receiptSide(view: View, id: Id): Side[] {
  const row = view.get(receipts.name, id);
  const receipt = row && entityOf(receipts, row);
  if (!receipt) return [];
  const { number: text, totalMinor: amountMinor, by, at } = receipt;
  return [side('receipt', { text, amountMinor, by, at, install: installOf(row.st) })];
}

/** The openings of a drawer. */
export function openingsOf(view: View, { subjects }: Exception): Side[] {
  return subjects.flatMap((id) => {
    const opening = find(view, shiftOpenings, id);
    if (!opening) return [];
    const { floatMinor: amountMinor, openedBy: by, at, install, drawer: value } = opening;
    return [side('opening', { amountMinor, by, at, install, value })];
  });
}

// Of an order and of what was merged with it.
const rowsOf = (view: View, collection: string, order: Id | null): Row[] =>
  partIdsOf(view, order ?? '').flatMap((part) => [...view.ofOrder(collection, part)]);
