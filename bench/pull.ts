import { assert } from '@resto360/domain';
import { LIMITS, scopeOf } from '@resto360/sync';
import type { DatabasePool } from '../packages/server/src/db/pool.ts';
import type { Statement } from '../packages/server/src/db/statement.ts';
import { createSyncStore } from '../packages/server/src/db/sync-store.ts';
import type { Filled } from './house.ts';
import { pairedRatio, ratePerSecond } from './load.ts';
import { WireClient } from './wire-client.ts';

const ORDERS = 50;

/** Pulls of 50 orders through HTTP against the same statements sent straight to PostgreSQL by the same driver. */
export async function measurePull(filled: Filled, pool: DatabasePool, port: number, lanes: number, blockMs: number) {
  const scope = scopeOf('pos');
  const since = filled.ordersEach - ORDERS;
  const clients = await Promise.all(Array.from({ length: lanes }, () => WireClient.open(port)));
  const bodies = filled.tills.map(({ restaurant, install }) =>
    Buffer.from(
      JSON.stringify({
        restaurant,
        install,
        lineage: 1,
        sentAt: 0,
        pull: { since, scope: scope.hash, limit: LIMITS.pageRows },
      }),
    ),
  );
  let bytes = 0;
  const overHttp = (encoding: string | undefined) => () =>
    ratePerSecond(lanes, blockMs, async (lane, turn) => {
      const place = (lane + turn * lanes) % filled.tills.length;
      const headers = {
        authorization: `Bearer ${filled.tills[place]?.token ?? ''}`,
        ...(encoding === undefined ? {} : { 'accept-encoding': encoding }),
      };
      const reply = await clients[lane]?.post('/api/sync', headers, bodies[place] ?? Buffer.alloc(0));
      assert(reply?.status === 200, `a pull is answered: ${reply?.status} ${reply?.body.toString().slice(0, 200)}`);
      bytes = reply.body.length;
    });
  const statements = await statementsOfPage(pool, filled, { since, collections: scope.collections });
  const straight = () =>
    ratePerSecond(lanes, blockMs, async (lane, turn) => {
      const restaurant = filled.tills[(lane + turn * lanes) % filled.tills.length]?.restaurant ?? '';
      const connection = await pool.connect();
      await Promise.all(statements(restaurant).map((statement) => connection.query(statement)));
      connection.release();
    });
  await straight();
  const plain = await pairedRatio(5, overHttp(undefined), straight);
  const plainBytes = bytes;
  const compressed: Record<string, { ratio: number; bytes: number }> = {};
  for (const encoding of ['zstd', 'br', 'gzip']) {
    const { ratio } = await pairedRatio(3, overHttp(encoding), straight);
    compressed[encoding] = { ratio, bytes };
  }
  for (const client of clients) client.close();
  return { ratio: plain.ratio, httpPerSecond: plain.a, straightPerSecond: plain.b, bytes: plainBytes, compressed };
}

// What the store really sends for one page, noted on its way to the pool, to be sent again without the store.
async function statementsOfPage(
  pool: DatabasePool,
  filled: Filled,
  page: { since: number; collections: readonly string[] },
) {
  const noted: Statement[] = [];
  const noting: DatabasePool = {
    ...pool,
    connect: async () => {
      const connection = await pool.connect();
      return {
        query: (statement) => {
          noted.push(statement);
          return connection.query(statement);
        },
        release: (broken) => connection.release(broken),
      };
    },
  };
  const model = filled.tills[0]?.restaurant ?? '';
  await createSyncStore(noting).page(model, { ...page, limitRows: LIMITS.pageRows, limitBytes: LIMITS.pageBytes });
  return (restaurant: string): Statement[] =>
    noted.map((statement) => ({
      ...statement,
      ...(statement.values ? { values: statement.values.map((value) => (value === model ? restaurant : value)) } : {}),
    }));
}
