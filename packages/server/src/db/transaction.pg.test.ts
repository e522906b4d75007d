import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { type DatabasePool, openPool } from './pool.ts';
import { silentLog } from './server-log.ts';
import { type Transaction, withTransaction } from './transaction.ts';

const mine = '01890000-0000-7000-8000-000000000001';
const other = '01890000-0000-7000-8000-000000000002';

let database: TestDatabase;
let pool: DatabasePool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = openPool(database.appUrl, { connectionsMax: 4, log: silentLog });
  for (const id of [mine, other]) await write((transaction) => insert(transaction, id), id);
});
afterAll(async () => {
  await pool.close();
  await database.drop();
});

function write<T>(work: (transaction: Transaction) => Promise<T>, restaurantId: string | undefined = mine): Promise<T> {
  return withTransaction(pool, { mode: 'write', restaurantId }, work);
}

function insert(transaction: Transaction, id: string): Promise<unknown> {
  return transaction.query({
    text: `insert into restaurants (restaurant_id, slug, name, currency, timezone) values ($1, $2, 'Chez', 'XOF', 'Africa/Abidjan')`,
    values: [id, `chez-${id.slice(-1)}`],
  });
}

const rename = { text: 'update restaurants set name = $2 where restaurant_id = $1', values: [mine, 'renamed'] };
const failing = { text: 'select 1 / 0' };
const names = { text: 'select name from restaurants' };

async function nameOfMine(): Promise<unknown> {
  return write(async (transaction) => (await transaction.query<{ name: string }>(names)).rows[0]?.name);
}

describe('the tenant', () => {
  test('[TEN-6] sees its own rows only, although the statement names no restaurant', async () => {
    const all = { text: 'select restaurant_id from restaurants' };
    expect((await write((transaction) => transaction.query(all))).rows).toEqual([{ restaurant_id: mine }]);
    expect((await write((transaction) => transaction.query(all), other)).rows).toEqual([{ restaurant_id: other }]);
    const nobody = await withTransaction(pool, { mode: 'snapshot', restaurantId: undefined }, (transaction) =>
      transaction.query(all),
    );
    expect(nobody.rows).toEqual([]);
  });

  test('[TEN-6] cannot write into another restaurant', async () => {
    const third = '01890000-0000-7000-8000-000000000003';
    await expect(write((transaction) => insert(transaction, third))).rejects.toThrow(/row-level security/);
  });

  test('[TEN-8] does not stay on the connection', async () => {
    for (let n = 0; n < 8; n += 1) {
      expect((await pool.query({ text: 'select restaurant_id from restaurants' })).rows).toEqual([]);
    }
  });

  test('[TEN-8] an id that is none stops the transaction with its own error, not with the echo', async () => {
    const attempt = write((transaction) => transaction.query(rename), 'not-an-id');
    await expect(attempt).rejects.toMatchObject({ code: '22P02' });
  });

  test('[TEN-8] a tenant of null is refused', async () => {
    await expect(pool.query({ text: 'select set_tenant(null)' })).rejects.toThrow(/syntax error/);
  });
});

describe('the outcome', () => {
  test('an error of the work rolls back', async () => {
    const attempt = write(async (transaction) => {
      await transaction.query(rename);
      throw new Error('no');
    });
    await expect(attempt).rejects.toThrow('no');
    expect(await nameOfMine()).toBe('Chez');
  });

  test('a statement which failed and was not awaited fails the commit with its error', async () => {
    const attempt = write(async (transaction) => {
      void transaction.query(rename);
      void transaction.query(failing).catch(() => {});
    });
    await expect(attempt).rejects.toMatchObject({ code: '22012' });
    expect(await nameOfMine()).toBe('Chez');
  });

  test('a swallowed error fails the commit: ROLLBACK is not taken for COMMIT', async () => {
    const attempt = write(async (transaction) => {
      await transaction.query(rename);
      await transaction.query(failing).catch(() => {});
      await transaction.commit();
    });
    await expect(attempt).rejects.toMatchObject({ code: '22012' });
    expect(await nameOfMine()).toBe('Chez');
  });

  test('a rollback sent by the work itself is not taken for a commit', async () => {
    const attempt = write(async (transaction) => {
      await transaction.query(rename);
      await transaction.query(failing).catch(() => {});
      await transaction.query({ text: 'rollback' });
      await transaction.query({ text: 'begin' });
      await transaction.query(failing).catch(() => {});
    });
    await expect(attempt).rejects.toMatchObject({ code: '22012' });
  });

  test('an error undone by a savepoint does not fail the commit', async () => {
    await write(async (transaction) => {
      await transaction.query({ text: 'savepoint trial' });
      await transaction.query(failing).catch(() => {});
      await transaction.query({ text: 'rollback to savepoint trial' });
      await transaction.query({ ...rename, values: [mine, 'Chez'] });
    });
    expect(await nameOfMine()).toBe('Chez');
  });

  test('nothing is sent after COMMIT', async () => {
    const attempt = write(async (transaction) => {
      await transaction.commit();
      await transaction.query(names);
    });
    await expect(attempt).rejects.toThrow('A statement was sent after COMMIT.');
  });

  test('a killed connection is an error of the transaction, and the pool goes on', async () => {
    const attempt = write((transaction) =>
      transaction.query({ text: 'select pg_terminate_backend(pg_backend_pid())' }),
    );
    await expect(attempt).rejects.toThrow();
    expect(await nameOfMine()).toBe('Chez');
  });

  test('a snapshot cannot write', async () => {
    const attempt = withTransaction(pool, { mode: 'snapshot', restaurantId: mine }, (transaction) =>
      transaction.query(rename),
    );
    await expect(attempt).rejects.toMatchObject({ code: '25006' });
  });

  test('a row held by someone else is waited for no longer than the limit', async () => {
    const lock = { text: 'select 1 from restaurants where restaurant_id = $1 for update', values: [mine] };
    const attempt = write(async (holder) => {
      await holder.query(lock);
      await withTransaction(pool, { mode: 'write', restaurantId: mine, lockTimeoutMs: 50 }, (late) => late.query(lock));
    });
    await expect(attempt).rejects.toMatchObject({ code: '55P03' });
  });
});

describe('round trips', () => {
  test('opening, tenant and the first statements share one; COMMIT may share the last', async () => {
    const counts = await write(async (transaction) => {
      await Promise.all([transaction.query(names), transaction.query(names)]);
      const first = transaction.roundTrips;
      await Promise.all([transaction.query(names), transaction.commit()]);
      return [first, transaction.roundTrips];
    });
    expect(counts).toEqual([1, 2]);
  });
});

const readBigint = (value: string) =>
  pool.query<{ value: unknown }>({ text: 'select $1::bigint as value', values: [value] });

describe('values', () => {
  test('[TEN-3] bigint is a number, and beyond a safe integer an error', async () => {
    expect((await readBigint('-9007199254740991')).rows).toEqual([{ value: -9_007_199_254_740_991 }]);
    await expect(readBigint('9007199254740992')).rejects.toThrow(/beyond a safe integer/);
  });

  test('json is parsed, or left as text on request, also for a prepared statement used both ways', async () => {
    const statement = { name: 'json_both', text: `select '{"a": 1}'::jsonb as value` };
    expect((await pool.query(statement)).rows).toEqual([{ value: { a: 1 } }]);
    expect((await pool.query({ ...statement, json: 'text' })).rows).toEqual([{ value: '{"a": 1}' }]);
    expect((await pool.query(statement)).rows).toEqual([{ value: { a: 1 } }]);
  });
});
