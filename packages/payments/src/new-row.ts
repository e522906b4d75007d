import { newAttempt, type Attempt } from '@resto360/domain';
import type { AttemptKind, AttemptRow } from './attempt-row.ts';
import type { Capabilities } from './capabilities.ts';

/** What a till asked for, as its op says it. */
export type Asked = Pick<
  AttemptRow,
  | 'id'
  | 'restaurant'
  | 'order'
  | 'payment'
  | 'kind'
  | 'provider'
  | 'account'
  | 'amountMinor'
  | 'currency'
  | 'payer'
  | 'operator'
  | 'reference'
  | 'refundOf'
  | 'createdAtMs'
  | 'validUntilMs'
> & { readonly isDeferred: boolean };

/** A claim has to be proven within so long, or a person looks. **Units** ms. **Source** section 5.2 of the providers' page. */
export const VERIFY_WITHIN_MS = 72 * 3_600_000;

/**
 * The row of an attempt that a till asked for, due at once.
 *
 * **Why** `unknown` for one that comes to us when its customer has long left: a till was without a line, or this server
 * was put back to before a call that it had made. The provider is asked whether it knows of it; it is never asked for
 * money then (SYN-21). A refund keeps nobody waiting, and sent again it is the same one.
 */
export function rowOf(
  asked: Asked,
  { customerWindowMs }: Pick<Capabilities, 'customerWindowMs'>,
  nowMs: number,
): AttemptRow {
  const { isDeferred, ...values } = asked;
  const isStale = !isDeferred && asked.kind !== 'refund' && nowMs > asked.createdAtMs + customerWindowMs;
  return {
    ...values,
    validUntilMs: asked.kind === 'claim' ? asked.createdAtMs + VERIFY_WITHIN_MS : asked.validUntilMs,
    attempt: beginning(asked.kind, isDeferred, isStale ? asked.createdAtMs : undefined),
    handle: {},
    next: null,
    providerTxnId: null,
    operatorTxnId: null,
    feeMinor: null,
    version: 1,
    tries: 0,
    stateSinceMs: nowMs,
    lastTryAtMs: null,
    nextTryAtMs: nowMs,
    note: null,
    suggested: null,
  };
}

/**
 * A row that this server may have sent in a history that it has forgotten (SYN-21): it was put back to before the call, at
 * `sinceMs` at the latest. It is read before anything of its order leaves, or leaves again.
 */
export function forgotten(row: AttemptRow, sinceMs: number): AttemptRow {
  const { state } = row.attempt;
  if (state !== 'created' && state !== 'queued_offline') return row;
  const attempt = { ...row.attempt, state: 'unknown', ambiguousSends: 1, lastSendAtMs: sinceMs } as const;
  return { ...row, attempt, tries: 0, stateSinceMs: sinceMs };
}

function beginning(kind: AttemptKind, isDeferred: boolean, askedLongAgoMs: number | undefined): Attempt {
  if (kind === 'claim') return newAttempt('claimed');
  if (isDeferred) return newAttempt('queued_offline');
  const created = newAttempt('created');
  if (askedLongAgoMs === undefined) return created;
  return { ...created, state: 'unknown', ambiguousSends: 1, lastSendAtMs: askedLongAgoMs };
}
