import { MENU_COLLECTIONS } from '@resto360/domain';
import type { PullAnswer } from '../protocol/messages.ts';
import type { Cursor } from './store.ts';

/**
 * What a page means for a device that may have read too little before tombstones were purged: then the menu is read again
 * from 0, and rows go that the server does not have (SYN-22). Everything else stays, the cursor too.
 *
 * **Shapes** `horizon`: up to there nothing lies here whose tombstone was missed, once the part is read. It falls where a
 * page came from a server that is behind: it may have brought again what another has purged.
 */
export function atHorizon(
  page: PullAnswer,
  before: Cursor,
  { isNew, isFresh }: { readonly isNew: boolean; readonly isFresh: boolean },
): Pick<Cursor, 'horizon' | 'part'> {
  const told = page.horizon ?? page.from;
  // The first page of a reading from 0, on a disk that holds no row.
  if (isNew || (isFresh && page.from === 0)) return { horizon: told };
  const known = before.horizon ?? 0;
  if (told <= Math.max(page.from, known)) return { horizon: Math.min(known, told) };
  return { horizon: told, part: { collections: MENU_COLLECTIONS, at: 0, fresh: false, stale: [] } };
}
