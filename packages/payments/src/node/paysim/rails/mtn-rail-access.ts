import { jsonAnswer, type SimAnswer, type SimRequest } from '../sim-call.ts';
import type { SimWorld } from '../sim-world.ts';
import { gatewayError, isUuidV4, malformed, mtnError, sentObject } from './mtn-rail-answers.ts';
import type { MtnMerchant, MtnRailOptions } from './mtn-rail-options.ts';

const TOKEN_LIFE_MS = 3_600_000;

/** A user as MTN has it: one without a key can't ask for tokens yet. */
export type MtnUser = Omit<MtnMerchant, 'apiKey'> & { readonly apiKey?: string };

/** Who may call a simulated MTN: subscription keys, API users, their keys, and tokens that end after an hour. */
export class MtnRailAccess {
  readonly #subscriptionKeys: ReadonlySet<string>;
  readonly #users: Map<string, MtnUser>;
  readonly #tokens = new Map<string, { readonly apiUser: string; readonly untilMs: number }>();

  constructor({ subscriptionKeys, merchants = [] }: MtnRailOptions) {
    this.#subscriptionKeys = new Set(subscriptionKeys);
    this.#users = new Map(merchants.map((merchant) => [merchant.apiUser, merchant]));
  }

  isSubscribed({ headers }: SimRequest): boolean {
    return this.#subscriptionKeys.has(headers['ocp-apim-subscription-key'] ?? '');
  }

  /** The caller of a request with a living token, in the environment that it belongs to; or why it is turned away. */
  callerOf({ headers }: SimRequest, world: SimWorld): MtnUser | SimAnswer {
    const bearer = /^Bearer (.+)$/.exec(headers['authorization'] ?? '')?.[1] ?? '';
    const token = this.#tokens.get(bearer);
    const user = this.#users.get(token?.apiUser ?? '');
    if (!token || !user || token.untilMs <= world.nowMs) return gatewayError(401, 'token is missing, unknown or ended');
    const environment = headers['x-target-environment'];
    if (environment === undefined) return malformed;
    return environment === user.targetEnvironment ? user : mtnError(500, 'NOT_ALLOWED_TARGET_ENVIRONMENT');
  }

  /** `POST /v1_0/apiuser`: the id of the request becomes the user's. */
  provision({ headers, body }: SimRequest): SimAnswer {
    const apiUser = headers['x-reference-id'];
    const callbackHost = sentObject(body)?.['providerCallbackHost'];
    if (!isUuidV4(apiUser) || typeof callbackHost !== 'string') return malformed;
    if (this.#users.has(apiUser)) return mtnError(409, 'RESOURCE_ALREADY_EXIST');
    this.#users.set(apiUser, { apiUser, callbackHost, targetEnvironment: 'sandbox' });
    return { status: 201, body: '' };
  }

  /** `GET /v1_0/apiuser/{id}`: all but the key. */
  describe(apiUser: string): SimAnswer {
    const user = this.#users.get(apiUser);
    if (!user) return mtnError(404, 'RESOURCE_NOT_FOUND');
    return jsonAnswer(200, { providerCallbackHost: user.callbackHost, targetEnvironment: user.targetEnvironment });
  }

  /** `POST /v1_0/apiuser/{id}/apikey`: another key each time, shown once. */
  createKey(apiUser: string, world: SimWorld): SimAnswer {
    const user = this.#users.get(apiUser);
    if (!user) return mtnError(404, 'RESOURCE_NOT_FOUND');
    const apiKey = Buffer.from(world.random.bytes(16)).toString('hex');
    this.#users.set(apiUser, { ...user, apiKey });
    return jsonAnswer(201, { apiKey });
  }

  /** `POST /collection/token/`, with an empty body. */
  issueToken({ headers, body }: SimRequest, world: SimWorld): SimAnswer {
    if (body !== '') return malformed;
    const pair = Buffer.from(/^Basic (.+)$/.exec(headers['authorization'] ?? '')?.[1] ?? '', 'base64').toString('utf8');
    const [apiUser = '', apiKey = ''] = pair.split(':');
    if (apiKey === '' || this.#users.get(apiUser)?.apiKey !== apiKey) return jsonAnswer(401, { error: 'login_failed' });
    const token = Buffer.from(world.random.bytes(24)).toString('base64url');
    this.#tokens.set(token, { apiUser, untilMs: world.nowMs + TOKEN_LIFE_MS });
    return jsonAnswer(200, { access_token: token, token_type: 'access_token', expires_in: TOKEN_LIFE_MS / 1000 });
  }
}
