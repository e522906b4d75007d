import type { Station } from '../station/station.ts';
import { APP_VERSION } from './app-version.ts';
import { readFacts } from './facts.ts';

const ANSWER_MAX_MS = 15_000;

/** Tells the server how this device is, now. False where it did not hear: nothing hangs on it. */
export async function tellHealth(station: Station): Promise<boolean> {
  try {
    const { skewMs: _, ...facts } = await readFacts(station);
    const said = { ...facts, appVersion: APP_VERSION, leads: station.link.leads };
    const answer = await fetch('/api/devices/health', {
      method: 'POST',
      cache: 'no-store',
      credentials: 'omit',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${station.identity.token}` },
      body: JSON.stringify({ sentAt: Date.now(), ...said }),
      signal: AbortSignal.timeout(ANSWER_MAX_MS),
    });
    return answer.ok;
  } catch {
    return false;
  }
}
