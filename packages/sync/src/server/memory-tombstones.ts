import { isTombstone } from '../window.ts';
import type { House } from './memory-house.ts';
import { floorAt } from './memory-window.ts';
import type { Purged, PurgeRequest } from './tombstones.ts';

/** One step of a purge in memory (SYN-22). */
export function purgeSome(house: House, { collections, upTo, days, rowsMax }: PurgeRequest): Purged {
  const last = Math.min(upTo, floorAt(house, house.head.day - days) ?? 0);
  const found = collections.flatMap((name) =>
    [...(house.rows.get(name)?.values() ?? [])].filter((row) => row.v <= last && isTombstone(row)),
  );
  const some = found.map(({ v }) => v).toSorted((a, b) => a - b);
  const horizon = some.slice(0, rowsMax).at(-1);
  if (horizon === undefined) return { rows: 0, more: false };
  const rows = dropTombstones(house.rows, collections, horizon);
  house.purges.push({ at: house.head.head, horizon });
  house.head = { ...house.head, horizon: Math.max(house.head.horizon, horizon) };
  return { rows, more: some.length > rows };
}

/** Takes every tombstone of these collections up to a version out of a house's rows; answers how many. */
export function dropTombstones(rows: House['rows'], collections: readonly string[], upTo: number): number {
  let dropped = 0;
  for (const name of collections) {
    for (const row of rows.get(name)?.values() ?? []) {
      if (row.v > upTo || !isTombstone(row)) continue;
      rows.get(name)?.delete(row.id);
      dropped += 1;
    }
  }
  return dropped;
}
