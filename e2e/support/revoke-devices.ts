// A program of its own, run against the database of a story's server: takes every device of a restaurant its right to
// sync. There is no page and no command for this yet.
import { readConfig } from '../../packages/server/src/config.ts';
import { silentLog } from '../../packages/server/src/db/server-log.ts';
import { withTransaction } from '../../packages/server/src/db/transaction.ts';
import { findRestaurant } from '../../packages/server/src/enrolment/restaurants.ts';
import { openHouse } from '../../packages/server/src/start/open-house.ts';

const house = await openHouse(readConfig(process.env), silentLog, { share: true });
const restaurant = await findRestaurant(house.pool, process.argv[2] ?? '');
if (!restaurant) throw new Error('name a restaurant by its slug');
const { id } = restaurant;
await withTransaction(house.pool, { mode: 'write', restaurantId: id }, (transaction) =>
  transaction.query({ text: 'update devices set revoked_at = now() where restaurant_id = $1', values: [id] }),
);
await house.close();
