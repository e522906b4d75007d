import type { Id } from '@resto360/domain';
import type { Transaction } from '../db/transaction.ts';
import type { Restaurant } from './notice.ts';

/** Orders that one look reads whole; the rest of a version that has more comes along. */
export const ORDERS_MAX = 200;

/** What changed in a stretch of versions, as far as something can be odd about it; `to` is where the stretch ends. */
export type ChangedSince = {
  readonly to: number;
  readonly orders: readonly Id[];
  readonly drawers: readonly Id[];
  /** Series and count of receipts. */
  readonly numbers: readonly string[];
  readonly decisions: readonly Id[];
};

/** Reads it. **Why** a stretch: after a pause of months, or on the first day, a look goes in bounded steps. */
export async function readChangedSince(
  transaction: Transaction,
  restaurant: Restaurant,
  { since, head }: { readonly since: number; readonly head: number },
): Promise<ChangedSince> {
  const changed = await transaction.query<{ readonly id: Id; readonly version: number }>({
    text: `select id, tree_version as version from orders where restaurant_id = $1 and tree_version > $2
            order by tree_version fetch first ${ORDERS_MAX} rows with ties`,
    values: [restaurant, since],
  });
  const last = changed.rows.at(-1)?.version ?? head;
  const to = changed.rows.length < ORDERS_MAX ? head : last;
  const values = [restaurant, since, to];
  const ids = (text: string) => transaction.query<{ readonly id: string }>({ text, values });
  const [homeless, drawers, numbers, decisions] = await Promise.all([
    // Lines of an order that nobody knows yet: it has no row whose version could move.
    ids(`select distinct l."order" as id from order_lines l
          where ${inStretch('l')} and l."order" is not null
            and not exists (select from orders o where o.restaurant_id = $1 and o.id = l."order")`),
    ids(`select o.drawer as id from shift_openings o where ${inStretch('o')}
          union select c.drawer from shift_closings c where ${inStretch('c')}`),
    ids(`select distinct substring(r.number from '^[^-]*-[^-]*') as id from receipts r where ${inStretch('r')}`),
    ids(`select d.id from decisions d where ${inStretch('d')}`),
  ]);
  return {
    to,
    orders: [...changed.rows.map(({ id }) => id), ...idsOf(homeless)],
    drawers: idsOf(drawers),
    numbers: idsOf(numbers),
    decisions: idsOf(decisions),
  };
}

const inStretch = (alias: string): string =>
  `${alias}.restaurant_id = $1 and ${alias}.version > $2 and ${alias}.version <= $3`;

const idsOf = (answer: { readonly rows: readonly { readonly id: string }[] }) => answer.rows.map(({ id }) => id);
