import type { Id, Install } from '@resto360/domain';
import type { DeviceRead, Purge, Purged, PurgeRequest } from '@resto360/sync/server';
import { readFloor } from './sync-window.ts';
import { readHead } from './sync-write.ts';
import { mustTable, quoted } from './tables.ts';
import type { Transaction } from './transaction.ts';

/** Remembers how far a device has read; outside of the restaurant's lock, which no reader may wait for. */
export async function noteRead(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  { install, cursor, atMs }: DeviceRead & { readonly install: Install },
): Promise<void> {
  await transaction.query({
    name: 'device_read',
    text: 'update devices set read_to = $3, last_seen_at = $4 where restaurant_id = $1 and install = $2',
    values: [restaurant, install, cursor, new Date(atMs)],
  });
}

/** How far the devices have read that are not revoked. */
export async function listReads(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
): Promise<readonly DeviceRead[]> {
  const found = await transaction.query<DeviceRead>({
    name: 'device_reads',
    text: `select read_to as cursor, (extract(epoch from last_seen_at) * 1000)::bigint as "atMs" from devices
            where restaurant_id = $1 and revoked_at is null and read_to is not null and last_seen_at is not null`,
    values: [restaurant],
  });
  return found.rows;
}

/** One step of a purge, under the restaurant's lock: rows, horizon and its memory, or nothing of it (SYN-22). */
export async function purgeSome(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  { collections, upTo, days, rowsMax }: PurgeRequest,
): Promise<Purged> {
  const tables = collections.map((name) => quoted(mustTable(name).name));
  const locking = readHead(transaction, restaurant, { mode: 'lock' });
  const [, edge] = await Promise.all([
    locking,
    readFloor(transaction, restaurant, { days, floor: 0, leavesOut: false }),
  ]);
  const gone = tables.map((table) => `select version from ${table} where restaurant_id = $1 and ${tombstone}`);
  const found = await transaction.query<{ readonly horizon: number | null; readonly count: number }>({
    text: `select max(version) as horizon, count(*) as count from (
             select version from (${gone.join(' union all ')}) gone order by version limit $3) oldest`,
    values: [restaurant, Math.min(upTo, edge), rowsMax],
  });
  const { horizon, count } = found.rows[0] ?? { horizon: null, count: 0 };
  if (horizon === null) return { rows: 0, more: false };
  const going = tables.map((table) =>
    transaction.query({
      text: `delete from ${table} where restaurant_id = $1 and ${tombstone}`,
      values: [restaurant, horizon],
    }),
  );
  const rows = (await Promise.all(going)).reduce((sum, { rowCount }) => sum + rowCount, 0);
  await Promise.all([
    transaction.query({
      text: `insert into tombstone_purges (restaurant_id, horizon, head, rows)
             select restaurant_id, $2, head, $3 from restaurants where restaurant_id = $1`,
      values: [restaurant, horizon, rows],
    }),
    transaction.query({
      text: 'update restaurants set horizon = greatest(horizon, $2) where restaurant_id = $1',
      values: [restaurant, horizon],
    }),
  ]);
  return { rows, more: count >= rowsMax };
}

const tombstone = 'version <= $2 and deleted and born';

/** Every step so far. */
export async function listPurges(transaction: Transaction, restaurant: Id<'restaurant'>): Promise<readonly Purge[]> {
  const found = await transaction.query<Purge>({
    name: 'purges_all',
    text: 'select head as at, horizon from tombstone_purges where restaurant_id = $1 order by horizon',
    values: [restaurant],
  });
  return found.rows;
}
