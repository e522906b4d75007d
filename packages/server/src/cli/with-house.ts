import type { Config } from '../config.ts';
import type { ServerLog } from '../db/server-log.ts';
import { findRestaurant, listSlugs, type Restaurant } from '../enrolment/restaurants.ts';
import { openHouse, type OpenHouse } from '../start/open-house.ts';

/** Warnings to stderr, so that a command's own output stays clean. */
export const stderrLog: ServerLog = {
  debug() {},
  info() {},
  warn: (message) => console.error(message),
  error: (message) => console.error(message),
};

/** Runs a chore on the configured database, on the running server's own where one runs. */
export async function withHouse<T>(config: Config, work: (house: OpenHouse) => Promise<T>): Promise<T> {
  return withOpened(await openHouse(config, stderrLog, { share: true }), work);
}

/** Runs a chore on a restaurant that must be there: no new database is made in a folder that has none. */
export async function withRestaurant<T>(
  config: Config,
  slug: string | undefined,
  work: (house: OpenHouse, restaurant: Restaurant) => Promise<T>,
): Promise<T> {
  const opened = await openHouse(config, stderrLog, { share: true, mustExist: true });
  return withOpened(opened, async (house) => work(house, await mustRestaurant(house, slug ?? '')));
}

async function withOpened<T>(house: OpenHouse, work: (house: OpenHouse) => Promise<T>): Promise<T> {
  try {
    return await work(house);
  } finally {
    await house.close();
  }
}

/** The restaurant of a slug. **Errors**: throws a sentence that names those there are. */
async function mustRestaurant({ pool }: OpenHouse, slug: string): Promise<Restaurant> {
  const found = await findRestaurant(pool, slug);
  if (found) return found;
  const known = await listSlugs(pool);
  const hint = known.length === 0 ? 'there is none yet: try "resto360 demo"' : `there are ${known.join(', ')}`;
  throw new Error(`No restaurant is called "${slug}"; ${hint}.`);
}
