import type { PageDigest, PullAnswer } from '../protocol/messages.ts';
import { rowSum } from '../row-sums.ts';
import { HOUSE_COLLECTIONS } from '../scope.ts';
import { isDeleted } from '../window.ts';
import type { ClientRow, ClientStore, ClientTx } from './store.ts';

/** How a comparison ended. `not_now`: the digest speaks of another version than what is here by now, or of a sweep's end. */
export type Compared = 'fits' | 'misfits' | 'not_now';

/**
 * Compares what lies on the disk with what the server says must lie there. What does not fit is read again: the house
 * from 0, other collections from where the digest begins; the view and the outbox are not touched by it (SYN-22).
 */
export async function checkDigest(store: ClientStore, page: PullAnswer, lineage: number): Promise<Compared> {
  const { digest } = page;
  if (!digest || page.more) return 'not_now';
  const bad = await store.read(async (tx) =>
    (await stands(tx, page, lineage)) ? misfits(tx, page.to, digest) : undefined,
  );
  if (!bad) return 'not_now';
  if (bad.length === 0) return 'fits';
  const house = bad.filter((name) => HOUSE_COLLECTIONS.includes(name));
  const part = house.length > 0 ? { collections: house, at: 0 } : { collections: bad, at: digest.above };
  return store.write('relaxed', async (tx) => {
    const cursor = await tx.meta('cursor');
    if (!cursor || !(await stands(tx, page, lineage))) return 'not_now';
    await tx.setMeta('cursor', { ...cursor, more: true, part: { ...part, fresh: false, stale: [] } });
    await tx.setMeta('misfits', ((await tx.meta('misfits')) ?? 0) + 1);
    return 'misfits';
  });
}

// The digest speaks of one version; while a sweep is under way there is more here than there must be. Where the device has
// heard of a higher head, the page came from a server that is behind: a row that was written again since is not here.
async function stands(tx: ClientTx, page: PullAnswer, lineage: number): Promise<boolean> {
  const cursor = await tx.meta('cursor');
  const isThere = cursor?.lineage === lineage && cursor.cursor === page.to && cursor.scope === page.scope;
  return isThere && cursor.part === undefined && !cursor.more && !(await tx.meta('sweep'));
}

async function misfits(tx: ClientTx, to: number, { above, sums }: PageDigest): Promise<readonly string[]> {
  const recent = new Map<string, ClientRow['row'][]>();
  for (const { collection, row } of await tx.rowsBetween(above, to)) {
    recent.set(collection, [...(recent.get(collection) ?? []), row]);
  }
  const bad: string[] = [];
  for (const [name, [count, check]] of Object.entries(sums)) {
    const rows = HOUSE_COLLECTIONS.includes(name) ? await tx.rowsOf(name) : (recent.get(name) ?? []);
    const mine = rowSum(rows.filter((row) => !isDeleted(row)));
    if (mine[0] !== count || mine[1] !== check) bad.push(name);
  }
  return bad;
}
