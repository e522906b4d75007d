import type { Id } from '@resto360/domain';
import type { DatabasePool } from './pool.ts';

/** Every restaurant of this database, by its name in addresses: for chores that go from one to the next. */
export async function listRestaurants(pool: DatabasePool): Promise<readonly Id<'restaurant'>[]> {
  const found = await pool.query<{ readonly id: Id<'restaurant'> }>({
    text: 'select restaurant_id as id from restaurant_slugs order by slug',
  });
  return found.rows.map(({ id }) => id);
}
