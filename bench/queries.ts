import { build } from 'hdr-histogram-js';
import { scopeOf } from '@resto360/sync';
import type { OpenHouse } from '../packages/server/src/start/open-house.ts';
import type { Query, Filled } from './house.ts';

/** One query's median and slowest hundredth, and the latter when its restaurants are read for the first time. **Units** ms. */
export type QueryFigure = {
  readonly name: string;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly firstP99Ms: number;
};

/**
 * Every restaurant-scoped read of the store, on one quiet connection.
 *
 * **Why** two rounds: the first of each query finds a cold connection, uncompiled code and pages that the fill pushed
 * out of memory. It is told apart, not hidden: a restaurant's first read of the morning is like it.
 */
export async function measureQueries(house: OpenHouse, filled: Filled, rounds: number): Promise<QueryFigure[]> {
  const { store } = house;
  const { collections } = scopeOf('pos');
  const page = (since: number) => ({ since, collections, limitRows: 500, limitBytes: 256 * 1024 });
  const reads: Record<string, (restaurant: string) => Promise<unknown>> = {
    'page of 50 orders': (restaurant) => store.page(restaurant, page(filled.ordersEach - 50)),
    'full page from 0': (restaurant) => store.page(restaurant, page(0)),
    'empty page': (restaurant) => store.page(restaurant, page(Number.MAX_SAFE_INTEGER)),
    head: (restaurant) => store.head(restaurant),
    'verdicts of 100 ops': (restaurant) => store.verdicts(restaurant, filled.restaurants.slice(0, 100)),
    'load for a write': (restaurant) =>
      store.write(
        restaurant,
        {
          opIds: filled.restaurants.slice(0, 70),
          installs: ['BENCH00000'],
          rows: new Map([
            ['orders', filled.restaurants.slice(0, 10)],
            ['order_lines', filled.restaurants.slice(0, 40)],
          ]),
        },
        () => ({ plan: undefined, value: 0 }),
      ),
    'orders delta of 50': (restaurant) =>
      store.readOrdersDelta(restaurant, { sinceVersion: filled.ordersEach - 50, limit: 50 }),
    devices: (restaurant) => store.devices(restaurant),
  };
  const figures: QueryFigure[] = [];
  for (const [name, read] of Object.entries(reads)) {
    const first = await time(read, filled.restaurants, rounds);
    const again = await time(read, filled.restaurants, rounds);
    figures.push({ name, p50Ms: again(50), p99Ms: again(99), firstP99Ms: first(99) });
  }
  return figures;
}

async function time(
  read: (restaurant: string) => Promise<unknown>,
  restaurants: readonly string[],
  rounds: number,
): Promise<(percentile: number) => number> {
  const histogram = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: 60_000_000,
    numberOfSignificantValueDigits: 3,
  });
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now();
    await read(restaurants[(round * 37) % restaurants.length] ?? '');
    histogram.recordValue(Math.max(1, Math.round((performance.now() - begun) * 1000)));
  }
  return (percentile) => histogram.getValueAtPercentile(percentile) / 1000;
}

/** Sequential scans of tenant tables that the run made; anything above none is a plan without the restaurant's index. */
export async function sequentialScans(query: Query): Promise<readonly string[]> {
  const rows = await query(
    `select relname, seq_scan::int as scans from pg_stat_user_tables where schemaname = 'public' and seq_scan > 0 and n_live_tup > 1000`,
  );
  return rows.map((row) => `${String(row['relname'])} ${String(row['scans'])}`);
}
