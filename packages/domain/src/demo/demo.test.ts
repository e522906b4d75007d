import { describe, expect, test } from 'vitest';
import { CATALOG } from '../catalog.ts';
import { isCurrency } from '../kernel/currencies.ts';
import { isId } from '../kernel/ids.ts';
import { isAmount } from '../kernel/money.ts';
import { nameId } from '../kernel/name-id.ts';
import { misfitOf } from '../kernel/schema.ts';
import { entityOf } from '../kernel/view.ts';
import { opKind } from '../op-kinds.ts';
import { ROLES } from '../staff/schema.ts';
import { DEMO_RESTAURANTS, demoChanges, type DemoRestaurant } from './index.ts';

const [maquis, tunis] = DEMO_RESTAURANTS;
const named = DEMO_RESTAURANTS.map((restaurant): [string, DemoRestaurant] => [restaurant.slug, restaurant]);
const pinHashOf = (pin: string) => `hash of ${pin}`;

const countsOf = (restaurant: DemoRestaurant | undefined) => ({
  categories: restaurant?.categories.length,
  stations: restaurant?.stations.length,
  areas: restaurant?.areas.length,
  tables: restaurant?.tables.length,
  staff: restaurant?.staff.length,
  drawers: restaurant?.drawers.length,
});

test('the maquis is as large as was promised', () => {
  expect(maquis?.currency).toBe('XOF');
  expect(maquis?.items.length).toBeGreaterThanOrEqual(60);
  expect(countsOf(maquis)).toEqual({ categories: 8, stations: 4, areas: 3, tables: 20, staff: 8, drawers: 2 });
  expect(new Set(maquis?.staff.map((one) => one.role))).toEqual(new Set(ROLES));
});

test('the second house sells in a currency with decimals, tax on top and service added', () => {
  expect(tunis?.currency).toBe('TND');
  expect(tunis?.items.length).toBeGreaterThanOrEqual(25);
  expect(countsOf(tunis)).toEqual({ categories: 4, stations: 2, areas: 2, tables: 8, staff: 5, drawers: 1 });
  expect(tunis?.settings.serviceChargeBp).toBeGreaterThan(0);
  expect(tunis?.items.every((item) => !item.taxIncluded && item.taxBp > 0)).toBe(true);
});

test('ids are those every other machine derives', () => {
  expect(maquis?.id).toBe(nameId('demo:maquis-du-plateau'));
  expect(maquis?.items.find((item) => item.name === 'Garba')?.id).toBe(nameId('demo:maquis-du-plateau:item:garba'));
});

test('no id is used twice, not even by two restaurants', () => {
  const ids = DEMO_RESTAURANTS.flatMap((restaurant) =>
    demoChanges(restaurant, pinHashOf).flatMap(({ changes }) => changes.map(([, id]) => id)),
  );
  expect(ids.every(isId)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
});

const ids = (rows: readonly { readonly id: string }[]) => new Set(rows.map(({ id }) => id));
const namesOf = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name);

describe.each(named)('%s', (_slug, restaurant) => {
  test('every reference leads somewhere, and everything is used', () => {
    expect(new Set(restaurant.tables.map(({ area }) => area))).toEqual(ids(restaurant.areas));
    expect(new Set(restaurant.items.map(({ category }) => category))).toEqual(ids(restaurant.categories));
    expect(new Set(restaurant.items.map(({ station }) => station))).toEqual(ids(restaurant.stations));
    expect(new Set(restaurant.items.flatMap((item) => item.modifierGroups))).toEqual(ids(restaurant.modifierGroups));
    expect(new Set(restaurant.modifiers.map(({ group }) => group))).toEqual(ids(restaurant.modifierGroups));
  });

  test('every question can be answered', () => {
    for (const { id, min, max } of restaurant.modifierGroups) {
      const answers = restaurant.modifiers.filter(({ group }) => group === id).length;
      expect(min).toBeLessThanOrEqual(max);
      expect(max).toBeLessThanOrEqual(answers);
    }
  });

  test('every price is an amount that its guests can pay', () => {
    for (const item of restaurant.items) {
      const cheapest = item.modifierGroups.flatMap((id) =>
        restaurant.modifiers.filter(({ group }) => group === id).map(({ priceMinor }) => Math.min(0, priceMinor)),
      );
      expect(isAmount(item.priceMinor)).toBe(true);
      expect(item.priceMinor + Math.min(0, ...cheapest)).toBeGreaterThan(0);
      expect(item.priceMinor % restaurant.settings.cashRoundingMinor).toBe(0);
    }
    expect(restaurant.modifiers.every(({ priceMinor }) => isAmount(priceMinor))).toBe(true);
    expect(isCurrency(restaurant.currency)).toBe(true);
  });

  test('names are not repeated where people choose between them', () => {
    for (const rows of [restaurant.items, restaurant.tables, restaurant.staff, restaurant.categories]) {
      expect(new Set(namesOf(rows)).size).toBe(rows.length);
    }
  });

  test('a PIN names one person: four digits, six for those who decide', () => {
    const pins = restaurant.staff.map(({ pin }) => pin);
    expect(new Set(pins).size).toBe(pins.length);
    for (const { role, pin } of restaurant.staff) {
      expect(pin).toMatch(role === 'owner' || role === 'manager' ? /^\d{6}$/ : /^\d{4}$/);
    }
  });

  test('its ops hold at most 100 changes, of collections that their kind may touch, as the catalog shapes them', () => {
    for (const { kind, changes } of demoChanges(restaurant, pinHashOf)) {
      expect(changes.length).toBeGreaterThan(0);
      expect(changes.length).toBeLessThanOrEqual(100);
      expect(JSON.stringify(changes).length).toBeLessThan(48 * 1024);
      for (const [name, id, fields] of changes) {
        const collection = CATALOG.get(name);
        expect(opKind(kind)?.collections).toContain(name);
        const misfits = Object.entries(fields).map(([field, value]) => {
          const shape = collection?.fields[field]?.shape;
          return shape ? misfitOf(shape, value, `${name}.${field}`) : { path: `${name}.${field}`, problem: 'unknown' };
        });
        expect(misfits.filter(Boolean)).toEqual([]);
        expect(collection && entityOf(collection, { id, v: 0, st: '', f: fields })).toBeDefined();
      }
    }
  });

  test('PINs never leave in clear', () => {
    const text = JSON.stringify(demoChanges(restaurant, () => 'hashed'));
    for (const { pin } of restaurant.staff) expect(text).not.toContain(`"${pin}"`);
  });
});
