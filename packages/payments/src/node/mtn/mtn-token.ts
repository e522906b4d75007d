import { READ_CALL_MS, type HttpAnswer } from '../../http-call.ts';
import type { CallContext, FreshToken, SubmitOutcome } from '../../provider.ts';
import type { MtnAccess } from './mtn-access.ts';
import { objectOf, retryAfterMsOf } from './mtn-wire.ts';

/** A call that was not made, and why. */
export type NotSent = Extract<SubmitOutcome, { kind: 'not_sent' }>;

/** There is no token, so that the call it was for was not made. */
export class NoToken extends Error {
  override readonly name = 'NoToken';
  readonly outcome: NotSent;

  constructor(outcome: NotSent) {
    super(outcome.cause);
    this.outcome = outcome;
  }
}

/**
 * Asks for an access token. Its whole life is told: who keeps tokens renews them early.
 * **Errors** `NoToken`, whatever the reason: to the call that needs it, it is all the same.
 * **Source** MTN best practices: a token lives an hour; the body must be empty, or the answer is 400.
 */
export async function fetchToken({ account, http }: CallContext, access: MtnAccess): Promise<FreshToken> {
  const pair = Buffer.from(`${access.apiUser}:${access.apiKey}`, 'utf8').toString('base64');
  const answer = await http({
    method: 'POST',
    url: `${account.baseUrl}/collection/token/`,
    headers: { authorization: `Basic ${pair}`, 'ocp-apim-subscription-key': access.subscriptionKey },
    timeoutMs: READ_CALL_MS,
  });
  if (answer.kind !== 'answer') throw noToken(answer.cause);
  if (answer.status !== 200) throw turnedAway(answer);
  return tokenOf(answer.body);
}

const noToken = (cause: string): NoToken => new NoToken({ kind: 'not_sent', cause: `token: ${cause}` });

function turnedAway(answer: Extract<HttpAnswer, { kind: 'answer' }>): NoToken {
  const { status } = answer;
  const retryAfterMs = status === 429 ? retryAfterMsOf(answer) : undefined;
  return new NoToken({
    kind: 'not_sent',
    cause: `token: http ${status}`,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...((status === 401 || status === 403) && { isAuth: true }),
  });
}

function tokenOf(body: string): FreshToken {
  const { access_token: token, expires_in: expiresIn } = objectOf(body) ?? {};
  const lifeS = Number(expiresIn);
  // Only signs that a header can carry.
  if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) throw noToken('none in the answer');
  if (!Number.isFinite(lifeS) || lifeS <= 0) throw noToken('no life in the answer');
  return { token, expiresInMs: lifeS * 1000 };
}
