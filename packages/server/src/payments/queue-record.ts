import type { Attempt, Currency } from '@resto360/domain';
import {
  forgotten,
  requestIdOf,
  type AttemptKind,
  type AttemptRow,
  type Handle,
  type NextStep,
} from '@resto360/payments';

/** A row of offline_payment_queue as the driver reads it. */
export type QueueRecord = {
  readonly id: string;
  readonly restaurant_id: string;
  readonly order: string;
  readonly payment: string;
  readonly kind: AttemptKind;
  readonly rail: string;
  readonly provider: string;
  readonly account: string;
  readonly amount_minor: number;
  readonly currency: string;
  readonly payer: string | null;
  readonly operator: string | null;
  readonly reference: string | null;
  readonly suggested: string | null;
  readonly suggested_at: Date | null;
  readonly refund_of: string | null;
  readonly asked_at: Date;
  readonly valid_until: Date | null;
  readonly status: Attempt['state'];
  readonly sends: number;
  readonly ambiguous_sends: number;
  readonly last_send_at: Date | null;
  readonly failure: Attempt['failure'];
  readonly accepted_minor: number;
  readonly reversed_minor: number;
  readonly grade: Attempt['grade'];
  readonly is_cancel_asked: boolean;
  readonly is_replaced: boolean;
  readonly metadata: { readonly handle?: Handle; readonly next?: NextStep | null };
  readonly provider_txn: string | null;
  readonly operator_txn: string | null;
  readonly fee_minor: number | null;
  readonly version: number;
  readonly retry_count: number;
  readonly status_since: Date;
  readonly last_retry_at: Date | null;
  readonly next_retry_at: Date | null;
  readonly note: string | null;
  /** Since when another history holds, where it was asked before that (SYN-21). */
  readonly forgotten_since: Date | null;
};

/** Tills' clocks, as they correct them, and this server's are not further apart. */
const CLOCKS_APART = "interval '2 minutes'";

/** The columns of a record, of the restaurant that is `$1`. **Why** spelt out: a lease is nobody's business but the store's. */
export const QUEUE_COLUMNS =
  'id, restaurant_id, "order", payment, kind, rail, provider, account, amount_minor, currency, payer, operator, reference, ' +
  'suggested, suggested_at, refund_of, ' +
  'asked_at, valid_until, status, sends, ambiguous_sends, last_send_at, failure, accepted_minor, reversed_minor, grade, ' +
  'is_cancel_asked, is_replaced, metadata, provider_txn, operator_txn, fee_minor, version, retry_count, status_since, ' +
  'last_retry_at, next_retry_at, note, ' +
  `(select lineage_began_at from restaurants where restaurant_id = $1 and asked_at < lineage_began_at + ${CLOCKS_APART})` +
  ' as forgotten_since';

/** The attempt that a record is. */
export function attemptRowOf(record: QueueRecord): AttemptRow {
  const row = storedRow(record);
  const since = record.forgotten_since;
  return since === null ? row : forgotten(row, since.getTime());
}

function storedRow(record: QueueRecord): AttemptRow {
  return {
    id: record.id,
    restaurant: record.restaurant_id,
    order: record.order,
    payment: record.payment,
    kind: record.kind,
    provider: record.provider,
    account: record.account,
    amountMinor: record.amount_minor,
    currency: record.currency as Currency,
    payer: record.payer,
    operator: record.operator,
    reference: record.reference,
    suggested: suggestedOf(record),
    refundOf: record.refund_of,
    createdAtMs: record.asked_at.getTime(),
    validUntilMs: msOf(record.valid_until),
    attempt: {
      state: record.status,
      sends: record.sends,
      ambiguousSends: record.ambiguous_sends,
      lastSendAtMs: msOf(record.last_send_at),
      failure: record.failure,
      acceptedMinor: record.accepted_minor,
      reversedMinor: record.reversed_minor,
      grade: record.grade,
      isCancelAsked: record.is_cancel_asked,
      isReplaced: record.is_replaced,
    },
    handle: record.metadata.handle ?? {},
    next: record.metadata.next ?? null,
    providerTxnId: record.provider_txn,
    operatorTxnId: record.operator_txn,
    feeMinor: record.fee_minor,
    version: record.version,
    tries: record.retry_count,
    stateSinceMs: record.status_since.getTime(),
    lastTryAtMs: msOf(record.last_retry_at),
    nextTryAtMs: msOf(record.next_retry_at),
    note: record.note,
  };
}

/** What changes of a row as it goes through its states, as the parameters of {@link CHANGING}. */
export function changingOf(row: AttemptRow): Readonly<Record<string, unknown>> {
  const { attempt } = row;
  return {
    reference: row.reference,
    suggested: row.suggested?.reference ?? null,
    suggested_at: dateOf(row.suggested?.atMs ?? null),
    valid_until: dateOf(row.validUntilMs),
    status: attempt.state,
    sends: attempt.sends,
    ambiguous_sends: attempt.ambiguousSends,
    last_send_at: dateOf(attempt.lastSendAtMs),
    failure: attempt.failure,
    accepted_minor: attempt.acceptedMinor,
    reversed_minor: attempt.reversedMinor,
    grade: attempt.grade,
    is_cancel_asked: attempt.isCancelAsked,
    is_replaced: attempt.isReplaced,
    metadata: JSON.stringify({ handle: row.handle, next: row.next }),
    provider_txn: row.providerTxnId,
    operator_txn: row.operatorTxnId,
    fee_minor: row.feeMinor,
    version: row.version,
    retry_count: row.tries,
    status_since: dateOf(row.stateSinceMs),
    last_retry_at: dateOf(row.lastTryAtMs),
    next_retry_at: dateOf(row.nextTryAtMs),
    note: row.note?.slice(0, NOTE_MAX) ?? null,
  };
}

/** Everything of a new row. `rail`: the word under which tills know it. */
export function insertedOf(row: AttemptRow, rail: string): Readonly<Record<string, unknown>> {
  return {
    restaurant_id: row.restaurant,
    id: row.id,
    '"order"': row.order,
    payment: row.payment,
    kind: row.kind,
    rail,
    provider: row.provider,
    account: row.account,
    amount_minor: row.amountMinor,
    currency: row.currency,
    payer: row.payer,
    operator: row.operator,
    refund_of: row.refundOf,
    asked_at: dateOf(row.createdAtMs),
    provider_request: requestIdOf(row.id),
    ...changingOf(row),
  };
}

const suggestedOf = ({ suggested, suggested_at: at }: QueueRecord): AttemptRow['suggested'] =>
  suggested === null || at === null ? null : { reference: suggested, atMs: at.getTime() };

const NOTE_MAX = 200;
const msOf = (date: Date | null): number | null => date?.getTime() ?? null;
const dateOf = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));
