import type { Collection, Fields } from '../kernel/collection.ts';
import type { Id } from '../kernel/ids.ts';
import type { Change } from '../kernel/row.ts';
import { write } from '../kernel/view.ts';
import { areas, settings, tables } from '../floor/schema.ts';
import { categories, items, modifierGroups, modifiers, stations } from '../menu/schema.ts';
import { drawers } from '../shift/schema.ts';
import { staff } from '../staff/schema.ts';
import type { DemoRestaurant } from './demo-restaurant.ts';

/** An op's worth of changes: its kind, and at most 100 changes that this kind may touch. */
export type DemoOp = {
  readonly kind: 'floor.edit' | 'menu.edit' | 'staff.edit';
  readonly changes: Change[];
};

/** Changes one op holds at most. */
const CHANGES_MAX = 100;

/**
 * The ops that create a demo restaurant: the floor, the menu, the staff.
 * **Why** `pinHashOf` is an argument: hashing a PIN takes salt and time, which the domain does not have.
 */
export function demoChanges(restaurant: DemoRestaurant, pinHashOf: (pin: string) => string): DemoOp[] {
  const floor = [
    ...creations(settings, [restaurant.settings]),
    ...creations(areas, restaurant.areas),
    ...creations(tables, restaurant.tables),
    ...creations(drawers, restaurant.drawers),
  ];
  const menu = [
    ...creations(stations, restaurant.stations),
    ...creations(categories, restaurant.categories),
    ...creations(modifierGroups, restaurant.modifierGroups),
    ...creations(modifiers, restaurant.modifiers),
    ...creations(items, restaurant.items),
  ];
  const people = restaurant.staff.map(({ id, name, role, pin }) =>
    write(staff, id, { born: true, name, role, pinHash: pinHashOf(pin), active: true }),
  );
  return [...opsOf('floor.edit', floor), ...opsOf('menu.edit', menu), ...opsOf('staff.edit', people)];
}

function creations<F extends Fields>(of: Collection<F>, rows: readonly { readonly id: Id }[]): Change[] {
  // A DemoRow is the collection's own values; the compiler cannot follow that through the union of nouns.
  return rows.map(({ id, ...values }) =>
    write(of, id, { born: true, ...values } as unknown as Parameters<typeof write<F>>[2]),
  );
}

function opsOf(kind: DemoOp['kind'], changes: readonly Change[]): DemoOp[] {
  const ops: DemoOp[] = [];
  for (let from = 0; from < changes.length; from += CHANGES_MAX) {
    ops.push({ kind, changes: changes.slice(from, from + CHANGES_MAX) });
  }
  return ops;
}
