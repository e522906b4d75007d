import '../shell/preferences-sheet.tsx';
import { watchLosses } from '../loss/watch-losses.ts';
import { watchRoom } from '../store/watch-room.ts';
import type { Numbered } from '../station/numbered.ts';
import type { Station } from '../station/station.ts';
import { askBackground, backgroundAsker } from './ask-background.ts';
import { mendFork } from './mend-fork.ts';
import { watchOutbox } from './watch-outbox.ts';

export { tellHealth } from '../health/tell-health.ts';

/** How often a tablet looks whether it was told to be a copy. **Units** ms. */
const FORK_LOOK_MS = 10_000;

/**
 * What looks after the till's data beside the sync itself. Loaded after the first screen, which does without it.
 * With it comes what must be there at a touch or an answer hours later, when the line is dead or the app a newer one: the
 * sheet of the menu, and what tells the server of the device.
 * `atStart`: the numbers of the installation as the page found them · `renew`: gives the sync a new connection.
 */
export function guard(station: Station, atStart: Numbered, renew: () => void): void {
  watchLosses(station, atStart).catch((thrown: unknown) => console.error(thrown));
  watchRoom(station);
  watchOutbox(station, renew);
  const asker = backgroundAsker(
    () => void askBackground(),
    () => Date.now(),
  );
  station.subscribe(() => {
    const { status, line, isAskedToWait } = station;
    asker.look({ waiting: status.waiting, failed: line.failed, isAsked: isAskedToWait });
  });
  setInterval(() => {
    if (station.link.leads) mendFork(station);
  }, FORK_LOOK_MS);
  addEventListener('pagehide', () => asker.leave(station.status.waiting));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') asker.leave(station.status.waiting);
  });
}
