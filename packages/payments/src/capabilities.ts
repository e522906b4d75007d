import type { Currency } from '@resto360/domain';

/** How a customer pays on a rail. */
export type Flow = 'cash' | 'push' | 'checkout' | 'static_qr' | 'ussd';

/**
 * What a rail can do, as data: the till hides what it can't, the orchestrator reads how it may be asked (PAY-13).
 * **Units** minor, ms.
 */
export type Capabilities = {
  readonly flows: readonly Flow[];
  /** `client_id`: two calls with our id are one · `none`: each call is another request. */
  readonly idempotency: 'client_id' | 'none';
  /** Whether a read by our own id is possible, or only with what the answer of the money call brought. */
  readonly lookup: 'by_request_id' | 'by_handle';
  /** Whether a reference that a customer shows can be proven. */
  readonly references: 'readable' | 'untold';
  readonly webhookAuth: 'hmac_timestamped' | 'http_signature' | 'none';
  readonly refund: 'none' | 'full' | 'partial';
  readonly cancel: boolean;
  readonly listsReceipts: boolean;
  readonly amount: {
    readonly currencies: readonly Currency[];
    readonly stepMinor: number;
    readonly minMinor: number;
    readonly maxMinor: number;
  };
  /** A push asks a telephone: its number is needed. */
  readonly needsPayer: boolean;
  /** How long a customer has to say yes. */
  readonly customerWindowMs: number;
  /** Longer than a request can be under way and unseen by a read (PAY-12). */
  readonly graceMs: number;
  /** The pauses between reads while somebody waits at the till; the last one repeats until the window is over. */
  readonly pollMs: readonly number[];
  /** Reads a second that the provider takes from one merchant. */
  readonly readsPerSecond: number;
};
