import { type Id, assert } from '@resto360/domain';
import { CHAIN_START, type Verdict } from '@resto360/sync';
import {
  type DeviceState,
  type Head,
  type HeldWriter,
  type JournalEntry,
  type KnownOp,
  type LoadRequest,
  type Loaded,
  type StoredRow,
  type WritePlan,
  verdictOf,
} from '@resto360/sync/server';
import { deviceSelect, type DeviceRecord, toDevice } from './device-record.ts';
import { monthOfOp } from './op-month.ts';
import { recordOf, upsertText } from './row-record.ts';
import { rowText } from './row-sql.ts';
import { noteDay, raiseOldOrders } from './sync-window.ts';
import { mustTable, quoted } from './tables.ts';
import type { Transaction } from './transaction.ts';

/**
 * Locks the restaurant and reads what a write must know: one flush, one statement per touched collection.
 *
 * **Why** statements after the lock see what was committed before it was given: each takes its own moment, and they
 * run one after the other however they were sent. NO KEY UPDATE keeps writers apart as well as UPDATE does, and lets a
 * device enrol meanwhile (its foreign key only asks that the restaurant's key stays).
 */
export async function lockAndLoad(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  load: LoadRequest,
): Promise<Loaded> {
  const locking = readHead(transaction, restaurant, { mode: 'lock', hashesAt: load.hashesAt });
  const knowing = readKnown(transaction, restaurant, load.opIds);
  const meeting = readDevices(transaction, restaurant, load.installs);
  const reading = [...load.rows].map(([collection, ids]) => readRows(transaction, restaurant, { collection, ids }));
  const [head, known, devices, ...rows] = await Promise.all([locking, knowing, meeting, ...reading]);
  assert(head, 'the restaurant exists');
  const byKey = new Map(rows.flat());
  return { head, known, devices, row: (collection, id) => byKey.get(`${collection}/${id}`) };
}

/** Sends everything a plan stores, and COMMIT behind it: one flush. */
export async function storeAndCommit(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  plan: WritePlan,
  beforeCommit?: BeforeCommit,
): Promise<void> {
  const trees = new Set(plan.treeOrders);
  const orders = new Set(plan.rows.get('orders')?.map(({ id }) => id));
  const sent: Promise<unknown>[] = [];
  if (plan.days.isFirst) sent.push(noteDay(transaction, restaurant, plan.days.today));
  if (plan.treeOrders.length > 0) sent.push(raiseOldOrders(transaction, restaurant, plan));
  for (const [name, rows] of plan.rows) {
    if (rows.length > 0) sent.push(upsertRows(transaction, restaurant, { name, rows, trees, head: plan.head }));
  }
  const others = plan.treeOrders.filter((id) => !orders.has(id));
  if (others.length > 0) sent.push(touchOrders(transaction, restaurant, others, plan.head));
  if (plan.journal.length > 0) sent.push(insertOps(transaction, restaurant, plan.journal));
  if (plan.writers.length > 0) sent.push(nameWriters(transaction, restaurant, plan.writers));
  if (plan.devices.length > 0) sent.push(updateDevices(transaction, restaurant, plan.devices));
  sent.push(
    transaction.query({
      name: 'restaurant_head',
      text: 'update restaurants set head = $2, journal_hash = $3, last_day = $4, last_clock_day = $5 where restaurant_id = $1',
      values: [restaurant, plan.head, plan.journalHash, plan.days.today, plan.days.clockDay],
    }),
  );
  // What else has to be there when this is: it may need answers, so COMMIT waits for it.
  if (beforeCommit) await beforeCommit(transaction, restaurant, plan);
  await Promise.all([...sent, transaction.commit()]);
}

/** More of the same transaction: what a write asks of others, such as payments of their workers. */
export type BeforeCommit = (transaction: Transaction, restaurant: Id<'restaurant'>, plan: WritePlan) => Promise<void>;

/**
 * The restaurant's counter, locked against other writes on request, with the journal's hash at the versions asked for.
 *
 * **Why** in one statement: a push then compares histories without one more, and a device that has read everything costs
 * no look into the journal. What it has read was committed before it asked, so the statement's own moment shows it. Who
 * asks for no version pays nothing for the journal's partitions.
 */
