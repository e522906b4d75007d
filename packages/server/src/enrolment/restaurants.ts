import type { Id } from '@resto360/domain';
import { SERVER_INSTALL } from '@resto360/sync';
import type { DatabasePool } from '../db/pool.ts';
import { withTransaction } from '../db/transaction.ts';

/** What the tables outside the sync know of a restaurant. */
export type Restaurant = {
  readonly id: Id<'restaurant'>;
  readonly slug: string;
  readonly name: string;
  readonly currency: string;
  readonly timezone: string;
};

/** Makes a restaurant with its way in by name and the server's own install. Harmless when repeated. */
export async function createRestaurant(pool: DatabasePool, { id, slug, ...rest }: Restaurant): Promise<void> {
  await withTransaction(pool, { mode: 'write', restaurantId: id }, async (transaction) => {
    await Promise.all([
      transaction.query({
        text: `insert into restaurants (restaurant_id, slug, name, currency, timezone) values ($1, $2, $3, $4, $5)
               on conflict (restaurant_id) do nothing`,
        values: [id, slug, rest.name, rest.currency, rest.timezone],
      }),
      transaction.query({
        text: `insert into devices (restaurant_id, install, device_id, kind, series, name)
               values ($1, $2, $1, 'office', 'S0', 'RESTO360') on conflict (restaurant_id, install) do nothing`,
        values: [id, SERVER_INSTALL],
      }),
      transaction.query({
        text: 'insert into restaurant_slugs (slug, restaurant_id) values ($1, $2) on conflict (restaurant_id) do nothing',
        values: [slug, id],
      }),
    ]);
  });
}

/** The restaurant of a name in addresses and commands. */
export async function findRestaurant(pool: DatabasePool, slug: string): Promise<Restaurant | undefined> {
  const routes = await pool.query<{ id: Id<'restaurant'> }>({
    text: 'select restaurant_id as id from restaurant_slugs where slug = $1',
    values: [slug],
  });
  const id = routes.rows[0]?.id;
  if (id === undefined) return undefined;
  return withTransaction(pool, { mode: 'snapshot', restaurantId: id }, async (transaction) => {
    const found = await transaction.query<Restaurant>({
      text: `select restaurant_id as id, slug, name, currency, timezone from restaurants where restaurant_id = $1`,
      values: [id],
    });
    return found.rows[0];
  });
}

/** The names of all restaurants, for commands that were given a wrong one. */
export async function listSlugs(pool: DatabasePool): Promise<readonly string[]> {
  const found = await pool.query<{ slug: string }>({ text: 'select slug from restaurant_slugs order by slug' });
  return found.rows.map(({ slug }) => slug);
}
