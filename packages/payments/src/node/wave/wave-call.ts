import type { HttpAnswer } from '../../http-call.ts';
import type { CallContext } from '../../provider.ts';
import { fieldsOf, parsedOf, textOf } from './json-fields.ts';

/** One call to Wave, below the account's base address. **Units** ms. */
export type WaveCall = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
};

/** What Wave said, sorted by what may be concluded from it. `ok`: an answer of JSON, or one without a body. */
export type WaveReply =
  | { readonly kind: 'ok'; readonly body: unknown }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'not_sent'; readonly cause: string; readonly retryAfterMs?: number; readonly isAuth?: boolean }
  | { readonly kind: 'uncertain'; readonly cause: string };

/**
 * Calls Wave with the account's key.
 * **Errors** `refused` only for an answer that carries one of Wave's codes: a proxy's page is never a no.
 */
export async function callWave(context: CallContext, call: WaveCall): Promise<WaveReply> {
  const { account, secrets, http, nowMs } = context;
  const apiKey = secrets['apiKey'] ?? '';
  if (apiKey === '') return { kind: 'not_sent', cause: 'no apiKey', isAuth: true };
  const answer = await http({
    method: call.method,
    url: `${account.baseUrl.replace(/\/+$/, '')}${call.path}`,
    headers: {
      authorization: `Bearer ${apiKey}`,
      accept: 'application/json',
      ...(call.body && { 'content-type': 'application/json' }),
    },
    ...(call.body && { body: JSON.stringify(call.body) }),
    timeoutMs: call.timeoutMs,
  });
  return replyOf(answer, nowMs);
}

const CODED = new Set([400, 404, 422]);

function replyOf(answer: HttpAnswer, nowMs: number): WaveReply {
  if (answer.kind !== 'answer') return answer;
  const { status, headers } = answer;
  const parsed = parsedOf(answer.body);
  if (status >= 200 && status < 300) {
    return parsed ? { kind: 'ok', body: parsed.value } : { kind: 'uncertain', cause: 'not JSON' };
  }
  const code = codeOf(parsed?.value);
  if (status === 401) return { kind: 'not_sent', cause: code ?? 'HTTP 401', isAuth: true };
  if (status === 403 && code !== undefined) return { kind: 'not_sent', cause: code, isAuth: true };
  if (status === 429) return { kind: 'not_sent', cause: 'HTTP 429', ...retryAfter(headers['retry-after'], nowMs) };
  if (code !== undefined && CODED.has(status)) return { kind: 'refused', code };
  return { kind: 'uncertain', cause: `HTTP ${status}` };
}

/** A code looks like one: what else stands there may be anything, and would end in a log. */
function codeOf(body: unknown): string | undefined {
  const code = textOf(fieldsOf(body)?.['code']);
  return code !== undefined && /^[\w-]{1,60}$/.test(code) ? code : undefined;
}

/** Seconds or a date, as HTTP allows; never longer than an hour. */
function retryAfter(told: string | undefined, nowMs: number): { readonly retryAfterMs?: number } {
  if (told === undefined) return {};
  const waitMs = /^\d+$/.test(told) ? Number(told) * 1_000 : Date.parse(told) - nowMs;
  return Number.isNaN(waitMs) ? {} : { retryAfterMs: Math.min(Math.max(waitMs, 0), 3_600_000) };
}
