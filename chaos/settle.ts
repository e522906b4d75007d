import { HOUSE } from '@resto360/sim';
import type { Database } from './database.ts';
import type { RigTablet } from './rig-tablet.ts';

/** What answers plain SQL. */
type Asked = Pick<Database, 'query'>;

/** When the devices came to rest after everything was healed. `stuck`: those that did not, in words. **Units** ms. */
export type Settled = { readonly restedAtMs: readonly (number | undefined)[]; readonly stuck: readonly string[] };

/** At rest within this counts as success; longer than the other is stuck. **Units** ms. */
export const REST_TARGET_MS = 30_000;
const REST_MAX_MS = 75_000;
const QUIET_MS = 3_000;
const LOOK_MS = 100;

/** The passing of time: the machine's, or a test's. **Units** ms. */
export type Passing = { readonly nowMs: () => number; readonly pause: (ms: number) => Promise<unknown> };

const MACHINE: Passing = { nowMs: () => performance.now(), pause: (ms) => pause(ms) };

/** Waits until every device has read something of the house. */
export async function allHaveRead(tablets: readonly RigTablet[]): Promise<void> {
  for (const tablet of tablets) while (((await tablet.progress())?.cursor ?? 0) === 0) await pause(LOOK_MS);
}

/**
 * Waits until every device has sent everything and read everything, and stays so for a while.
 * **Units** `begun`: when everything was healed, ms of `performance.now()`.
 */
export async function settle(
  database: Asked,
  tablets: readonly RigTablet[],
  begun: number,
  time: Passing = MACHINE,
): Promise<Settled> {
  let restedAt: (number | undefined)[] = tablets.map(() => undefined);
  let allSince: number | undefined;
  for (;;) {
    const now = time.nowMs() - begun;
    const head = await headOf(database);
    const resting = await Promise.all(tablets.map((tablet) => isAtRest(tablet, head)));
    restedAt = resting.map((rests, index) => (rests ? (restedAt[index] ?? now) : undefined));
    allSince = resting.every(Boolean) ? (allSince ?? now) : undefined;
    const isQuiet = allSince !== undefined && now - allSince >= QUIET_MS;
    if (isQuiet || now > REST_MAX_MS) return { restedAtMs: restedAt, stuck: await wordsFor(tablets, restedAt) };
    await time.pause(LOOK_MS);
  }
}

/** The version that the house stands at. */
export async function headOf(database: Asked): Promise<number> {
  const rows = await database.query('select head from restaurants where restaurant_id = $1', [HOUSE.restaurant]);
  return Number(rows[0]?.['head']);
}

async function isAtRest(tablet: RigTablet, head: number): Promise<boolean> {
  const at = await tablet.progress();
  return at !== undefined && at.waiting === 0 && at.cursor === head && !at.hasMore;
}

async function wordsFor(tablets: readonly RigTablet[], restedAt: readonly (number | undefined)[]): Promise<string[]> {
  const stuck = tablets.filter((_, index) => restedAt[index] === undefined);
  return Promise.all(
    stuck.map(async (tablet) => {
      const at = await tablet.progress();
      if (!at) return `${tablet.name}: does not answer`;
      return `${tablet.name}: ${at.waiting} ops wait, it has read to ${at.cursor}, ${at.why ?? 'nothing to say'}`;
    }),
  );
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
