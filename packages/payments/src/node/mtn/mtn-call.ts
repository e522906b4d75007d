import type { HttpAnswer, HttpRequest } from '../../http-call.ts';
import type { CallContext } from '../../provider.ts';
import { accessOf, type MtnAccess } from './mtn-access.ts';
import { fetchToken, NoToken, type NotSent } from './mtn-token.ts';
import { retryAfterMsOf } from './mtn-wire.ts';

/** A call below the account's address; who calls is added here. */
export type MtnRequest = Omit<HttpRequest, 'url'> & { readonly path: string };

type Answered = Extract<HttpAnswer, { kind: 'answer' }>;

/** What became of it; an answer is one that MTN gave to the request itself. */
export type MtnAnswer = Answered | NotSent | Extract<HttpAnswer, { kind: 'uncertain' }>;

/**
 * One call with the account's token. A token that MTN no longer takes is renewed, and the same call goes out again, once.
 * **Why** safe: who is turned away for a token was not read, and the request's id is the same.
 */
export async function callMtn(request: MtnRequest, context: CallContext): Promise<MtnAnswer> {
  const access = accessOf(context);
  if (!access) return { kind: 'not_sent', cause: 'a key or the target environment is missing', isAuth: true };
  try {
    const first = await sendWithToken(request, context, access);
    if (!isTurnedAway(first.answer)) return settled(first.answer);
    context.tokens.drop(keyOf(context), first.token);
    return settled((await sendWithToken(request, context, access)).answer);
  } catch (error) {
    if (error instanceof NoToken) return error.outcome;
    throw error;
  }
}

async function sendWithToken(request: MtnRequest, context: CallContext, access: MtnAccess) {
  const { account, http, tokens, nowMs } = context;
  const token = await tokens.get(keyOf(context), nowMs, () => fetchToken(context, access));
  const { path, headers, ...rest } = request;
  const answer = await http({
    ...rest,
    url: account.baseUrl + path,
    headers: {
      ...headers,
      authorization: `Bearer ${token}`,
      'ocp-apim-subscription-key': access.subscriptionKey,
      'x-target-environment': access.targetEnvironment,
    },
  });
  return { token, answer };
}

const keyOf = ({ account }: CallContext): string => `mtn/collection/${account.id}`;

const isTurnedAway = (answer: HttpAnswer): boolean =>
  answer.kind === 'answer' && (answer.status === 401 || answer.status === 403);

function settled(answer: HttpAnswer): MtnAnswer {
  if (answer.kind !== 'answer') return answer;
  if (isTurnedAway(answer)) return { kind: 'not_sent', cause: `http ${answer.status}`, isAuth: true };
  if (answer.status !== 429) return answer;
  const retryAfterMs = retryAfterMsOf(answer);
  return { kind: 'not_sent', cause: 'http 429', ...(retryAfterMs !== undefined && { retryAfterMs }) };
}
