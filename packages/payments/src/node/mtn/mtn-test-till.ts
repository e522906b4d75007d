import type { HttpAnswer, HttpRequest } from '../../http-call.ts';
import type { AskedFor, CallContext, InitiateInput, MerchantAccount } from '../../provider.ts';
import { requestIdOf } from '../../request-id.ts';
import { SharedTokens } from '../../shared-tokens.ts';
import type { Fault } from '../paysim/sim-faults.ts';
import type { SimOperation } from '../paysim/sim-call.ts';
import { callOverSim, SimNetwork } from '../paysim/sim-network.ts';
import { SimWorld } from '../paysim/sim-world.ts';
import { mtnRail } from '../paysim/rails/mtn-rail.ts';
import type { MtnRailOptions } from '../paysim/rails/mtn-rail-options.ts';
import { mtn } from './mtn.ts';

const ORIGIN = 'https://sim.example';
const SECRETS = {
  apiUser: 'c72025f5-5cd1-4630-99e4-8ba4722fad56',
  apiKey: 'key-of-tests',
  subscriptionKey: 'sub-of-tests',
};
const ACCOUNT: MerchantAccount = {
  provider: 'mtn',
  id: 'till-account',
  country: 'CI',
  environment: 'simulator',
  baseUrl: `${ORIGIN}/mtn`,
  webhookUrl: 'https://resto.example/hooks/mtn',
  settings: { targetEnvironment: 'mtnivorycoast' },
};

/** What tests may set: the rail, the account, the keys. */
export type TestSetup = {
  readonly rail?: Partial<MtnRailOptions>;
  readonly account?: Partial<MerchantAccount>;
  readonly secrets?: Readonly<Record<string, string>>;
};

/** The adapter over a simulated MTN, for tests. */
export class MtnTestTill {
  readonly world: SimWorld;
  readonly network: SimNetwork;
  readonly account: MerchantAccount;
  readonly tokens = new SharedTokens();
  readonly secrets: Readonly<Record<string, string>>;
  /** Every call as it left, with its headers. */
  readonly calls: HttpRequest[] = [];

  constructor({ rail, account, secrets = SECRETS }: TestSetup = {}) {
    this.account = { ...ACCOUNT, ...account };
    this.secrets = secrets;
    const targetEnvironment = this.account.settings['targetEnvironment'] ?? '';
    const merchant = { ...SECRETS, targetEnvironment, callbackHost: 'resto.example' };
    const options = { subscriptionKeys: [SECRETS.subscriptionKey], merchants: [merchant], ...rail };
    this.world = new SimWorld([mtnRail(options)], 7, 1_700_000_000_000);
    this.network = new SimNetwork(this.world);
  }

  get context(): CallContext {
    const { account, secrets, tokens } = this;
    const call = callOverSim(this.network, ORIGIN);
    const http = (request: HttpRequest) => {
      this.calls.push(request);
      return call(request);
    };
    return { account, secrets, tokens, nowMs: this.world.nowMs, http };
  }

  arm(operation: SimOperation, fault: Fault, times = 1): this {
    this.network.faults.arm({ rail: 'mtn', operation, fault, times });
    return this;
  }

  submit(more: Partial<InitiateInput> = {}) {
    return mtn.initiate({ ...testInput(), ...more }, this.context);
  }

  read(more: Partial<AskedFor> = {}) {
    return mtn.read({ ...testInput(), handle: {}, ...more }, this.context);
  }

  /** How often a kind of call was made. */
  count(operation: SimOperation): number {
    return this.network.recorded.filter((one) => one.operation === operation).length;
  }

  /** The transaction of `testInput`. */
  get asked() {
    const found = this.world.find('mtn', testInput().requestId);
    if (!found) throw new Error('nothing was asked');
    return found;
  }
}

/** A request of 5,000 francs. */
export function testInput(): InitiateInput {
  const attemptId = '0199a3c1-7d52-7b11-8c22-3f5d2a90b001';
  return {
    attemptId,
    requestId: requestIdOf(attemptId),
    amountMinor: 5000,
    currency: 'XOF',
    payer: '+2250504030201',
    description: "L'addition n° 142, café",
    returnUrl: 'https://resto.example/back',
  };
}

/** A context in which every call but that for a token has this answer. */
export function answering(answer: HttpAnswer, till = new MtnTestTill()): CallContext {
  const { context } = till;
  return { ...context, http: (request) => (isForToken(request) ? context.http(request) : Promise.resolve(answer)) };
}

/** An answer that came. */
export const answer = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpAnswer => ({
  kind: 'answer',
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

const isForToken = ({ url }: HttpRequest): boolean => url.endsWith('/collection/token/');
