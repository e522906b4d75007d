import { MapView, backOf, dueOf, find, orders, rootOf, type Id, type Row } from '@resto360/domain';
import type { AttemptRow } from '@resto360/payments';
import { rowText } from '../db/row-sql.ts';
import { mustTable, quoted } from '../db/tables.ts';
import type { Transaction } from '../db/transaction.ts';
import { mergedWith } from '../exceptions/load-view.ts';
import { QUEUE_COLUMNS, attemptRowOf, type QueueRecord } from './queue-record.ts';

/**
 * What an order owes beside its attempts: total less cash and its like, plus what went back. Its attempts, with those of what
 * was merged with it, are locked. **Units** minor.
 */
export type OrderDue = {
  readonly dueMinor: number;
  readonly attempts: readonly AttemptRow[];
  /** Cash that went back for an attempt, by its id. **Units** minor. */
  readonly handedBack: ReadonlyMap<string, number>;
  /** The order has not arrived yet: nobody knows what it owes. */
  readonly isUnknown: boolean;
};

const OF_ORDER = ['order_lines', 'voids', 'adjustments', 'payments', 'refunds', 'attempt_refunds'];

/**
 * Reads it, with the attempts locked in the order of their ids. **Why** by the domain's own sum: SQL that adds up a bill would
 * be a second truth.
 */
export async function readOrderDue(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  order: string,
): Promise<OrderDue> {
  const ring = await mergedWith(transaction, restaurant, [order]);
  const rowsOf = async (name: string, where: string): Promise<readonly [string, readonly Row[]]> => {
    const found = await transaction.query<{ readonly row: string }>({
      name: `due_${name}`,
      text: `select ${rowText('wire')} as row from ${quoted(mustTable(name).name)} t
              where t.restaurant_id = $1 and ${where} = any($2::uuid[])`,
      values: [restaurant, ring],
    });
    return [name, found.rows.map(({ row }) => JSON.parse(row) as Row)];
  };
  const [attempts, ...loaded] = await Promise.all([
    transaction.query<QueueRecord>({
      name: 'due_attempts',
      text: `select ${QUEUE_COLUMNS} from offline_payment_queue
              where restaurant_id = $1 and "order" = any($2::uuid[]) order by id for update`,
      values: [restaurant, ring],
    }),
    rowsOf('orders', 't.id'),
    ...OF_ORDER.map((name) => rowsOf(name, 't."order"')),
  ]);
  const view = new MapView();
  for (const [name, rows] of loaded) for (const row of rows) view.put(name, row);
  const { dueMinor } = dueOf(view, rootOf(view, order));
  const rows = attempts.rows.map(attemptRowOf);
  const handedBack = new Map(rows.map((row) => [row.id, backOf(view, row).cashMinor]));
  return { dueMinor, attempts: rows, handedBack, isUnknown: !find(view, orders, order) };
}
