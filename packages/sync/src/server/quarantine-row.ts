import { isAmount, isId, isObject, isStamp, makeStamp, type Id } from '@resto360/domain';
import type { Incoming } from './incoming.ts';
import type { StoredRow } from './store.ts';

const ORDERS_MAX = 20;
const ROWS_MAX = 100;
/** What a server acts on by itself. */
const MOVES_MONEY: ReadonlySet<string> = new Set(['attempt_refunds', 'payment_requests', 'payment_wishes']);

/**
 * The row that tells the house of an op that could not be applied: whom it concerns and how much, as far as its bytes
 * can be read. The bytes themselves stay in the journal (SYN-19).
 */
export function quarantineRow(one: Incoming, id: Id, code: string, version: number, receivedAt: number): StoredRow {
  const { orders, amountMinor } = concerned(one.body);
  return {
    id,
    v: version,
    sv: version,
    st: makeStamp(receivedAt, 0, one.install),
    f: {
      install: one.install,
      kind: one.told.kind.slice(0, 40),
      code,
      actor: one.told.actor,
      stamp: isStamp(one.told.stamp) ? one.told.stamp : null,
      orders,
      amountMinor,
    },
  };
}

/** The orders that an op speaks of, the rows that it writes and the money it took, as far as its bytes can be read. */
export function concerned(body: string): { orders: Id[]; rows: Id[]; amountMinor: number } {
  const value: unknown = JSON.parse(body);
  const changes = isObject(value) && Array.isArray(value['changes']) ? (value['changes'] as unknown[]) : [];
  const orders = new Set<Id>();
  const rows: Id[] = [];
  let amountMinor = 0;
  for (const change of changes) {
    if (!Array.isArray(change)) continue;
    const [collection, id, fields] = change as unknown[];
    // What asks for money first, however much is written beside it: a row that is cut off would not stand apart.
    if (isId(id) && MOVES_MONEY.has(String(collection))) rows.unshift(id);
    else if (isId(id)) rows.push(id);
    if (collection === 'orders' && isId(id)) orders.add(id);
    if (!isObject(fields)) continue;
    if (isId(fields['order'])) orders.add(fields['order']);
    // Over a rail the amount is 0, and what was asked stands beside it.
    const money = collection === 'payments' ? (fields['askedMinor'] ?? fields['amountMinor']) : undefined;
    if (isAmount(money)) amountMinor += Math.max(0, money);
  }
  const taken = isAmount(amountMinor) ? amountMinor : 0;
  return { orders: [...orders].slice(0, ORDERS_MAX), rows: rows.slice(0, ROWS_MAX), amountMinor: taken };
}
