import { isObject } from '@resto360/domain';
import type { Identity } from '@resto360/sync/client';
import type { Loss, Numbers } from './loss.ts';

/** How long the server may take. **Units** ms. */
const ANSWER_MAX_MS = 15_000;

/** Asks the server which of the numbers that may be lost it does not have; undefined where it did not answer. */
export async function askMissing(loss: Loss, identity: Identity): Promise<Numbers | undefined> {
  const { restaurant, install, first, last } = loss;
  if (first > last) return [];
  try {
    const answer = await fetch('/api/sync/missing', {
      method: 'POST',
      cache: 'no-store',
      credentials: 'omit',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${identity.token}` },
      body: JSON.stringify({ restaurant, install, first, last }),
      signal: AbortSignal.timeout(ANSWER_MAX_MS),
    });
    const body = (await answer.json()) as unknown;
    return answer.ok && isObject(body) && isNumbers(body['missing']) ? body['missing'] : undefined;
  } catch {
    return undefined;
  }
}

function isNumbers(value: unknown): value is Numbers {
  if (!Array.isArray(value)) return false;
  return value.every((range) => Array.isArray(range) && range.length === 2 && range.every(Number.isSafeInteger));
}
