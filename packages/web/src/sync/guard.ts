import type { Station } from '../station/station.ts';
import { askBackground, backgroundAsker } from './ask-background.ts';
import { mendFork } from './mend-fork.ts';

/** How often a tablet looks whether it was told to be a copy. **Units** ms. */
const FORK_LOOK_MS = 10_000;

/** What looks after the till's data beside the sync itself. Loaded after the first screen, which does without it. */
export function guard(station: Station): void {
  const asker = backgroundAsker(
    () => void askBackground(),
    () => Date.now(),
  );
  station.subscribe(() => asker.look({ waiting: station.status.waiting, failed: station.line.failed }));
  setInterval(() => {
    if (station.link.leads) mendFork(station);
  }, FORK_LOOK_MS);
  addEventListener('pagehide', () => asker.leave(station.status.waiting));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') asker.leave(station.status.waiting);
  });
}
