import type { Currency } from '@resto360/domain';
import type { Capabilities } from '../../capabilities.ts';
import type { MerchantAccount } from '../../provider.ts';

/**
 * What pawaPay can do for an account, by its country.
 * **Units** minor, ms.
 * **Why** the bounds are wide: each operator has narrower ones that change; the provider itself refuses what passes them.
 * **Source** docs.pawapay.io/v2 (deposits, providers); sample limits of `/v2/active-conf` [S].
 */
export function pawapayCapabilities({ country }: Pick<MerchantAccount, 'country'>): Capabilities {
  const wallets = WALLETS[country] ?? { currencies: EVERY_CURRENCY };
  return {
    flows: ['push'],
    idempotency: 'client_id',
    lookup: 'by_request_id',
    references: 'untold',
    webhookAuth: 'http_signature',
    refund: 'partial',
    cancel: false,
    listsReceipts: false,
    amount: {
      currencies: wallets.currencies,
      stepMinor: wallets.stepMinor ?? 1,
      minMinor: wallets.minMinor ?? 1,
      maxMinor: wallets.maxMinor ?? UNBOUNDED_MINOR,
    },
    needsPayer: true,
    customerWindowMs: 5 * MINUTE_MS,
    graceMs: 10 * MINUTE_MS,
    pollMs: [5_000, 8_000, 13_000, 20_000, 30_000],
    readsPerSecond: 10,
  };
}

type Wallets = {
  readonly currencies: readonly Currency[];
  readonly stepMinor?: number;
  readonly minMinor?: number;
  readonly maxMinor?: number;
};

const MINUTE_MS = 60_000;
/** For countries whose limits nobody has told us. [U] */
const UNBOUNDED_MINOR = 10_000_000_000;
const WEST: Wallets = { currencies: ['XOF'], maxMinor: 2_000_000 };
const CENTRAL: Wallets = { currencies: ['XAF'], maxMinor: 1_000_000 };

/** The wallets of a country. Kenya and Tanzania take whole units only, though their currencies have cents. */
const WALLETS: Readonly<Record<string, Wallets>> = {
  BF: WEST,
  BJ: WEST,
  CI: WEST,
  SN: WEST,
  CG: CENTRAL,
  CM: CENTRAL,
  GA: CENTRAL,
  CD: { currencies: ['CDF', 'USD'] },
  ET: { currencies: ['ETB'] },
  GH: { currencies: ['GHS'], minMinor: 100, maxMinor: 1_500_000 },
  KE: { currencies: ['KES'], stepMinor: 100, minMinor: 100, maxMinor: 25_000_000 },
  LS: { currencies: ['LSL'] },
  MW: { currencies: ['MWK'] },
  MZ: { currencies: ['MZN'] },
  NG: { currencies: ['NGN'] },
  RW: { currencies: ['RWF'], maxMinor: 2_000_000 },
  SL: { currencies: ['SLE'] },
  TZ: { currencies: ['TZS'], stepMinor: 100, minMinor: 100 },
  UG: { currencies: ['UGX'] },
  ZM: { currencies: ['ZMW'] },
};
const EVERY_CURRENCY: readonly Currency[] = [
  ...new Set(Object.values(WALLETS).flatMap(({ currencies }) => currencies)),
];
