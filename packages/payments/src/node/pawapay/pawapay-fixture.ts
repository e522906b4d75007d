import type { InitiateInput, MerchantAccount } from '../../provider.ts';
import { requestIdOf } from '../../request-id.ts';
import { pawapayRail } from '../paysim/rails/pawapay-rail.ts';
import type { Fault } from '../paysim/sim-faults.ts';
import { SimNetwork, callOverSim } from '../paysim/sim-network.ts';
import { SimWorld } from '../paysim/sim-world.ts';
import { pawapay } from './pawapay.ts';

/** The token of the account, which no outcome may show. */
export const TOKEN = 'sesame-of-the-house';
/** Where the simulator stands. */
export const ORIGIN = 'http://sim.test';
const ATTEMPT = '01890000-0000-7000-8000-000000000001';
/** The id of a refund. */
export const REFUND = '7d0f4d3a-52a4-4c0e-9d0e-2f6a1d3b5c02';
/** A merchant in Ivory Coast, at the simulator. */
export const ACCOUNT: MerchantAccount = {
  provider: 'pawapay',
  id: 'acc-1',
  country: 'CI',
  environment: 'simulator',
  baseUrl: `${ORIGIN}/pawapay/`,
  settings: {},
};
/** 12,500 francs from a customer of MTN. */
export const INPUT: InitiateInput = {
  attemptId: ATTEMPT,
  requestId: requestIdOf(ATTEMPT),
  amountMinor: 12_500,
  currency: 'XOF',
  payer: '+2250501020304',
  operator: 'MTN_CIV',
  description: "L'été, table 4",
  returnUrl: 'https://r.test/back',
};

/** The adapter over the simulated pawaPay, with one account of each. */
export function start(
  account: MerchantAccount = ACCOUNT,
  secrets: Readonly<Record<string, string>> = { apiToken: TOKEN },
) {
  const rail = pawapayRail({ merchant: 'm-1', apiToken: TOKEN, callbackUrl: 'https://hub.test/p', pageOrigin: ORIGIN });
  const world = new SimWorld([rail], 7, Date.UTC(2026, 10, 28, 12));
  const network = new SimNetwork(world);
  const tokens = { get: () => Promise.reject(new Error('no tokens here')), drop: () => undefined };
  const context = () => ({ account, secrets, http: callOverSim(network, ORIGIN), tokens, nowMs: world.nowMs });
  const asked = { ...INPUT, handle: {}, askedBackAtMs: world.nowMs };
  return {
    rail,
    world,
    network,
    initiate: (changes: Partial<InitiateInput> = {}) => pawapay.initiate({ ...INPUT, ...changes }, context()),
    read: () => pawapay.read(asked, context()),
    refund: async (backMinor: number, refundId = REFUND) =>
      pawapay.refund?.({ ...asked, refundId, backMinor }, context()),
    readRefund: async (refundId = REFUND) => pawapay.readRefund?.({ ...asked, refundId }, context()),
    approve: () => world.list().forEach((one) => world.approve(one)),
    arm: (fault: Fault) => network.faults.arm({ fault }),
  };
}

/** What a money call tells when all is well. */
export const accepted = { kind: 'accepted', handle: {}, next: { kind: 'wait', ussd: '*133#' } };
/** What it tells when nobody knows. */
export const uncertain = (cause: string) => ({ kind: 'uncertain', cause });
/** What a read tells that told nothing. */
export const unreadable = (cause: string) => ({ kind: 'unreadable', cause });
