import type { Station } from '../station/station.ts';
import type { LocalInstall } from './loss.ts';

/** A server that answers and takes nothing (a device that was revoked) is asked no more often. **Units** ms. */
const AGAIN_MS = 5 * 60_000;

/** What it needs of the world; a test gives it other disks and another line. **Units** ms since 1970. */
export type StrayDeps = {
  /** Sends what waits in these databases; what it could not send still waits there. */
  readonly send: (restaurants: readonly LocalInstall['restaurant'][]) => Promise<void>;
  readonly look: () => Promise<readonly LocalInstall[]>;
  readonly nowMs: () => number;
};

/**
 * Sends what waits in databases of other restaurants (SYN-13): at the start, when the line is good again, and then every
 * five minutes while something waits there. After each try it looks again, so that nobody is told of what was sent.
 * Answers what to call whenever the station changed.
 */
export function sendStrays(station: Pick<Station, 'line' | 'found' | 'find'>, deps: StrayDeps): () => void {
  let isBusy = false;
  let last: { readonly atMs: number; readonly hadLine: boolean } | undefined;

  const isDue = () => last === undefined || !last.hadLine || Math.abs(deps.nowMs() - last.atMs) >= AGAIN_MS;
  const send = async () => {
    last = { atMs: deps.nowMs(), hadLine: !station.line.failed };
    await deps.send(station.found.strays.map(({ restaurant }) => restaurant));
    station.find({ strays: await deps.look() });
  };
  const look = () => {
    const mayTry = last === undefined || !station.line.failed;
    if (isBusy || station.found.strays.length === 0 || !mayTry || !isDue()) return;
    isBusy = true;
    void send()
      .catch((thrown: unknown) => console.error(thrown))
      .finally(() => (isBusy = false));
  };
  look();
  return look;
}
