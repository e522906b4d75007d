import type { Entity, Id, items } from '@resto360/domain';

/** The dishes that a station may mark: those in `first` on top, then by name; found by any part of it, without accents. */
export function dishesToMark(
  all: readonly Entity<typeof items>[],
  by: { readonly place: Id<'station'> | null; readonly asked: string; readonly first: ReadonlySet<Id> },
): Entity<typeof items>[] {
  const asked = plain(by.asked);
  return all
    .filter((item) => !item.deleted && (by.place === null || item.station === by.place))
    .filter((item) => plain(item.name).includes(asked))
    .toSorted((a, b) => Number(by.first.has(b.id)) - Number(by.first.has(a.id)) || a.name.localeCompare(b.name));
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .trim();
