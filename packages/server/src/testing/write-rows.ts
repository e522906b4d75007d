import { randomBytes } from 'node:crypto';
import { uuidV7, type Id } from '@resto360/domain';
import type { ServerStore } from '@resto360/sync/server';
import { planOf, writeNext } from '@resto360/sync/server/contract';

/** Rows of a test, by collection. */
export type TestRows = Readonly<Record<string, readonly (readonly [Id, Readonly<Record<string, unknown>>])[]>>;

/** An id that nothing else has. */
export const newTestId = (): Id => uuidV7(Date.now(), randomBytes(10));

/**
 * Writes rows as a till's op would, in a version of their own. `ms`: of the till's clock, now unless told; `treeOrders`: of
 * which orders something changed; `install`: the till.
 */
export async function writeRows(
  store: ServerStore,
  restaurant: Id<'restaurant'>,
  rows: TestRows,
  {
    ms = Date.now(),
    treeOrders = [],
    install = 'T111111111',
  }: { readonly ms?: number; readonly treeOrders?: readonly Id[]; readonly install?: string } = {},
): Promise<void> {
  const st = `${ms.toString(16).padStart(12, '0')}0000${install}`;
  await writeNext(store, restaurant, (version) => {
    const stored = Object.entries(rows).map(([name, list]) => [
      name,
      list.map(([id, f]) => ({ id, v: version, sv: version, st, f: f as never })),
    ]);
    return planOf(version, Object.fromEntries(stored), { treeOrders });
  });
}

/** An order of one sent dish that owes so much. **Units** minor. */
export function openOrderRows(order: Id, totalMinor: number): TestRows {
  const opened = { kind: 'takeaway', currency: 'XOF', status: [0, 'open'], openedAt: 1, openedBy: newTestId() };
  const dish = { order, item: newTestId(), name: 'Garba', unitPriceMinor: totalMinor, quantity: 1, taxBp: 0 };
  const sent = { taxIncluded: true, modifiers: [], station: null, status: [0, 'sent'] };
  return {
    orders: [[order, { born: true, ...opened }]],
    order_lines: [[newTestId(), { born: true, ...dish, ...sent, addedBy: newTestId(), addedAt: 1 }]],
  };
}
