import { assert, CATALOG, MapView, nameId, type Id, type Install } from '@resto360/domain';
import { DEMO_RESTAURANTS } from '@resto360/domain/demo';
import { CHAIN_START } from '@resto360/sync';
import { applyOps } from '@resto360/sync/server';
import { hashSecret, newSecret, SecretKind } from '../packages/server/src/enrolment/secrets.ts';
import { createRestaurant } from '../packages/server/src/enrolment/restaurants.ts';
import { nodeSha256 } from '../packages/server/src/http/sync-route.ts';
import { loadDemo } from '../packages/server/src/demo-load.ts';
import type { OpenHouse } from '../packages/server/src/start/open-house.ts';
import { openDay, takeOrder, type Service } from './one-order.ts';

/** A till that the load speaks as. */
export type Till = { readonly restaurant: Id<'restaurant'>; readonly install: Install; readonly token: string };

/** The filled database: its restaurants, and a till in the first of them. */
export type Filled = {
  readonly restaurants: readonly Id<'restaurant'>[];
  readonly tills: readonly Till[];
  readonly service: Service;
  readonly ordersEach: number;
  readonly fillMs: number;
};

const START_MS = Date.UTC(2026, 9, 1, 10);
/** Connections that fill the database together. */
export const FILLERS = 4;
/** Restaurants that the load speaks to. */
const TILLS = 48;

/** Loads a model restaurant, takes orders in it through the one write path, and multiplies their rows in SQL. */
export async function fill(
  house: OpenHouse,
  query: Query,
  size: { restaurants: number; orders: number },
): Promise<Filled> {
  const begun = performance.now();
  const model = DEMO_RESTAURANTS[0];
  assert(model, 'there is a demo');
  await loadDemo({ pool: house.pool, store: house.store, nowMs: Date.now });
  const view = new MapView();
  for (const name of CATALOG.keys()) for (const row of await house.store.rows(model.id, name)) view.put(name, row);
  const till = await enrol(house, query, model.id, 900);
  const service = { view, restaurant: model.id, install: till.install, base: 0 };
  const ops = [openDay(service, START_MS), ...takeOrder(service, { number: 3, startMs: START_MS })];
  const chain = { install: till.install, seq: 1, prev: CHAIN_START, sig: null, ops };
  const deps = { store: house.store, hash: nodeSha256, nowMs: () => START_MS + 86_400_000 };
  await applyOps(model.id, [chain], till.install, deps);
  const restaurants: Id<'restaurant'>[] = [];
  for (let number = 0; number < size.restaurants; number++) {
    const id: Id<'restaurant'> = nameId(`bench:${number}`);
    restaurants.push(id);
    await createRestaurant(house.pool, { ...model, id, slug: `bench-${number}` });
  }
  await multiply(query, model.id, restaurants, size.orders);
  const tills: Till[] = [];
  for (const [number, id] of restaurants.slice(0, TILLS).entries()) tills.push(await enrol(house, query, id, number));
  for (const name of ['orders', 'order_lines', 'payments', 'receipts']) await query(`vacuum analyze ${name}`);
  // What the fill left to write would otherwise be written while the first queries are timed.
  await query('checkpoint');
  return { restaurants, tills, service, ordersEach: size.orders, fillMs: performance.now() - begun };
}

/** Runs a statement as the owner of the tables. */
export type Query = (text: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;

async function enrol(_house: OpenHouse, query: Query, restaurant: Id<'restaurant'>, number: number): Promise<Till> {
  const token = newSecret(SecretKind.device, restaurant);
  const install: Install = `BENCH${String(number).padStart(5, '0')}`;
  await query(
    `insert into devices (restaurant_id, install, device_id, kind, series, name, token_hash)
     values ($1, $2, gen_random_uuid(), 'pos', 'T1', 'bench', $3)`,
    [restaurant, install, hashSecret(token)],
  );
  return { restaurant, install, token };
}

// A UUID of version 7's form that follows from the restaurant, the order and the row's place.
const id = (salt: string) =>
  `(substr(md5($1::text || o || '${salt}'), 1, 8) || '-' || substr(md5($1::text || o || '${salt}'), 9, 4) || '-7' || substr(md5($1::text || o || '${salt}'), 14, 3) || '-a' || substr(md5($1::text || o || '${salt}'), 18, 3) || '-' || substr(md5($1::text || o || '${salt}'), 21, 12))`;

/**
 * Every order of every restaurant is the model's with other ids: seven rows of one version each. The rows are those
 * that the engine itself stored for the model, so their form is the real one.
 */
async function multiply(query: Query, model: Id, restaurants: readonly Id[], orders: number): Promise<void> {
  const [order] = await query('select id from orders where restaurant_id = $1', [model]);
  const lines = await query('select id from order_lines where restaurant_id = $1', [model]);
  const [payment] = await query('select id from payments where restaurant_id = $1', [model]);
  const [receipt] = await query('select id from receipts where restaurant_id = $1', [model]);
  const old = [order, ...lines, payment, receipt].map((row) => String(row?.['id']));
  const renamed = old.reduce(
    (text, before, index) => `replace(${text}, '${before}', ${id(String(index))})`,
    'm.f::text',
  );
  const placeOf = `array_position(array['${old.join("','")}']::text[], m.id::text) - 1`;
  const newId = `case ${placeOf} ${old.map((_, index) => `when ${index} then ${id(String(index))}`).join(' ')} end`;
  const left = restaurants.values();
  const fillNext = async () => {
    for (const restaurant of left) await multiplyInto(restaurant);
  };
  const multiplyInto = async (restaurant: Id) => {
    for (const table of ['orders', 'order_lines', 'payments', 'receipts']) {
      const tree = table === 'orders' ? ['tree_version, ', 'o, '] : ['', ''];
      await query(
        `insert into ${table} (restaurant_id, id, version, st, sv, extra, ${tree[0]}f)
         select $1::uuid, (${newId})::uuid, o, m.st, o, m.extra, ${tree[1]}(${renamed})::jsonb
           from ${table} m, generate_series(1, $3::int) o where m.restaurant_id = $2`,
        [restaurant, model, orders],
      );
    }
    await query('update restaurants set head = $2 where restaurant_id = $1', [restaurant, orders]);
  };
  await Promise.all(Array.from({ length: FILLERS }, fillNext));
}