export async function readHead(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  { mode, hashesAt }: { readonly mode: 'lock' | 'read'; readonly hashesAt?: readonly number[] | undefined },
): Promise<Head | undefined> {
  const isAsked = hashesAt !== undefined && hashesAt.length > 0;
  const text = `select ${headColumns}${isAsked ? hashesColumn : ''} from restaurants r where restaurant_id = $1`;
  const found = await transaction.query<HeadRecord>({
    name: `restaurant_${mode}${isAsked ? '_hashes' : ''}`,
    text: mode === 'lock' ? `${text} for no key update of r` : text,
    values: isAsked ? [restaurant, hashesAt] : [restaurant],
  });
  const [row] = found.rows;
  if (!row) return undefined;
  const { hashes = [], ...head } = { ...row, journalHash: row.journalHash ?? CHAIN_START };
  return hashesAt ? { ...head, hashes: hashes.map((hash) => hash ?? CHAIN_START) } : head;
}

type HeadRecord = Omit<Head, 'journalHash' | 'hashes'> & {
  readonly journalHash: string | null;
  readonly hashes?: readonly (string | null)[];
};

const headColumns =
  'lineage, head, journal_hash as "journalHash", lineage_starts as starts, last_day as day, last_clock_day as "clockDay", horizon';
const hashesColumn = `,
         array(select case when asked.version >= r.head then r.journal_hash
                           else (select chain from ops
                                  where restaurant_id = $1 and version <= asked.version
                                  order by version desc limit 1)
                      end
                 from unnest($2::bigint[]) with ordinality asked(version, place)
                order by place) as hashes`;

/** Begins the history after `after`, unless it has begun; undefined on a server that only follows another. */
export async function beginLineage(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  { after, common }: { readonly after: number; readonly common: number | undefined },
): Promise<Head | undefined> {
  const follows = await transaction.query<{ readonly follows: boolean }>({
    text: 'select pg_is_in_recovery() as follows',
  });
  if (follows.rows[0]?.follows !== false) return undefined;
  await transaction.query({
    text: `update restaurants set lineage = lineage + 1,
                                 lineage_starts = lineage_starts || least(head, $3::bigint),
                                 lineage_began_at = now()
            where restaurant_id = $1 and lineage = $2`,
    values: [restaurant, after, common ?? null],
  });
  return readHead(transaction, restaurant, { mode: 'read' });
}

type KnownRecord = Pick<JournalEntry, 'id' | 'verdict' | 'version' | 'code' | 'effective'> & { readonly body: string };

// Month and id as two lists: the partitions are chosen by the first, the key is searched by both.
async function readKnown(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  ids: readonly Id[],
): Promise<Map<Id, KnownOp>> {
  if (ids.length === 0) return new Map();
  const found = await transaction.query<KnownRecord>({
    name: 'ops_known',
    text: `select id, verdict, version, code, effective, body from ops
            where restaurant_id = $1 and month = any($2::date[]) and id = any($3::uuid[])`,
    values: [restaurant, [...new Set(ids.map(monthOfOp))], ids],
  });
  return new Map(found.rows.map((op) => [op.id, { id: op.id, body: op.body, verdict: verdictOf(op) }]));
}

/** The verdicts on the ops that are known. */
export async function readVerdicts(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  ids: readonly Id[],
): Promise<Map<Id, Verdict>> {
  if (ids.length === 0) return new Map();
  const found = await transaction.query<Omit<KnownRecord, 'body'>>({
    name: 'ops_verdicts',
    text: `select id, verdict, version, code, effective from ops
            where restaurant_id = $1 and month = any($2::date[]) and id = any($3::uuid[])`,
    values: [restaurant, [...new Set(ids.map(monthOfOp))], ids],
  });
  return new Map(found.rows.map((op) => [op.id, verdictOf(op)]));
}

async function readDevices(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  installs: readonly string[],
): Promise<Map<string, DeviceState>> {
  if (installs.length === 0) return new Map();
  const found = await transaction.query<DeviceRecord>({
    name: 'devices_load',
    text: `${deviceSelect} where restaurant_id = $1 and install = any($2::text[])`,
    values: [restaurant, installs],
  });
  return new Map(found.rows.map((record) => [record.install, toDevice(record)]));
}

