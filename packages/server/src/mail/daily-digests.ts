import type { ServerLog } from '../db/server-log.ts';
import type { Restaurant } from '../exceptions/notice.ts';

/** How often it is asked whose morning it is. **Units** ms. */
const ROUND_MS = 5 * 60_000;

/**
 * Asks every few minutes, one house after the other, whether a digest is due. Answers how to stop, which waits for the
 * letter under way. One house that fails is told in the log and holds up no other.
 */
export function startDailyDigests(deps: {
  readonly listRestaurants: () => Promise<readonly Restaurant[]>;
  readonly send: (restaurant: Restaurant) => Promise<unknown>;
  readonly log: Pick<ServerLog, 'warn'>;
}): () => Promise<void> {
  const { listRestaurants, send, log } = deps;
  let isStopped = false;
  const round = async () => {
    for (const restaurant of await listRestaurants()) {
      if (isStopped) return;
      await send(restaurant).catch((error: unknown) => log.warn(`digest of ${restaurant}: ${String(error)}`));
    }
  };
  let turn = Promise.resolve();
  const begin = () => {
    turn = turn.then(round).catch((error: unknown) => log.warn(`digests: ${String(error)}`));
  };
  const timer = setInterval(begin, ROUND_MS);
  timer.unref();
  begin();
  return async () => {
    isStopped = true;
    clearInterval(timer);
    await turn;
  };
}
