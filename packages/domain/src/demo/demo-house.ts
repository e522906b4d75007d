import type { Currency } from '../kernel/currencies.ts';
import { nameId } from '../kernel/name-id.ts';
import type { Role } from '../staff/schema.ts';
import { demoMenu, type IdGiver, type MenuPage, type Question } from './demo-menu.ts';
import type { DemoRestaurant } from './demo-restaurant.ts';

type Keyed = readonly [key: string, name: string];

/** A demo restaurant as its own folder writes it: words and keys, no ids. */
export type House = {
  readonly slug: string;
  readonly name: string;
  readonly currency: Currency;
  readonly timezone: string;
  readonly serviceChargeBp: number;
  readonly cashRoundingMinor: number;
  readonly receiptHeader: string;
  /** Areas with their tables: name and seats. */
  readonly areas: readonly (readonly [key: string, name: string, tables: readonly (readonly [string, number])[]])[];
  readonly drawers: readonly Keyed[];
  readonly staff: readonly (readonly [key: string, name: string, role: Role, pin: string])[];
  readonly stations: readonly Keyed[];
  readonly pages: readonly MenuPage[];
  readonly questions: readonly Question[];
};

/** Gives everything of a house its id: a UUIDv5 of `demo:<slug>:<noun>:<key>`, the same on every machine. */
export function demoRestaurant(house: House): DemoRestaurant {
  const { slug, name, currency, timezone } = house;
  const id = nameId(`demo:${slug}`);
  const idOf: IdGiver = (noun, key) => nameId(`demo:${slug}:${noun}:${key}`);
  return {
    slug,
    id,
    name,
    currency,
    timezone,
    settings: {
      id,
      name,
      currency,
      timezone,
      serviceChargeBp: house.serviceChargeBp,
      cashRoundingMinor: house.cashRoundingMinor,
      receiptHeader: house.receiptHeader,
      claimMaxMinor: null,
      claimSumMaxMinor: null,
      claimCountMax: 40,
      claimAgeMaxHours: 72,
      isDeferredOn: false,
      deferredMaxMinor: null,
      language: 'fr',
      digestEmails: [],
    },
    ...floorOf(house, idOf),
    ...demoMenu(idOf, house),
    drawers: house.drawers.map(([key, called]) => ({ id: idOf('drawer', key), name: called })),
    staff: house.staff.map(([key, called, role, pin]) => ({ id: idOf('staff', key), name: called, role, pin })),
  };
}

function floorOf(house: House, idOf: IdGiver): Pick<DemoRestaurant, 'areas' | 'tables'> {
  return {
    areas: house.areas.map(([key, name], position) => ({ id: idOf('area', key), name, position })),
    tables: house.areas
      .flatMap(([area, , tables]) => tables.map(([name, seats]) => ({ area: idOf('area', area), name, seats })))
      .map((table, position) => ({ id: idOf('table', table.name), ...table, position })),
  };
}
