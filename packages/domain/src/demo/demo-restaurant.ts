import type { Values } from '../kernel/collection.ts';
import type { Currency } from '../kernel/currencies.ts';
import type { Id } from '../kernel/ids.ts';
import type { areas, settings, tables } from '../floor/schema.ts';
import type { categories, items, modifierGroups, modifiers, stations } from '../menu/schema.ts';
import type { drawers } from '../shift/schema.ts';
import type { Role } from '../staff/schema.ts';

/** A row of the demo: its id and what the house decides about it. Nothing in a demo is deleted. */
export type DemoRow<C> = { readonly id: Id } & Omit<Values<C>, 'born' | 'deleted'>;

/** Somebody of the demo. The PIN is in clear, because it is printed for whoever tries the product. */
export type DemoStaff = { readonly id: Id<'staff'>; readonly name: string; readonly role: Role; readonly pin: string };

/** A whole restaurant to try the product with: pure data, the same ids on every machine. */
export type DemoRestaurant = {
  readonly slug: string;
  readonly id: Id<'restaurant'>;
  readonly name: string;
  readonly currency: Currency;
  readonly timezone: string;
  readonly settings: DemoRow<typeof settings>;
  readonly areas: readonly DemoRow<typeof areas>[];
  readonly tables: readonly DemoRow<typeof tables>[];
  readonly stations: readonly DemoRow<typeof stations>[];
  readonly categories: readonly DemoRow<typeof categories>[];
  readonly items: readonly DemoRow<typeof items>[];
  readonly modifierGroups: readonly DemoRow<typeof modifierGroups>[];
  readonly modifiers: readonly DemoRow<typeof modifiers>[];
  readonly drawers: readonly DemoRow<typeof drawers>[];
  readonly staff: readonly DemoStaff[];
};
