import { build } from 'hdr-histogram-js';
import { scopeOf } from '@resto360/sync';
import type { OpenHouse } from '../packages/server/src/start/open-house.ts';
import type { Query, Filled } from './house.ts';

/** One query's slowest hundredth, and the indexes of its plan. **Units** ms. */
export type QueryFigure = { readonly name: string; readonly p50Ms: number; readonly p99Ms: number };

/** Every restaurant-scoped read of the store, on one quiet connection. */
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
    const histogram = build({
      lowestDiscernibleValue: 1,
      highestTrackableValue: 60_000_000,
      numberOfSignificantValueDigits: 3,
    });
    for (let round = 0; round < rounds + 20; round++) {
      const begun = performance.now();
      await read(filled.restaurants[(round * 37) % filled.restaurants.length] ?? '');
      // The first rounds make the plan and warm the cache of a connection that just opened.
      if (round >= 20) histogram.recordValue(Math.max(1, Math.round((performance.now() - begun) * 1000)));
    }
    figures.push({
      name,
      p50Ms: histogram.getValueAtPercentile(50) / 1000,
      p99Ms: histogram.getValueAtPercentile(99) / 1000,
    });
  }
  return figures;
}

/** Sequential scans of tenant tables that the run made; anything above none is a plan without the restaurant's index. */
export async function sequentialScans(query: Query): Promise<readonly string[]> {
  const rows = await query(
    `select relname, seq_scan::int as scans from pg_stat_user_tables where schemaname = 'public' and seq_scan > 0 and n_live_tup > 1000`,
  );
  return rows.map((row) => `${String(row['relname'])} ${String(row['scans'])}`);
}
