import type { Station } from '../station/station.ts';
import { categories, items, listAll, type Entity, type Id, type View } from '@resto360/domain';

/** A dish with what it is found by. */
export type Dish = { readonly item: Entity<typeof items>; readonly found: string };
/** A heading with its dishes, and the picture of its first one. */
export type Heading = {
  readonly id: Id<'category'>;
  readonly name: string;
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
  return listAll(view, categories)
    .filter((category) => !category.deleted && byCategory.has(category.id))
    .toSorted((a, b) => a.position - b.position)
    .map(({ id, name }) => {
      const dishes = (byCategory.get(id) ?? []).toSorted((a, b) => a.item.position - b.item.position);
      return { id, name, dishes, emoji: dishes.find(({ item }) => item.emoji !== null)?.item.emoji ?? '🍽️' };
    });
}

/** The dishes that hold every word typed, whatever the accents and capitals. */
export function searchMenu(menu: readonly Heading[], typed: string): Dish[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const all = menu.flatMap((heading) => heading.dishes);
  return all.filter(({ found }) => words.every((word) => found.includes(word)));
}

function plain(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('œ', 'oe');
}
