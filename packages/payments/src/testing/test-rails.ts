import { mtn } from '../node/mtn/mtn.ts';
import { mtnRail } from '../node/paysim/rails/mtn-rail.ts';
import { pawapayRail } from '../node/paysim/rails/pawapay-rail.ts';
import { waveRail } from '../node/paysim/rails/wave-rail.ts';
import { pawapay } from '../node/pawapay/pawapay.ts';
import { wave } from '../node/wave/wave.ts';
import type { MerchantAccount } from '../provider.ts';
import type { TestRail } from './pay-house.ts';

/** Where the simulator of tests answers; nothing listens there. */
const ORIGIN = 'http://paysim.test';

/** MTN MoMo: a push that the provider knows by our id. */
export const mtnTestRail = (): TestRail => ({
  provider: mtn,
  sim: mtnRail({
    subscriptionKeys: ['sub-test'],
    merchants: [{ apiUser: 'mtn-house', apiKey: 'key-test', targetEnvironment: 'mtnivorycoast' }],
  }),
  account: account('mtn', { targetEnvironment: 'mtnivorycoast' }),
  secrets: { apiUser: 'mtn-house', apiKey: 'key-test', subscriptionKey: 'sub-test' },
  payer: '+2250504030201',
  operator: null,
});

/** Wave: a page that the customer opens, and no memory of our ids at its door. */
export const waveTestRail = (): TestRail => ({
  provider: wave,
  sim: waveRail({
    apiKey: 'wave_test_key',
    merchantId: 'wave-house',
    walletName: 'Chez Test',
    currency: 'XOF',
    origin: ORIGIN,
    webhookSecret: 'wave_test_secret',
  }),
  account: account('wave', { walletName: 'Chez Test' }),
  secrets: { apiKey: 'wave_test_key', webhookSecret: 'wave_test_secret' },
  payer: null,
  operator: null,
});

/** pawaPay: one door to many operators, with an id that it keeps. */
export const pawapayTestRail = (): TestRail & { readonly sim: ReturnType<typeof pawapayRail> } => ({
  provider: pawapay,
  sim: pawapayRail({ apiToken: 'pawa_test', merchant: 'pawa-house' }),
  account: account('pawapay', {}),
  secrets: { apiToken: 'pawa_test' },
  payer: '+2250701020304',
  operator: 'ORANGE_CIV',
});

/** Each of them, for what holds on every rail. */
export const TEST_RAILS: readonly (readonly [name: string, rail: () => TestRail])[] = [
  ['mtn', mtnTestRail],
  ['wave', waveTestRail],
  ['pawapay', pawapayTestRail],
];

const account = (provider: string, settings: Readonly<Record<string, string>>): MerchantAccount => ({
  provider,
  id: `${provider}-1`,
  country: 'CI',
  environment: 'simulator',
  baseUrl: `${ORIGIN}/${provider}`,
  settings,
});
