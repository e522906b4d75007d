import { replayWaiting, type ServerStore } from '@resto360/sync/server';
import { listRestaurants } from '../db/list-restaurants.ts';
import type { DatabasePool } from '../db/pool.ts';
import type { ServerLog } from '../db/server-log.ts';
import { nodeSha256 } from '../http/sync-route.ts';

/**
 * Tries once, in every restaurant, the ops that were put apart: a new release may be able to apply what its predecessor
 * could not (SYN-19). Runs beside serving, one restaurant after the other; what fails is tried again at the next start.
 */
export async function replayHeld(deps: {
  readonly pool: DatabasePool;
  readonly store: ServerStore;
  readonly log: ServerLog;
  readonly nowMs: () => number;
  readonly isStopping: () => boolean;
}): Promise<void> {
  const { pool, store, log, nowMs, isStopping } = deps;
  for (const id of await listRestaurants(pool)) {
    if (isStopping()) return;
    const settled = await replayWaiting(id, { store, hash: nodeSha256, nowMs });
    if (settled > 0) log.info(`${settled} ops that had been put apart are applied now, in restaurant ${id}`);
  }
}
