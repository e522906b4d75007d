import {
  areas,
  byPlace,
  categories,
  edit,
  find,
  items,
  listAll,
  stations,
  tables,
  type Entity,
  type Id,
  type RowEdit,
  type View,
} from '@resto360/domain';

type Item = Entity<typeof items>;
type Table = Entity<typeof tables>;

/** Dishes that were taken off the menu and come back under a heading: its own, and those whose heading is gone. */
export function removedDishes(view: View, heading: Id<'category'>): Item[] {
  const isGone = (id: Id) => find(view, categories, id)?.deleted !== false;
  return listAll(view, items)
    .filter((item) => item.deleted && (item.category === heading || isGone(item.category)))
    .toSorted(byName);
}

/** Puts a dish back on the menu under a heading; a station that is gone meanwhile makes it no more. */
export function dishBack(view: View, item: Item, heading: Id<'category'>): RowEdit {
  const hasStation = item.station !== null && find(view, stations, item.station)?.deleted === false;
  return edit(items, item.id, { deleted: false, category: heading, station: hasStation ? item.station : null });
}

/** Tables that were taken away. */
export function removedTables(view: View): Table[] {
  return listAll(view, tables)
    .filter((table) => table.deleted)
    .toSorted(byName);
}

/** Puts a table back into its area, or into the first one where that is gone; undefined in a house without areas. */
export function tableBack(view: View, table: Table): RowEdit | undefined {
  const living = listAll(view, areas)
    .filter((area) => !area.deleted)
    .toSorted(byPlace);
  const area = living.find(({ id }) => id === table.area) ?? living[0];
  return area && edit(tables, table.id, { deleted: false, area: area.id });
}

const byName = (a: { readonly name: string }, b: { readonly name: string }) => a.name.localeCompare(b.name);
