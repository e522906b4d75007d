import { assert } from '@resto360/domain';
import type { MerchantAccount, PaymentProvider } from '../../provider.ts';
import { mtn } from '../mtn/mtn.ts';
import { pawapay } from '../pawapay/pawapay.ts';
import { wave } from '../wave/wave.ts';
import { mtnRail } from './rails/mtn-rail.ts';
import type { PawapayRailOptions } from './rails/pawapay-rail-desk.ts';
import { pawapayRail } from './rails/pawapay-rail.ts';
import type { MtnRailOptions } from './rails/mtn-rail-options.ts';
import type { WaveRailOptions } from './rails/wave-rail-options.ts';
import { waveRail } from './rails/wave-rail.ts';
import type { SimRail } from './sim-world.ts';

/** A demo restaurant at a provider. `merchant`: whom the simulator's truth names for its debits. */
export type DemoMerchant = {
  readonly provider: PaymentProvider;
  readonly account: Omit<MerchantAccount, 'baseUrl'>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly merchant: string;
};

/** What the rails are set up with: where the simulator answers, and where events go. */
export type DemoPlace = {
  readonly origin: string;
  /** MTN's is told by each money call: the account's `webhookUrl`. */
  readonly webhookUrls?: { readonly wave?: string; readonly pawapay?: string };
};

/** The names under which the demo restaurant pays and is paid at the simulator. Everybody may know its keys. */
export const DEMO_MERCHANTS: Readonly<Record<'mtn' | 'wave' | 'pawapay', DemoMerchant>> = {
  mtn: {
    provider: mtn,
    account: accountOf('mtn', { targetEnvironment: 'mtnivorycoast' }),
    secrets: {
      apiUser: 'paysim-mtn-user',
      apiKey: 'paysim-mtn-key',
      subscriptionKey: 'paysim-mtn-subscription',
    },
    merchant: 'paysim-mtn-user',
  },
  wave: {
    provider: wave,
    account: accountOf('wave', { walletName: 'Maquis du Plateau' }),
    secrets: { apiKey: 'paysim-wave-key', webhookSecret: 'paysim-wave-webhook-secret' },
    merchant: 'paysim-wave-wallet',
  },
  pawapay: {
    provider: pawapay,
    account: accountOf('pawapay', { statementDescription: 'Maquis du Plateau' }),
    secrets: { apiToken: 'paysim-pawapay-token' },
    merchant: 'paysim-pawapay-merchant',
  },
};

/** The rails' options that go with them. */
export function demoRailOptions({ origin, webhookUrls = {} }: DemoPlace): {
  readonly mtn: MtnRailOptions;
  readonly wave: WaveRailOptions;
  readonly pawapay: PawapayRailOptions;
} {
  const { mtn: mtnHouse, wave: waveHouse, pawapay: pawapayHouse } = DEMO_MERCHANTS;
  return {
    mtn: {
      subscriptionKeys: [mustOf(mtnHouse.secrets, 'subscriptionKey')],
      merchants: [
        {
          apiUser: mtnHouse.merchant,
          apiKey: mustOf(mtnHouse.secrets, 'apiKey'),
          targetEnvironment: mustOf(mtnHouse.account.settings, 'targetEnvironment'),
        },
      ],
    },
    wave: {
      apiKey: mustOf(waveHouse.secrets, 'apiKey'),
      merchantId: waveHouse.merchant,
      walletName: mustOf(waveHouse.account.settings, 'walletName'),
      currency: 'XOF',
      origin,
      webhookSecret: mustOf(waveHouse.secrets, 'webhookSecret'),
      takesPlainReturn: true,
      ...(webhookUrls.wave !== undefined && { webhookUrl: webhookUrls.wave }),
    },
    pawapay: {
      merchant: pawapayHouse.merchant,
      apiToken: mustOf(pawapayHouse.secrets, 'apiToken'),
      pageOrigin: origin,
      ...(webhookUrls.pawapay !== undefined && { callbackUrl: webhookUrls.pawapay }),
    },
  };
}

/** The three rails of the demo restaurant, new ones each time: a rail keeps users and tokens of its world. */
export function demoRails(place: DemoPlace): readonly SimRail[] {
  const options = demoRailOptions(place);
  return [mtnRail(options.mtn), waveRail(options.wave), pawapayRail(options.pawapay)];
}

function accountOf(provider: string, settings: Readonly<Record<string, string>>): DemoMerchant['account'] {
  return { provider, id: `paysim-${provider}`, country: 'CI', environment: 'simulator', settings };
}

function mustOf(of: Readonly<Record<string, string>>, name: string): string {
  const value = of[name];
  assert(value !== undefined, `a demo merchant has its ${name}`);
  return value;
}
