import type { Station } from '../station/station.ts';
import { APP_VERSION } from './app-version.ts';
import { readFacts } from './facts.ts';

/** The server is told at most this often, unless a person asks, while nothing begins or ends to wait. **Units** ms. */
const PACE_MS = 60_000;
/** That something waits, or that nothing does any more, is told at most this often. **Units** ms. */
const TURN_MS = 10_000;
const ANSWER_MAX_MS = 15_000;

/**
 * Tells the server how this device is whenever the server answers, now and then. **Why** also while ops wait: what is told
 * only when all is sent says of a tablet that dies with sales on it that nothing waits there.
 */
export function healthReporter(tell: () => Promise<unknown>, nowMs: () => number) {
  let toldAt = Number.NEGATIVE_INFINITY;
  let toldWaiting = false;
  return {
    afterAnswer: async (isWaiting: boolean): Promise<void> => {
      const sinceMs = nowMs() - toldAt;
      // A clock that was set back is no reason to be silent.
      if (sinceMs >= 0 && sinceMs < (isWaiting === toldWaiting ? PACE_MS : TURN_MS)) return;
      [toldAt, toldWaiting] = [nowMs(), isWaiting];
      await tell();
    },
  };
}

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
