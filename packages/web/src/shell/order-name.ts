import { find, tables, type Entity, type View, type orders } from '@resto360/domain';

/** What orders are called where nothing but a word names them: a table by its name, takeaway without one. */
type Calling = { readonly tableOf: (name: string) => string; readonly takeaway: string };

/** An order as people call it, with all its parts: "Table T4 + T7", "Awa", "Table T4 + Awa". */
export function nameOfOrder(
  view: View,
  parts: readonly Pick<Entity<typeof orders>, 'table' | 'label'>[],
  words: Calling,
): string {
  const names = parts.flatMap(({ table }) => find(view, tables, table ?? '')?.name ?? []);
  const others = parts.filter(({ table }) => !find(view, tables, table ?? ''));
  const labels = others.map(({ label }) => label ?? words.takeaway);
  return [...(names.length === 0 ? [] : [words.tableOf([...new Set(names)].join(' + '))]), ...labels].join(' + ');
}
