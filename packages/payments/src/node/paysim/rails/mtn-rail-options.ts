import type { Currency } from '@resto360/domain';

/** A merchant whose user and key were made on the partner portal. Its debits stand under `apiUser`. */
export type MtnMerchant = {
  readonly apiUser: string;
  readonly apiKey: string;
  /** `sandbox`, `mtnivorycoast`, …: one user has one wallet, in one country. */
  readonly targetEnvironment: string;
  /** The host that callbacks may go to; undefined: any. */
  readonly callbackHost?: string;
};

/** How a simulated MTN is set up, and which of its documents it believes where they disagree. **Units** ms. */
export type MtnRailOptions = {
  /** Keys of the Collections product; a call without one of them is turned away. */
  readonly subscriptionKeys: readonly string[];
  readonly merchants?: readonly MtnMerchant[];
  /** Default `PUT`. */
  readonly callbackMethod?: 'PUT' | 'POST';
  /** When a callback that was not taken comes again; default never. */
  readonly callbackRetriesMs?: readonly number[];
  /** Whether `X-Callback-Url` must have the registered host; default yes. */
  readonly checksCallbackHost?: boolean;
  /** The well-known numbers of refusals are refused by the money call, and not told by a read; default no. */
  readonly refusesAtOnce?: boolean;
  /** Other numbers pay by themselves so soon, as in MTN's sandbox; undefined: they decide as people do. */
  readonly othersApproveAfterMs?: number;
  /** Default 10. */
  readonly readsPerSecondMax?: number;
};

/** The currency that each environment takes; another environment takes what it is given. */
export const MTN_ENVIRONMENTS: ReadonlyMap<string, Currency> = new Map([
  ['sandbox', 'EUR'],
  ['mtnbenin', 'XOF'],
  ['mtncameroon', 'XAF'],
  ['mtncongo', 'XAF'],
  ['mtnghana', 'GHS'],
  ['mtnguineaconakry', 'GNF'],
  ['mtnivorycoast', 'XOF'],
  ['mtnliberia', 'LRD'],
  ['mtnnigeria', 'NGN'],
  ['mtnrwanda', 'RWF'],
  ['mtnsouthafrica', 'ZAR'],
  ['mtnsouthsudan', 'SSP'],
  ['mtnswaziland', 'SZL'],
  ['mtnuganda', 'UGX'],
  ['mtnzambia', 'ZMW'],
]);
