import { isId, isInstall, type Id } from '@resto360/domain';
import type { DeviceKind } from '@resto360/sync';
import { IndexedDbStore } from '../store/indexeddb-store.ts';
import { keep, kept } from '../station/keep.ts';
import { realDevice } from '../station/open-station.ts';

/** How an enrolment ended. `no_answer`: the code may have been used by us; the kept claim makes trying again safe. */
export type Enrolled = 'enrolled' | 'wrong_code' | 'too_many_tries' | 'no_answer';

/** How long the server may take. **Units** ms. */
const ANSWER_MAX_MS = 20_000;

type Answer = {
  readonly restaurant: { readonly id: Id<'restaurant'> };
  readonly install: string;
  readonly series: string;
  readonly kind: DeviceKind;
  readonly token: string;
  readonly lineage: number;
};

/**
 * Spends a one-time code and writes down who this device is. The claim is kept until an answer was written: when the
 * answer is lost on the way, the same claim gets the same device again, and the code is not burnt.
 */
export async function enrolDevice(code: string, name: string): Promise<Enrolled> {
  const answer = await ask(code, name, claimOf());
  if (typeof answer === 'string') return answer;
  const { restaurant, install, series, kind, token, lineage } = answer;
  const store = new IndexedDbStore(restaurant.id);
  await realDevice(store).enrol({ restaurant: restaurant.id, install, series, kind, token }, lineage);
  store.close();
  keep('restaurant', restaurant.id);
  keep('claim', null);
  // Asks the browser not to throw this away when the disk is short; a "no" changes nothing now.
  await navigator.storage?.persist?.().catch(() => false);
  return 'enrolled';
}

function claimOf(): string {
  const claim = kept('claim') ?? crypto.randomUUID();
  keep('claim', claim);
  return claim;
}

async function ask(code: string, name: string, claim: string): Promise<Answer | Exclude<Enrolled, 'enrolled'>> {
  try {
    const answer = await fetch('/api/devices/enrol', {
      method: 'POST',
      cache: 'no-store',
      credentials: 'omit',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, claim, ...(name === '' ? {} : { name }) }),
      signal: AbortSignal.timeout(ANSWER_MAX_MS),
    });
    const body = (await answer.json()) as unknown;
    if (answer.ok && isAnswer(body)) return body;
    if (answer.status === 429) return 'too_many_tries';
    return answer.status >= 400 && answer.status < 500 ? 'wrong_code' : 'no_answer';
  } catch {
    return 'no_answer';
  }
}

function isAnswer(value: unknown): value is Answer {
  const { restaurant, install, series, kind, token, lineage } = (value ?? {}) as Partial<Answer>;
  if (!isId(restaurant?.id) || !isInstall(install) || typeof series !== 'string') return false;
  return typeof kind === 'string' && typeof token === 'string' && Number.isSafeInteger(lineage);
}
