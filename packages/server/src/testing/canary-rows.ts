import { CATALOG, type Id, nameId } from '@resto360/domain';
import type { ServerStore, StoredRow } from '@resto360/sync/server';
import { entryOf, markOf, planOf, sampleRows, writeNext } from '@resto360/sync/server/contract';

/** Who may answer for payments in every house filled here. */
export const CANARY_MANAGER: Id<'staff'> = nameId('manager');
/** An order that every house filled here has, and the op of its journal. */
export const CANARY_ORDER: Id<'order'> = nameId('order');
export const CANARY_OP = entryOf(1, 0).id;
const { stamp } = entryOf(1, 0);

/** Rows of every collection, with the same ids in each house, and a word that tells whose they are. */
export function canaryRows(word: string): Record<string, StoredRow[]> {
  const marked = (name: string) =>
    sampleRows(name, 1, 5, 3).map((row) => ({ ...row, alt: { word: [['', word] as const] } }));
  const edit = { keptBy: 'T111111111', lostBy: 'T222222222', keptMark: stamp, lostMark: stamp, rule: 'latest' };
  const lost = {
    collection: 'orders',
    row: CANARY_ORDER,
    field: 'note',
    keptJson: JSON.stringify(word),
    lostJson: '""',
  };
  const born = { born: true, label: word, status: [0, 'open'] };
  const manager = { born: true, name: word, role: 'manager', active: true };
  const line = { born: true, order: CANARY_ORDER, name: word, status: [0, 'sent'] };
  return {
    ...Object.fromEntries([...CATALOG.keys()].map((name) => [name, marked(name)])),
    // Of the server's own making: the values are JSON.
    conflicts: [{ ...markOf('conflict', 1), f: { ...lost, ...edit, needsPerson: 'no', op: CANARY_OP } }],
    orders: [...marked('orders'), { ...markOf('order', 1), id: CANARY_ORDER, f: born }],
    staff: [...marked('staff'), { ...markOf('manager', 1), id: CANARY_MANAGER, f: manager }],
    order_lines: [...marked('order_lines'), { ...markOf('line', 1), f: line }],
  };
}

/** Writes them, with an entry of the journal. */
export async function fillWithCanary(store: ServerStore, restaurant: Id<'restaurant'>, word: string): Promise<void> {
  await writeNext(store, restaurant, (version) =>
    planOf(version, canaryRows(word), {
      journal: [{ ...entryOf(version, 0, { body: word }), id: CANARY_OP }],
      treeOrders: [CANARY_ORDER],
    }),
  );
}
