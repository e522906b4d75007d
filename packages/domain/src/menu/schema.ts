import { adminCollection, intentCollection, latest } from '../kernel/collection.ts';
import { flag, idOf, integer, listOf, price, surcharge, nullable, text } from '../kernel/schema.ts';

/** Where dishes are made: grill, kitchen, bar. A line goes to the station of its item. */
export const stations = adminCollection('stations', {
  name: latest(text(40, 1)),
  position: latest(integer(0, 10_000), 0),
  // Where dishes are made without a screen nobody can acknowledge them, and no waiter is warned.
  hasScreen: latest(flag(), true),
  deleted: latest(flag(), false),
});

/** Headings of the menu. */
export const categories = adminCollection('categories', {
  name: latest(text(60, 1)),
  emoji: latest(nullable(text(16)), null),
  position: latest(integer(0, 10_000), 0),
  deleted: latest(flag(), false),
});

/** Dishes and drinks. `taxIncluded`: the price already holds the tax; otherwise it comes on top. */
export const items = adminCollection('items', {
  category: latest(idOf('category')),
  name: latest(text(80, 1)),
  priceMinor: latest(price()),
  taxBp: latest(integer(0, 10_000), 0),
  taxIncluded: latest(flag(), true),
  station: latest(nullable(idOf('station')), null),
  modifierGroups: latest(listOf(idOf('modifier_group'), 10), []),
  emoji: latest(nullable(text(16)), null),
  favourite: latest(flag(), false),
  position: latest(integer(0, 10_000), 0),
  deleted: latest(flag(), false),
});

/** A question asked with a dish ("cooking", "sauce"): at least `min`, at most `max` answers. */
export const modifierGroups = adminCollection('modifier_groups', {
  name: latest(text(60, 1)),
  min: latest(integer(0, 20), 0),
  max: latest(integer(1, 20), 1),
  position: latest(integer(0, 10_000), 0),
  deleted: latest(flag(), false),
});

/** An answer, with what it adds to the price. */
export const modifiers = adminCollection('modifiers', {
  group: latest(idOf('modifier_group')),
  name: latest(text(60, 1)),
  priceMinor: latest(surcharge(), 0),
  position: latest(integer(0, 10_000), 0),
  deleted: latest(flag(), false),
});

/**
 * What is taken off the menu leaves devices with its days, and at last the server: no order needs it, because a line says
 * what it was (SYN-1, SYN-22).
 */
export const MENU_COLLECTIONS: readonly string[] = [categories, items, modifierGroups, modifiers].map(
  ({ name }) => name,
);

/**
 * Sold out or back: id is the item's. Set by anyone in the room, never refused.
 * **Why** `soldOut` reads as nothing when absent: every change here creates the row, and "back" must be written too.
 */
export const itemAvailability = intentCollection('item_availability', {
  soldOut: latest(flag()),
});
