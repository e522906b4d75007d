import { CATALOG, opKind, readStamp } from '@resto360/domain';
import type { JournalEntry } from '@resto360/sync/server';
import { HOUSE } from './house.ts';
import type { World } from './world.ts';

/**
 * Reads the journal as somebody who knows nothing of the engine would: what was taken of a device without the right stands
 * apart for a person, whole, and its edits of the house do not count; nothing else stands apart (SYN-25).
 */
export async function suspenseWrong(world: World): Promise<string | undefined> {
  const rows = await world.server.rows(HOUSE.restaurant, 'suspense');
  // Who brought it: under the name of another device too (SYN-29).
  const apart = new Map(rows.map(({ id, st }) => [id, readStamp(st).install]));
  const journal = await world.server.journal(HOUSE.restaurant, 0, Number.MAX_SAFE_INTEGER);
  for (const entry of journal) {
    const { id, kind, verdict, install } = entry;
    const isBare = isWithoutRight(world, entry);
    if (isBare && verdict === 'ok' && isOfHouse(kind)) return `op ${id} (${kind}) of revoked ${install} counts`;
    if (isBare && verdict !== 'rejected' && !apart.has(id))
      return `op ${id} (${kind}) of revoked ${install} stands nowhere apart`;
    const bringer = apart.get(id);
    if (bringer !== undefined && !isBare && !isWithoutRight(world, { ...entry, install: bringer }))
      return `op ${id} (${kind}) stands apart, but ${install} had its right`;
  }
  return undefined;
}

const isWithoutRight = ({ revoked }: World, { install, version }: JournalEntry): boolean =>
  version > (revoked.get(install) ?? Number.POSITIVE_INFINITY);

/** Whether a kind of op writes what the house decides. */
export const isOfHouse = (kind: string): boolean => CATALOG.get(opKind(kind)?.collections[0] ?? '')?.class === 'admin';
