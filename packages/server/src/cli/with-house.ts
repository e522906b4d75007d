import type { Config } from '../config.ts';
import type { ServerLog } from '../db/server-log.ts';
import { findRestaurant, listSlugs, type Restaurant } from '../enrolment/restaurants.ts';
import { openHouse, type OpenHouse } from '../start/open-house.ts';

/** Warnings to stderr, so that a command's own output stays clean. */
const stderrLog: ServerLog = {
  debug() {},
  info() {},
  warn: (message) => console.error(message),
  error: (message) => console.error(message),
};

/** Runs a chore on the configured database, on the running server's own where one runs. */
export async function withHouse<T>(config: Config, work: (house: OpenHouse) => Promise<T>): Promise<T> {
  const house = await openHouse(config, stderrLog, { share: true });
  try {
    return await work(house);
  } finally {
    await house.close();
  }
}

/** The restaurant of a slug. **Errors**: throws a sentence that names those there are. */
export async function mustRestaurant({ pool }: OpenHouse, slug: string): Promise<Restaurant> {
  const found = await findRestaurant(pool, slug);
  if (found) return found;
  const known = await listSlugs(pool);
  const hint = known.length === 0 ? 'there is none yet: try "resto360 demo"' : `there are ${known.join(', ')}`;
  throw new Error(`No restaurant is called "${slug}"; ${hint}.`);
}
