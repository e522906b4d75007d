import { isObject } from '@resto360/domain';
import type { HttpAnswer } from '../../http-call.ts';

/** The JSON object of a body; undefined for a proxy's page, half an answer, or anything else. */
export function objectOf(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A code of MTN's as it is written in `code` and `reason`; undefined for anything else.
 * **Why** letters only: what passes here reaches logs, and must hold no telephone.
 */
export function codeWordOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[A-Z][A-Z_]{2,63}$/.test(value) ? value : undefined;
}

/** How long a throttled caller is asked to wait; undefined where nothing is said. **Units** ms. */
export function retryAfterMsOf({ headers }: Extract<HttpAnswer, { kind: 'answer' }>): number | undefined {
  const seconds = headers['retry-after']?.trim();
  return seconds !== undefined && /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1000 : undefined;
}
