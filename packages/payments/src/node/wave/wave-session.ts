import { isCurrency, type Currency } from '@resto360/domain';
import { readDecimal } from '../../encode-amount.ts';
import type { Receipt } from '../../provider.ts';
import { fieldsOf, textOf, timeOf, type Fields } from './json-fields.ts';

/**
 * Where a session stands. `open`: the link can be paid, also after a try that failed · `under_way`: closed, and its
 * payment is still being made · `over`: no money came.
 */
export type SessionState =
  | { readonly kind: 'open' }
  | { readonly kind: 'under_way' }
  | { readonly kind: 'paid'; readonly txnId: string; readonly isRefunded: boolean }
  | { readonly kind: 'over'; readonly isExpired: boolean; readonly errorCode?: string };

/** A checkout session as Wave tells it. **Units** minor, ms since 1970. */
export type WaveSession = {
  readonly id: string;
  readonly state: SessionState;
  readonly amountMinor: number;
  readonly currency: Currency;
  readonly launchUrl: string;
  readonly createdAtMs: number;
  readonly clientReference?: string;
  readonly businessName?: string;
  readonly expiresAtMs?: number;
  readonly completedAtMs?: number;
};

/**
 * A session out of an answer; undefined for one that breaks the form, or says a word that nobody here knows (F28).
 * **Why** lenient beyond that: numbers for texts and texts for objects do come (F29).
 */
export function readSession(body: unknown): WaveSession | undefined {
  const fields = fieldsOf(body);
  const id = textOf(fields?.['id']);
  const currency = fields?.['currency'];
  if (!fields || id === undefined || !isCurrency(currency)) return undefined;
  const amountMinor = readDecimal(fields['amount'], currency);
  const state = stateOf(fields);
  const createdAtMs = timeOf(fields['when_created']);
  if (amountMinor === undefined || !state || createdAtMs === undefined) return undefined;
  const launchUrl = textOf(fields['wave_launch_url']) ?? '';
  return { id, state, amountMinor, currency, launchUrl, createdAtMs, ...optional(fields) };
}

/** What a paid session proves. **Units** its amount is what the customer paid, before Wave's fee. */
export function receiptOf({ state, ...session }: WaveSession): Receipt | undefined {
  if (state.kind !== 'paid') return undefined;
  const { amountMinor, currency, clientReference, businessName, completedAtMs } = session;
  return {
    kind: 'succeeded',
    amountMinor,
    currency,
    providerTxnId: state.txnId,
    ...(clientReference !== undefined && { echoedRequestId: clientReference }),
    ...(businessName !== undefined && { payee: businessName }),
    ...(completedAtMs !== undefined && { paidAtMs: completedAtMs }),
  };
}

function optional(fields: Fields): Partial<WaveSession> {
  const clientReference = textOf(fields['client_reference']);
  const businessName = textOf(fields['business_name']);
  const expiresAtMs = timeOf(fields['when_expires']);
  const completedAtMs = timeOf(fields['when_completed']);
  return {
    ...(clientReference !== undefined && { clientReference }),
    ...(businessName !== undefined && { businessName }),
    ...(expiresAtMs !== undefined && { expiresAtMs }),
    ...(completedAtMs !== undefined && { completedAtMs }),
  };
}

/** A payment that succeeded is money, whatever the session says beside it. */
function stateOf(fields: Fields): SessionState | undefined {
  const checkout = fields['checkout_status'];
  const payment = fields['payment_status'];
  if (checkout !== 'open' && checkout !== 'complete' && checkout !== 'expired') return undefined;
  if (payment !== 'processing' && payment !== 'cancelled' && payment !== 'succeeded') return undefined;
  if (payment === 'succeeded') {
    const txnId = textOf(fields['transaction_id']);
    return txnId === undefined
      ? undefined
      : { kind: 'paid', txnId, isRefunded: textOf(fields['when_refunded']) !== undefined };
  }
  if (checkout === 'open') return { kind: 'open' };
  if (checkout === 'complete' && payment === 'processing') return { kind: 'under_way' };
  const errorCode = errorCodeOf(fields['last_payment_error']);
  return { kind: 'over', isExpired: checkout === 'expired', ...(errorCode !== undefined && { errorCode }) };
}

function errorCodeOf(error: unknown): string | undefined {
  const code = textOf(error) ?? textOf(fieldsOf(error)?.['code']);
  if (code === undefined) return undefined;
  // What does not look like a code may be anything, and would end in a log.
  return /^[\w-]{1,60}$/.test(code) ? code : 'odd-code';
}
