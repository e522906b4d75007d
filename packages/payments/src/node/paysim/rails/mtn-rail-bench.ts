import type { SimAnswer, SimRequest } from '../sim-call.ts';
import type { SimTransaction } from '../sim-transaction.ts';
import { SimWorld, type SimRail } from '../sim-world.ts';
import { mtnRail } from './mtn-rail.ts';
import type { MtnRailOptions } from './mtn-rail-options.ts';

/** Two API users, and the id of the one request. */
export const USER = 'c72025f5-5cd1-4630-99e4-8ba4722fad56';
export const OTHER_USER = '0a6c1f5e-2b0d-4c55-8f0e-6a1d2c3b4a59';
export const ID = '5d5c2f0a-95f5-4a8e-9a70-3b0a3f4c6d11';
/** What every call of a subscriber shows. */
export const SUBSCRIBED = { 'ocp-apim-subscription-key': 'sub' };
const PAY = '/collection/v1_0/requesttopay';

type Headers = Readonly<Record<string, string | undefined>>;

/** A simulated MTN with two merchants, called by hand as a terminal would; for tests. */
export class MtnRailBench {
  readonly rail: SimRail;
  readonly world: SimWorld;
  readonly environment: string;

  constructor(options: Partial<MtnRailOptions> = {}, environment = 'mtnivorycoast') {
    const merchants = [USER, OTHER_USER].map((apiUser) => ({
      apiUser,
      apiKey: 'key',
      targetEnvironment: environment,
      callbackHost: 'resto.example',
    }));
    this.rail = mtnRail({ subscriptionKeys: ['sub'], merchants, ...options });
    this.world = new SimWorld([this.rail], 3, 1_700_000_000_000);
    this.environment = environment;
  }

  call(request: Partial<SimRequest>): SimAnswer {
    return this.rail.answer({ method: 'GET', path: '/', headers: SUBSCRIBED, body: '', ...request }, this.world);
  }

  token(request: Partial<SimRequest> = {}): SimAnswer {
    const headers = { ...SUBSCRIBED, ...basicOf(USER, 'key') };
    return this.call({ method: 'POST', path: '/collection/token/', headers, ...request });
  }

  /** The headers of a caller with a new token. */
  headersOf(apiUser = USER, apiKey = 'key') {
    const token = String(
      objectOf(this.token({ headers: { ...SUBSCRIBED, ...basicOf(apiUser, apiKey) } }))['access_token'],
    );
    return { ...SUBSCRIBED, authorization: `Bearer ${token}`, 'x-target-environment': this.environment };
  }

  pay(headers: Headers = {}, body: unknown = bodyOf()): SimAnswer {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const all = { ...this.headersOf(), 'x-reference-id': ID, ...headers };
    return this.call({ method: 'POST', path: PAY, headers: all, body: text });
  }

  /** A request to the telephone with these digits. */
  push(partyId: string, headers: Headers = {}): SimAnswer {
    return this.pay(headers, bodyOf({ payer: { partyIdType: 'MSISDN', partyId } }));
  }

  status(id = ID, headers: Headers = {}): SimAnswer {
    return this.call({ path: `${PAY}/${id}`, headers: { ...this.headersOf(), ...headers } });
  }

  /** What a read says. */
  told(): Record<string, unknown> {
    return objectOf(this.status());
  }

  get transaction(): SimTransaction {
    const [only] = this.world.list('mtn');
    if (!only) throw new Error('nothing was asked');
    return only;
  }
}

/** An answer's JSON. */
export const objectOf = ({ body }: SimAnswer) => JSON.parse(body) as Record<string, unknown>;

/** A request of 5,000 francs. */
export const bodyOf = (more: Readonly<Record<string, unknown>> = {}) => ({
  amount: '5000',
  currency: 'XOF',
  externalId: 'order-142',
  payer: { partyIdType: 'MSISDN', partyId: '2250504030201' },
  payerMessage: 'Commande 142',
  payeeNote: 'R360 T7',
  ...more,
});

/** The header of a pair of user and key. */
export const basicOf = (user: string, key: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${key}`).toString('base64')}`,
});

/** Status, and the code of the body where it has one. */
export function shortOf(answer: SimAnswer): string {
  if (answer.body === '') return `${answer.status}`;
  const { code } = objectOf(answer);
  return `${answer.status} ${typeof code === 'string' ? code : 'json'}`;
}
