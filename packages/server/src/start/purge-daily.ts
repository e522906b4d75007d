import type { SyncStore } from '../db/sync-store.ts';
import type { DatabasePool } from '../db/pool.ts';
import { listRestaurants } from '../db/list-restaurants.ts';
import type { ServerLog } from '../db/server-log.ts';
import { purgeHouse } from '@resto360/sync/server';
import { purgeWebhooks } from '../payments/purge-webhooks.ts';
import { startRounds } from './rounds.ts';

const DAY_MS = 24 * 3_600_000;

/**
 * Once a day, and at the start, every house lets go of the tombstones that nobody needs any more (SYN-22), and of providers'
 * calls that are too old for a dispute (PAY-14). Answers how to stop.
 * **Why** no claim on the day: each step is done under the restaurant's lock and finds what is left, so a second process
 * finds nothing, and one that dies in between leaves whole steps.
 */
export function purgeDaily(deps: {
  readonly pool: DatabasePool;
  readonly store: SyncStore;
  readonly log: Pick<ServerLog, 'info' | 'warn'>;
  readonly nowMs: () => number;
}): () => Promise<void> {
  const { pool, store, log, nowMs } = deps;
  return startRounds({
    what: 'purges',
    listRestaurants: () => listRestaurants(pool),
    visit: async (restaurant) => {
      const rows = await purgeHouse(restaurant, { store, nowMs });
      if (rows > 0) log.info(`tombstones of ${restaurant}: ${rows} purged`);
      const calls = await purgeWebhooks(pool, restaurant, nowMs());
      if (calls > 0) log.info(`calls of providers about ${restaurant}: ${calls} purged`);
    },
    log,
    everyMs: DAY_MS,
  });
}
