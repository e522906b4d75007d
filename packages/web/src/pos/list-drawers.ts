import { drawers, listAll, type Entity, type View } from '@resto360/domain';

/**
 * The drawers of the house in an order of their own: rows come from the network in one order and from the disk in
 * another, and the first of them is what cash goes to where nobody chose.
 */
export function listDrawers(view: View): readonly Entity<typeof drawers>[] {
  return listAll(view, drawers)
    .filter((drawer) => !drawer.deleted)
    .toSorted((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}
