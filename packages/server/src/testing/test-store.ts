import { randomBytes } from 'node:crypto';
import { type Id, type Install, uuidV7 } from '@resto360/domain';
import type { DeviceKind } from '@resto360/sync';
import { type DatabasePool, openPool } from '../db/pool.ts';
import { silentLog } from '../db/server-log.ts';
import type { Answer, Statement } from '../db/statement.ts';
import { type SyncStore, type SyncStoreOptions, createSyncStore } from '../db/sync-store.ts';
import { withTransaction } from '../db/transaction.ts';
import { type TestDatabase, createTestDatabase } from './database.ts';

/** A store on a database of one test file's own, with a hand on every statement it sends. */
export interface TestStore {
  readonly database: TestDatabase;
  readonly pool: DatabasePool;
  readonly store: SyncStore;
  addRestaurant(): Promise<Id<'restaurant'>>;
  addDevice(
    restaurant: Id<'restaurant'>,
    device: { readonly install: Install; readonly kind: DeviceKind },
  ): Promise<void>;
  close(): Promise<void>;
}

/** Sees each statement before it is sent, and may send another, wait, or fail. */
export type Tap = <Row>(
  statement: Statement,
  send: (statement: Statement) => Promise<Answer<Row>>,
) => Promise<Answer<Row>>;

/** Opens it; close it in `afterAll`. */
export async function openTestStore(
  options: SyncStoreOptions & { tap?: Tap; connectionsMax?: number } = {},
): Promise<TestStore> {
  const database = await createTestDatabase();
  const pool = openPool(database.appUrl, { connectionsMax: options.connectionsMax ?? 10, log: silentLog });
  const store = createSyncStore(options.tap ? tappedPool(pool, options.tap) : pool, options);
  let devices = 0;
  const insert = (restaurantId: Id<'restaurant'>, statement: Statement) =>
    withTransaction(pool, { mode: 'write', restaurantId }, (transaction) => transaction.query(statement));
  return {
    database,
    pool,
    store,
    async addRestaurant() {
      const id = uuidV7(Date.now(), randomBytes(10));
      const text = `insert into restaurants (restaurant_id, slug, name, currency, timezone)
                    values ($1, $2, 'Chez Tantie', 'XOF', 'Africa/Abidjan')`;
      await insert(id, { text, values: [id, `chez-${id.slice(-12)}`] });
      return id;
    },
    async addDevice(restaurant, { install, kind }) {
      const text = `insert into devices (restaurant_id, install, device_id, kind, series, name)
                    values ($1, $2, $3, $4, $5, 'Caisse')`;
      await insert(restaurant, {
        text,
        values: [restaurant, install, uuidV7(Date.now(), randomBytes(10)), kind, `T${++devices}`],
      });
    },
    async close() {
      await pool.close();
      await database.drop();
    },
  };
}

/** The pool, with every statement of its connections going through a tap. */
export function tappedPool(pool: DatabasePool, tap: Tap): DatabasePool {
  return {
    ...pool,
    async connect() {
      const connection = await pool.connect();
      return {
        query: <Row>(statement: Statement) => tap<Row>(statement, (sent) => connection.query<Row>(sent)),
        release: (broken) => connection.release(broken),
      };
    },
  };
}
