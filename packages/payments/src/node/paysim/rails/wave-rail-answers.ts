import { jsonAnswer, type SimAnswer } from '../sim-call.ts';

/** A no of Wave's, by its code. */
export function waveError(
  code: keyof typeof ERRORS,
  details?: readonly { loc: readonly string[]; msg: string }[],
): SimAnswer {
  const [status, message] = ERRORS[code];
  return jsonAnswer(status, { code, message, ...(details && { details }) });
}

/** What Wave answers to a call that changes something and tells nothing. */
export const WAVE_DONE: SimAnswer = { status: 200, body: '' };

const ERRORS = {
  'missing-auth-header': [401, 'The request carries no authorization header'],
  'invalid-auth': [401, 'The authorization header is not understood'],
  'api-key-not-provided': [401, 'The authorization header holds no key'],
  'no-matching-api-key': [401, 'The key belongs to nobody'],
  'request-validation-error': [400, 'The request does not have the form that it should'],
  'checkout-session-not-found': [404, 'There is no such session'],
  'checkout-session-not-open': [409, 'The session is not open'],
  'checkout-refund-failed': [400, 'The payment can not be given back'],
  'transaction-not-found': [404, 'There is no such transaction'],
  'not-found': [404, 'There is nothing here'],
} as const satisfies Record<string, readonly [number, string]>;
