import type { Id } from '@resto360/domain';
import type { DatabasePool } from '../db/pool.ts';
import { withTransaction } from '../db/transaction.ts';
import { houseHourOf } from '../mail/house-hour.ts';

/** From ten in the evening to seven in the morning, by the house's clock. **Source** section 5.3 of the providers' page. */
const FROM_HOUR = 22;
const UNTIL_HOUR = 7;

/** Whether it is night where a house is: then nobody is asked for what was put off (PAY-18). */
export async function isQuiet(pool: DatabasePool, restaurant: Id<'restaurant'>, nowMs: number): Promise<boolean> {
  const found = await withTransaction(pool, { mode: 'snapshot', restaurantId: restaurant }, (transaction) =>
    transaction.query<{ readonly timezone: string }>({
      name: 'house_timezone',
      text: `select coalesce(s.timezone, r.timezone) as timezone
               from restaurants r left join settings s on s.restaurant_id = r.restaurant_id
              where r.restaurant_id = $1`,
      values: [restaurant],
    }),
  );
  const { hour } = houseHourOf(nowMs, found.rows[0]?.timezone ?? 'UTC');
  return hour >= FROM_HOUR || hour < UNTIL_HOUR;
}
