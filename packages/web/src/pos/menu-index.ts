import type { Station } from '../station/station.ts';
import { categories, items, listAll, type Entity, type Id, type View } from '@resto360/domain';

/** A dish with what it is found by. */
export type Dish = { readonly item: Entity<typeof items>; readonly found: string };
/** A heading with its dishes, and its picture. The one of the favourites has no name of its own. */
export type Heading = {
  readonly id: Id<'category'> | 'favourites';
  readonly name: string | null;
  readonly emoji: string;
  readonly dishes: readonly Dish[];
};

/** Dishes shown at once; more are found by typing. A menu may have 20,000. */
export const DISHES_SHOWN_MAX = 200;

const kept = new WeakMap<Station, { readonly houseVersion: number; readonly menu: readonly Heading[] }>();

/** The menu by heading, in the house's order; made anew when the house changed, not at every tap. */
export function menuOf(station: Station): readonly Heading[] {
  const before = kept.get(station);
  if (before?.houseVersion === station.houseVersion) return before.menu;
  const menu = readMenu(station.view);
  kept.set(station, { houseVersion: station.houseVersion, menu });
  return menu;
}

function readMenu(view: View): Heading[] {
  const byCategory = new Map<Id, Dish[]>();
  for (const item of listAll(view, items)) {
    if (item.deleted) continue;
    const dishes = byCategory.get(item.category) ?? [];
    dishes.push({ item, found: plain(item.name) });
    byCategory.set(item.category, dishes);
  }
  const headings = listAll(view, categories)
    .filter((category) => !category.deleted && byCategory.has(category.id))
    .toSorted((a, b) => a.position - b.position)
    .map(({ id, name, emoji }): Heading => {
      const dishes = (byCategory.get(id) ?? []).toSorted((a, b) => a.item.position - b.item.position);
      return { id, name, dishes, emoji: emoji ?? dishes.find(({ item }) => item.emoji !== null)?.item.emoji ?? '🍽️' };
    });
  // In the order of the menu, whatever order the rows came in: a waiter taps from memory.
  const favourites = headings.flatMap(({ dishes }) => dishes.filter(({ item }) => item.favourite));
  if (favourites.length === 0) return headings;
  return [{ id: 'favourites', name: null, emoji: '⭐', dishes: favourites }, ...headings];
}

/**
 * The dishes that hold every word typed, whatever the accents and capitals; where there are none, those with a word one
 * slip of the thumb away ("poulte", "alocco").
 */
export function searchMenu(menu: readonly Heading[], typed: string): Dish[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const all = menu.flatMap((heading) => (heading.id === 'favourites' ? [] : heading.dishes));
  const exact = all.filter(({ found }) => words.every((word) => found.includes(word)));
  if (exact.length > 0) return exact;
  return all.filter(({ found }) => {
    const names = found.split(/[^\p{L}\p{N}]+/u);
    return words.every((word) => names.some((name) => isNear(word, name)));
  });
}

/** From this many letters on a word may hold a slip; a shorter one would be near everything. */
const SLIP_LETTERS_MIN = 4;

// One letter too many, missing, wrong, or two swapped, against the beginning of the name.
function isNear(typed: string, name: string): boolean {
  if (name.startsWith(typed)) return true;
  if (typed.length < SLIP_LETTERS_MIN) return false;
  let at = 0;
  while (at < typed.length && typed[at] === name[at]) at += 1;
  const swapped = typed[at] === name[at + 1] && typed[at + 1] === name[at];
  return (
    name.startsWith(typed.slice(at + 1), at + 1) ||
    name.startsWith(typed.slice(at + 1), at) ||
    name.startsWith(typed.slice(at), at + 1) ||
    (swapped && name.startsWith(typed.slice(at + 2), at + 2))
  );
}

function plain(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('œ', 'oe');
}
