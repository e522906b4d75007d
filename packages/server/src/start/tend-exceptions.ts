import type { Id } from '@resto360/domain';
import type { DatabasePool } from '../db/pool.ts';
import type { ServerLog } from '../db/server-log.ts';
import { scanRestaurant } from '../exceptions/scan-restaurant.ts';
import { Scanner } from '../exceptions/scanner.ts';
import type { Fanout } from '../live/fanout.ts';

/** Looks after what is odd, beside serving: after commits of every process, and at the start. Answers how to stop. */
export function tendExceptions(deps: {
  readonly pool: DatabasePool;
  readonly fanout: Fanout;
  readonly log: ServerLog;
  readonly nowMs: () => number;
}): () => Promise<void> {
  const { pool, fanout, log, nowMs } = deps;
  const scanner = new Scanner({
    scan: (restaurant) => scanRestaurant(pool, restaurant, nowMs()),
    listRestaurants: () => listRestaurants(pool),
    onOpened: (restaurant, opened) => log.debug(`${opened.length} exceptions opened in restaurant ${restaurant}`),
    log,
    nowMs,
  });
  fanout.subscribe((restaurant) => scanner.heard(restaurant));
  scanner.start();
  return () => scanner.stop();
}

async function listRestaurants(pool: DatabasePool): Promise<readonly Id<'restaurant'>[]> {
  const found = await pool.query<{ readonly id: Id<'restaurant'> }>({
    text: 'select restaurant_id as id from restaurant_slugs order by slug',
  });
  return found.rows.map(({ id }) => id);
}
