import type { Id } from '@resto360/domain';
import type { DatabasePool } from '../db/pool.ts';
import { withTransaction } from '../db/transaction.ts';
import type { ExceptionReader } from './exception-reader.ts';
import { metricsText, type RestaurantFigures } from './metrics.ts';

/** Days of the share that the metrics tell; and since ever. */
const LATELY_DAYS = 7;
const EVER_DAYS = 100_000;
/** How long an answer is good: whoever asks more often is told the same. **Units** ms. */
const KEPT_MS = 15_000;

/** The metrics of every restaurant of this database, as text; read at most every 15 s. **Units** ms since 1970. */
export function metricsReader(deps: {
  readonly pool: DatabasePool;
  readonly exceptions: Pick<ExceptionReader, 'share'>;
  readonly nowMs: () => number;
}): () => Promise<string> {
  let kept: { readonly atMs: number; readonly text: Promise<string> } | undefined;
  return () => {
    const atMs = deps.nowMs();
    if (kept === undefined || atMs - kept.atMs >= KEPT_MS) {
      const text = readAll(deps.pool, deps.exceptions);
      kept = { atMs, text };
      text.catch(() => (kept = undefined));
    }
    return kept.text;
  };
}

// One restaurant after the other: each is asked in a transaction of its own (TEN-8), and nobody waits for metrics.
async function readAll(pool: DatabasePool, exceptions: Pick<ExceptionReader, 'share'>): Promise<string> {
  const houses = await pool.query<{ readonly id: Id<'restaurant'>; readonly slug: string }>({
    text: 'select restaurant_id as id, slug from restaurant_slugs order by slug',
  });
  const figures: RestaurantFigures[] = [];
  for (const { id, slug } of houses.rows) {
    const [lately, ever] = [await exceptions.share(id, LATELY_DAYS), await exceptions.share(id, EVER_DAYS)];
    figures.push({ slug, lately, ever, ...(await countUpkeep(pool, id)) });
  }
  return metricsText(figures);
}

type Upkeep = Pick<RestaurantFigures, 'misfits' | 'purged'>;

async function countUpkeep(pool: DatabasePool, restaurantId: Id<'restaurant'>): Promise<Upkeep> {
  const found = await withTransaction(pool, { mode: 'snapshot', restaurantId }, (transaction) =>
    transaction.query<Upkeep>({
      text: `select (select coalesce(sum(misfits), 0) from device_health where restaurant_id = $1)::bigint as misfits,
                    (select coalesce(sum(rows), 0) from tombstone_purges where restaurant_id = $1)::bigint as purged`,
      values: [restaurantId],
    }),
  );
  return found.rows[0] ?? { misfits: 0, purged: 0 };
}
