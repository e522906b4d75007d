import { isObject } from '@resto360/domain';
import { MONEY_CALL_MS, READ_CALL_MS } from '../../http-call.ts';
import type { CallContext } from '../../provider.ts';

/**
 * What became of a call to pawaPay, before anybody asks what it means for the money. `body`: undefined where the answer
 * is no JSON object. `throttled` and `unauthorized` were turned away unread.
 */
export type PawapayAnswer =
  | { readonly kind: 'told'; readonly status: number; readonly body: Readonly<Record<string, unknown>> | undefined }
  | { readonly kind: 'throttled'; readonly retryAfterMs?: number }
  | { readonly kind: 'unauthorized'; readonly cause: string }
  | { readonly kind: 'not_sent' | 'uncertain'; readonly cause: string };

/** One call to pawaPay with the account's token. A `body` makes it a money call. */
export async function callPawapay(
  { account, secrets, http, nowMs }: CallContext,
  path: string,
  body?: Readonly<Record<string, unknown>>,
): Promise<PawapayAnswer> {
  const apiToken = secrets['apiToken'];
  if (!apiToken) return { kind: 'unauthorized', cause: 'no apiToken' };
  const answer = await http({
    method: body ? 'POST' : 'GET',
    url: `${account.baseUrl.replace(/\/+$/, '')}${path}`,
    headers: { authorization: `Bearer ${apiToken}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    timeoutMs: body ? MONEY_CALL_MS : READ_CALL_MS,
  });
  if (answer.kind !== 'answer') return answer;
  const { status } = answer;
  if (status === 429) return { kind: 'throttled', ...retryAfter(answer.headers['retry-after'], nowMs) };
  if (status === 401 || status === 403) return { kind: 'unauthorized', cause: `http ${status}` };
  return { kind: 'told', status, body: objectIn(answer.body) };
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** RFC 9110: seconds, or a date. */
function retryAfter(header: string | undefined, nowMs: number): { readonly retryAfterMs?: number } {
  if (header === undefined) return {};
  const waitMs = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return Number.isFinite(waitMs) ? { retryAfterMs: Math.max(0, waitMs) } : {};
}
