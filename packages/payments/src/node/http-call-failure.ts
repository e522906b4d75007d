import type { HttpAnswer } from '../http-call.ts';

/** What is known of a connection when it failed. `isOpen`: it stood, with its TLS, so that something may have left. */
export type Line = { readonly isOpen: boolean; readonly isTimeUp: boolean };

/**
 * What a call that failed leaves behind, by the error's code.
 * **Why** the connection counts too: EHOSTUNREACH is also what the kernel calls a connection that stood and went silent,
 * and TLS has alarms of the same name before and after its handshake.
 */
export function failureOf(error: unknown, { isOpen, isTimeUp }: Line): HttpAnswer {
  if (isTimeUp) return isOpen ? UNANSWERED : UNCONNECTED;
  const cause = codeOf(error);
  const hasNotLeft = !isOpen && (BEFORE_IT_STOOD.has(cause) || HANDSHAKE.test(cause));
  return { kind: hasNotLeft ? 'not_sent' : 'uncertain', cause };
}

/** The first code of an error and of what caused it; `unknown` where none is. Never its message. */
export function codeOf(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth++) {
    const { code } = at as Error & { readonly code?: unknown };
    if (typeof code === 'string' && /^\w{1,60}$/.test(code)) return code;
  }
  return 'unknown';
}

/** An error of ours with a code of ours. */
export const codedError = (code: string): Error => Object.assign(new Error(code), { code });

const UNCONNECTED: HttpAnswer = { kind: 'not_sent', cause: 'connect_timeout' };
const UNANSWERED: HttpAnswer = { kind: 'uncertain', cause: 'timeout' };

const BEFORE_IT_STOOD: ReadonlySet<string> = new Set([
  'forbidden_address',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'ETIMEDOUT',
  'ERR_SOCKET_CONNECTION_TIMEOUT',
  // Words of TLS that have no beginning in common with others.
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'EPROTO',
]);

const HANDSHAKE = /^(?:CERT|CRL|UNABLE_TO|ERR_TLS|ERR_SSL)_/;
