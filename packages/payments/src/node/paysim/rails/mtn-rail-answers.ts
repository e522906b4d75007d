import { jsonAnswer, type SimAnswer } from '../sim-call.ts';

/** An error of MTN's own, with its code. */
export const mtnError = (status: number, code: string): SimAnswer =>
  jsonAnswer(status, { code, message: `simulated: ${code}` });

/** An error of the gateway before MTN, which has no code. */
export const gatewayError = (
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): SimAnswer => jsonAnswer(status, { statusCode: status, message }, headers);

/** A request that is badly made: 400 and not a word. */
export const malformed: SimAnswer = { status: 400, body: '' };

/** True for an id that MTN takes. */
export const isUuidV4 = (text: string | undefined): text is string =>
  text !== undefined && /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i.test(text);

/** The JSON object of a request; undefined for anything else. */
export function sentObject(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
