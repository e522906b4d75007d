import { readOldest } from '@resto360/sync/client';
import type { Station } from '../station/station.ts';
import { Watchdog } from './watchdog.ts';

/** How often the watchdog looks. **Units** ms. */
const LOOK_MS = 10_000;

/** Watches what waits: `renew` gives the tab that syncs a new connection, and the station says what did not help. */
export function watchOutbox(station: Station, renew: () => void): void {
  const watchdog = new Watchdog();
  const look = async () => {
    const oldest = station.status.waiting === 0 ? undefined : await oldestUnsent(station);
    const isDue = watchdog.look({ oldest, heardAt: station.line.heardAt, nowMs: Date.now() });
    if (watchdog.isStuck !== station.found.isStuck) station.find({ isStuck: watchdog.isStuck });
    if (isDue) renew();
  };
  setInterval(() => void look().catch((thrown: unknown) => console.error(thrown)), LOOK_MS);
}

const oldestUnsent = (station: Station): Promise<string | undefined> =>
  station.read(async (tx) => {
    const unsent = [...(await readOldest(tx)), ...(await tx.list('overlay'))].filter(({ verdict }) => verdict === null);
    return unsent.toSorted((a, b) => a.recordedAt - b.recordedAt)[0]?.id;
  });