async function readRows(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  { collection, ids }: { readonly collection: string; readonly ids: readonly Id[] },
): Promise<(readonly [key: string, row: StoredRow])[]> {
  const table = mustTable(collection);
  const found = await transaction.query<{ readonly row: string }>({
    name: `load_${table.name}`,
    text: `select ${rowText('stored')} as row from ${quoted(table.name)} t
            where t.restaurant_id = $1 and t.id = any($2::uuid[])`,
    values: [restaurant, ids],
  });
  return found.rows.map(({ row }) => {
    const stored = JSON.parse(row) as StoredRow;
    return [`${collection}/${stored.id}`, stored];
  });
}

type Upsert = {
  readonly name: string;
  readonly rows: readonly StoredRow[];
  readonly trees: ReadonlySet<Id>;
  readonly head: number;
};

function upsertRows(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  { name, rows, trees, head }: Upsert,
): Promise<unknown> {
  const table = mustTable(name);
  const records = rows.map((row) => {
    const record = recordOf(row);
    return table.hasTreeVersion && trees.has(row.id) ? { ...record, tree_version: head } : record;
  });
  return transaction.query({
    name: `upsert_${table.name}`,
    text: upsertText(table),
    values: [restaurant, JSON.stringify(records)],
  });
}

function touchOrders(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  ids: readonly Id[],
  head: number,
): Promise<unknown> {
  return transaction.query({
    name: 'orders_tree',
    text: 'update orders set tree_version = $3 where restaurant_id = $1 and id = any($2::uuid[])',
    values: [restaurant, ids, head],
  });
}

const opColumns =
  'id uuid, month date, version bigint, position int, install text, seq bigint, prev text, link text, body text, ' +
  'kind text, actor text, stamp text, effective text, base bigint, verdict text, code text, chain text';
const opNames = opColumns.replaceAll(/ \w+(?=,|$)/g, '');

function insertOps(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  journal: readonly JournalEntry[],
): Promise<unknown> {
  const records = journal.map((entry) => ({ ...entry, month: monthOfOp(entry.id) }));
  return transaction.query({
    name: 'ops_insert',
    text: `insert into ops (restaurant_id, ${opNames}, received_at)
           select $1::uuid, ${opNames}, to_timestamp("receivedAt" / 1000.0)
             from jsonb_to_recordset($2::jsonb) as r(${opColumns}, "receivedAt" bigint)`,
    values: [restaurant, JSON.stringify(records)],
  });
}

// Behind the rows and the journal of this version, in the same flush: the value that was met may be of this very version.
function nameWriters(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  writers: readonly HeldWriter[],
): Promise<unknown> {
  return transaction.query({
    name: 'conflicts_writers',
    text: `update conflicts c set f = c.f || jsonb_build_object(w.field, o.actor)
             from jsonb_to_recordset($2::jsonb) as w(conflict uuid, field text, version bigint, stamp text)
            cross join lateral (
              select o.actor from ops o
               where o.restaurant_id = $1 and o.version = w.version and o.verdict = 'ok'
                 and coalesce(o.effective, o.stamp) = w.stamp
               order by o.position limit 1) o
            where c.restaurant_id = $1 and c.id = w.conflict`,
    values: [restaurant, JSON.stringify(writers)],
  });
}

function updateDevices(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  devices: readonly DeviceState[],
): Promise<unknown> {
  const records = devices.map((device) => ({
    install: device.install,
    seen: device.seen,
    tip_seq: device.seen.at(-1)?.[1] ?? null,
    tip_hash: device.tipHash,
    clamp_stamp: device.clampStamp,
  }));
  return transaction.query({
    name: 'devices_store',
    text: `update devices d
              set seen = r.seen, tip_seq = r.tip_seq, tip_hash = r.tip_hash, clamp_stamp = r.clamp_stamp, updated_at = now()
             from jsonb_to_recordset($2::jsonb)
               as r(install text, seen jsonb, tip_seq bigint, tip_hash text, clamp_stamp text)
            where d.restaurant_id = $1 and d.install = r.install`,
    values: [restaurant, JSON.stringify(records)],
  });
}
