import { HOUSE } from '@resto360/sim';
import type { Database } from './database.ts';
import type { ChaosTablet } from './tablet.ts';

/** When the devices came to rest after everything was healed. `stuck`: those that did not, in words. **Units** ms. */
export type Settled = { readonly restedAtMs: readonly (number | undefined)[]; readonly stuck: readonly string[] };

/** At rest within this counts as success; longer than the other is stuck. **Units** ms. */
export const REST_TARGET_MS = 30_000;
const REST_MAX_MS = 75_000;
const QUIET_MS = 3_000;
const LOOK_MS = 100;

/** Waits until every device has sent everything and read everything, and stays so for a while. */
export async function settle(database: Database, tablets: readonly ChaosTablet[]): Promise<Settled> {
  const begun = performance.now();
  let restedAt: (number | undefined)[] = tablets.map(() => undefined);
  let allSince: number | undefined;
  for (;;) {
    const now = performance.now() - begun;
    const head = await headOf(database);
    const resting = await Promise.all(tablets.map((tablet) => isAtRest(tablet, head)));
    restedAt = resting.map((rests, index) => (rests ? (restedAt[index] ?? now) : undefined));
    allSince = resting.every(Boolean) ? (allSince ?? now) : undefined;
    const isQuiet = allSince !== undefined && now - allSince >= QUIET_MS;
    if (isQuiet || now > REST_MAX_MS) return { restedAtMs: restedAt, stuck: await wordsFor(tablets, restedAt) };
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

async function headOf(database: Database): Promise<number> {
  const rows = await database.query('select head from restaurants where restaurant_id = $1', [HOUSE.restaurant]);
  return Number(rows[0]?.['head']);
}

async function isAtRest({ store }: ChaosTablet, head: number): Promise<boolean> {
  return store.read(async (tx) => {
    const cursor = await tx.meta('cursor');
    return (await tx.list('outbox')).length === 0 && cursor?.cursor === head && !cursor.more;
  });
}

async function wordsFor(tablets: readonly ChaosTablet[], restedAt: readonly (number | undefined)[]): Promise<string[]> {
  const stuck = tablets.filter((_, index) => restedAt[index] === undefined);
  return Promise.all(
    stuck.map(async ({ name, store, device }) => {
      const { waiting, why } = await device.status();
      const cursor = await store.read((tx) => tx.meta('cursor'));
      return `${name}: ${waiting} ops wait, it has read to ${cursor?.cursor ?? 0}, ${why ?? 'nothing to say'}`;
    }),
  );
}
