import type { Currency } from '@resto360/domain';

/** One business wallet at Wave, as its portal sets it up. **Units** ms. */
export type WaveRailOptions = {
  readonly apiKey: string;
  /** The wallet in the world's truth. */
  readonly merchantId: string;
  /** What Wave calls it in front of customers and in reads. */
  readonly walletName: string;
  readonly currency: Currency;
  /** Where the simulator is reached, without the rail's prefix: launch links lead there. */
  readonly origin: string;
  readonly webhookSecret: string;
  /** While the secret changes, events are signed with this one too. */
  readonly webhookSecretOld?: string;
  /** Where events go; undefined: none are sent. */
  readonly webhookUrl?: string;
  /** How long a session can be paid. */
  readonly sessionMs?: number;
  /** Lines on a page of the wallet's list. */
  readonly pageSize?: number;
  /** A shop's page without TLS is taken as where a customer goes afterwards; the real one never does. */
  readonly takesPlainReturn?: boolean;
};

/** How long a session can be paid where nothing else is set. **Source** one of the two answers that are written down. */
export const WAVE_SESSION_MS = 30 * 60_000;
