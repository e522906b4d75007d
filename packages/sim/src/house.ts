import {
  ROLES,
  nameId,
  write,
  type Change,
  type Id,
  type Role,
  areas,
  drawers,
  items,
  categories,
  modifierGroups,
  modifiers,
  settings,
  staff,
  stations,
  tables,
} from '@resto360/domain';

const id = (what: string) => nameId(`sim:${what}`);
const many = (count: number, what: string) => Array.from({ length: count }, (_, index) => id(`${what}${index}`));

/** A small house for the simulator: enough of everything for its rules to meet. */
export const HOUSE = {
  restaurant: id('restaurant') as Id<'restaurant'>,
  tables: many(12, 'table') as Id<'table'>[],
  category: id('category') as Id<'category'>,
  station: id('station') as Id<'station'>,
  items: many(6, 'item') as Id<'item'>[],
  /** Dishes that nobody orders; they may leave the menu, and everybody has read them. */
  seasonal: many(8, 'seasonal') as Id<'item'>[],
  modifier: id('modifier') as Id<'modifier'>,
  drawers: many(2, 'drawer') as Id<'drawer'>[],
  staff: Object.fromEntries(ROLES.map((role) => [role, id(`staff:${role}`)])) as Record<Role, Id<'staff'>>,
};

/** The house's admin data as the ops that a first start writes. */
export function houseOps(): { kind: string; changes: Change[] }[] {
  const born = true as const;
  const { station, category } = HOUSE;
  const group = id('group');
  return [
    {
      kind: 'floor.edit',
      changes: [
        write(settings, HOUSE.restaurant, {
          born,
          name: 'Sim',
          currency: 'XOF',
          timezone: 'Africa/Abidjan',
          serviceChargeBp: 500,
          cashRoundingMinor: 5,
        }),
        write(areas, id('area'), { born, name: 'Terrasse' }),
        ...HOUSE.tables.map((table, index) => write(tables, table, { born, area: id('area'), name: `T${index + 1}` })),
        ...HOUSE.drawers.map((drawer, index) => write(drawers, drawer, { born, name: `Caisse ${index + 1}` })),
      ],
    },
    {
      kind: 'menu.edit',
      changes: [
        write(stations, station, { born, name: 'Grill' }),
        write(categories, category, { born, name: 'Plats' }),
        write(modifierGroups, group, { born, name: 'Sauce', min: 0, max: 1 }),
        write(modifiers, HOUSE.modifier, { born, group, name: 'Piment', priceMinor: 100 }),
        ...HOUSE.seasonal.map((item, index) =>
          write(items, item, { born, category, name: `Saison ${index}`, priceMinor: 900, station }),
        ),
        ...HOUSE.items.map((item, index) =>
          write(items, item, {
            born,
            category,
            name: `Plat ${index}`,
            priceMinor: 500 + index * 250,
            taxBp: 1800,
            taxIncluded: index % 2 === 0,
            station,
            modifierGroups: [group],
          }),
        ),
      ],
    },
    {
      kind: 'staff.edit',
      changes: ROLES.map((role) => write(staff, HOUSE.staff[role], { born, name: role, role, pinHash: 'x' })),
    },
  ];
}
