import { isObject } from '@resto360/domain';
import { jsonAnswer, type SimAnswer } from '../sim-call.ts';

/** pawaPay's way to say no: in a 200 for what concerns the payment, in a 4xx for what concerns the request. */
export const refusalAnswer = (
  status: number,
  failureCode: string,
  {
    message = failureCode,
    ...ids
  }: { readonly message?: string; readonly depositId?: string; readonly refundId?: string } = {},
): SimAnswer =>
  jsonAnswer(status, { ...ids, status: 'REJECTED', failureReason: { failureCode, failureMessage: message } });

/** A moment as pawaPay writes it: to the second. */
export const moment = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** The JSON object in a body; undefined where there is none. */
export function objectOf(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The first thing about the fields that the API does not take; undefined where it takes them all. */
export function fieldRefusal(
  body: Readonly<Record<string, unknown>>,
  { required, allowed }: { readonly required: readonly string[]; readonly allowed: readonly string[] },
): SimAnswer | undefined {
  const missing = required.find((name) => body[name] === undefined || body[name] === null);
  if (missing) return refusalAnswer(400, 'MISSING_PARAMETER', { message: `Missing '${missing}'` });
  const unknown = Object.keys(body).find((name) => !required.includes(name) && !allowed.includes(name));
  if (unknown) return refusalAnswer(400, 'UNSUPPORTED_PARAMETER', { message: `Unsupported '${unknown}'` });
  return undefined;
}

/** An id as it must be: a UUID of version 4. */
export const isUuid4 = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.test(value);

/** An amount as it must be: a text, no needless zero before, at most two decimals. */
export const isAmountText = (value: unknown): value is string =>
  typeof value === 'string' && /^(0|[1-9]\d{0,17})(\.\d{1,2})?$/.test(value);
