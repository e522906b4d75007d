import { CONSENT_MAX_MS, isCurrency, isId, isStamp, readStamp, type Currency, type Json } from '@resto360/domain';
import type { Asked } from '@resto360/payments';
import type { StoredRow } from '@resto360/sync/server';

/** What tills ask, from the facts that they wrote: requests, claims, and what is to go back over a rail. */
export function askedRows(rowsOf: (collection: string) => readonly AskedRow[]): readonly AskedOverRail[] {
  const requests = rowsOf('payment_requests').map(requestOf);
  const claims = rowsOf('claims').map(claimOf);
  return [...requests, ...claims, ...rowsOf('attempt_refunds').filter(isOverRail).map(refundOf)].filter(isAskable);
}

type Fields = Readonly<Record<string, Json>>;
/** What a till asks of the server. */
export type AskedOverRail = Omit<Asked, 'restaurant' | 'provider' | 'account'> & { readonly rail: string };

export type AskedRow = Pick<StoredRow, 'id' | 'st' | 'f'>;

const textOf = (f: Fields, field: string): string | null => (typeof f[field] === 'string' ? f[field] : null);
const numberOf = (f: Fields, field: string): number => (typeof f[field] === 'number' ? f[field] : 0);

// When it was asked, by the till's clock as it was corrected (SYN-24): its own may be minutes off, and a customer waits minutes.
const askedOf = ({ id, st, f }: AskedRow) => ({
  id,
  order: textOf(f, 'order') ?? '',
  payment: textOf(f, 'payment') ?? '',
  rail: textOf(f, 'rail') ?? '',
  amountMinor: numberOf(f, 'amountMinor'),
  currency: (textOf(f, 'currency') ?? 'XOF') as Currency,
  createdAtMs: isStamp(st) ? readStamp(st).ms : numberOf(f, 'at'),
});
const requestOf = (row: AskedRow): AskedOverRail => ({
  ...askedOf(row),
  kind: row.f['kind'] === 'checkout' ? 'checkout' : 'push',
  payer: textOf(row.f, 'payer'),
  operator: textOf(row.f, 'operator'),
  reference: null,
  refundOf: null,
  isDeferred: row.f['isDeferred'] === true,
  validUntilMs: consentUntilOf(row),
});
// No consent holds longer than that, whatever a till says.
function consentUntilOf(row: AskedRow): number | null {
  const until = row.f['consentUntil'];
  return typeof until === 'number' ? Math.min(until, askedOf(row).createdAtMs + CONSENT_MAX_MS) : null;
}
const claimOf = (row: AskedRow): AskedOverRail => ({
  ...askedOf(row),
  kind: 'claim',
  payer: null,
  operator: null,
  reference: textOf(row.f, 'reference'),
  refundOf: null,
  isDeferred: false,
  validUntilMs: null,
});
const refundOf = (row: AskedRow): AskedOverRail => ({
  ...askedOf(row),
  kind: 'refund',
  payer: null,
  operator: null,
  reference: null,
  refundOf: textOf(row.f, 'attempt') ?? '',
  isDeferred: false,
  validUntilMs: null,
});
const isOverRail = ({ f }: AskedRow): boolean => f['way'] === 'rail';

// What a release of another year wrote may lack what a rail needs; it stays a fact, and nobody is asked.
const isAskable = ({ order, payment, amountMinor, currency, refundOf: of }: AskedOverRail): boolean =>
  (of === null || isId(of)) && isId(order) && isId(payment) && amountMinor >= 1 && isCurrency(currency);
