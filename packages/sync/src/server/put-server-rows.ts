import { isId, makeStamp, type Id, type Json } from '@resto360/domain';
import { SERVER_INSTALL } from '../server-install.ts';
import { WINDOW_DAYS } from '../window.ts';
import { planDays } from './plan-days.ts';
import type { ServerStore, StoredRow } from './store.ts';

/**
 * Writes rows of a SERVER collection (devices, payment attempts): under the same lock, at a version of their own, so that
 * pulls see them. The orders on which such rows hang count as touched: one of long ago comes whole (SYN-20).
 */
export async function putServerRows(
  restaurant: Id<'restaurant'>,
  collection: string,
  rows: readonly { readonly id: Id; readonly f: Readonly<Record<string, Json>> }[],
  deps: { readonly store: ServerStore; readonly nowMs: () => number },
): Promise<number> {
  const st = makeStamp(deps.nowMs(), 0, SERVER_INSTALL);
  return deps.store.write(restaurant, { opIds: [], installs: [], rows: new Map() }, ({ head }) => {
    const v = head.head + 1;
    const stored = rows.map(({ id, f }): StoredRow => ({ id, v, st, f, sv: v }));
    const plan = {
      head: v,
      journalHash: head.journalHash,
      rows: new Map([[collection, stored]]),
      journal: [],
      devices: [],
      treeOrders: [...new Set(rows.flatMap(({ f }) => (isId(f['order']) ? [f['order']] : [])))],
      writers: [],
      days: planDays(deps.nowMs(), head, WINDOW_DAYS),
    };
    return { plan, value: v };
  });
}
