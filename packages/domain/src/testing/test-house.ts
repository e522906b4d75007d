import type { Currency } from '../kernel/currencies.ts';
import type { Id } from '../kernel/ids.ts';
import { nameId } from '../kernel/name-id.ts';
import type { Change } from '../kernel/row.ts';
import { write } from '../kernel/view.ts';
import { areas, settings, tables } from '../floor/schema.ts';
import { categories, items, modifierGroups, modifiers, stations } from '../menu/schema.ts';
import { addLine, openOrder } from '../order/commands.ts';
import { sendOrder } from '../order/sending.ts';
import { drawers } from '../shift/schema.ts';
import type { Context } from '../staff/context.ts';
import { Role } from '../staff/schema.ts';
import { NOW_MS, TestView } from './test-view.ts';

/** The id of something in a test, by a word. */
export const testId = (word: string): Id => nameId(`test:${word}`);

/** Who acts, where a test names no other: the owner. */
export const acting = (role: Role = Role.owner): Context => ({
  actor: testId(`staff ${role}`),
  role,
  nowMs: NOW_MS,
});

/** How a test's house charges. */
export type HouseRules = {
  readonly currency?: Currency;
  readonly serviceChargeBp?: number;
  readonly cashRoundingMinor?: number;
};

/** A house with two tables, a drawer, two stations and four dishes: garba, fish with questions, beer, closed dish. */
export function houseView(rules: HouseRules = {}): TestView {
  return new TestView().apply([...floorChanges(rules), ...menuChanges()]);
}

/** The house with an order `order` at the first table. */
export function viewWithOrder(rules: HouseRules = {}): TestView {
  const view = houseView(rules);
  return view.run(openOrder(view, orderIntent('order', 'table 1'), acting()));
}

/** The house with an order of two garbas and a beer, sent: 3,000 francs. */
export function viewWithSentOrder(rules: HouseRules = {}): TestView {
  const view = viewWithOrder(rules);
  view.run(addLine(view, lineIntent('line garba', 'garba', 2), acting()));
  view.run(addLine(view, lineIntent('line beer', 'beer', 1), acting()));
  return view.run(sendOrder(view, { order: testId('order') }, acting()));
}

/** What a waiter taps to open an order. */
export const orderIntent = (order: string, table: string | null) => ({
  id: testId(order),
  restaurant: testId('restaurant'),
  kind: 'dine_in' as const,
  table: table === null ? null : testId(table),
});

/** What a waiter taps to add a dish to `order`. */
export const lineIntent = (line: string, item: string, quantity: number, chosen: readonly string[] = []) => ({
  id: testId(line),
  order: testId('order'),
  item: testId(item),
  quantity,
  modifiers: chosen.map(testId),
});

function floorChanges(rules: HouseRules): Change[] {
  const { currency = 'XOF', serviceChargeBp = 0, cashRoundingMinor = 0 } = rules;
  const house = { name: 'Maquis', currency, timezone: 'Africa/Abidjan', serviceChargeBp, cashRoundingMinor };
  return [
    write(settings, testId('restaurant'), { born: true, ...house }),
    write(areas, testId('area'), { born: true, name: 'Terrasse' }),
    write(tables, testId('table 1'), { born: true, area: testId('area'), name: 'T1' }),
    write(tables, testId('table 2'), { born: true, area: testId('area'), name: 'T2' }),
    write(drawers, testId('drawer'), { born: true, name: 'Caisse' }),
    write(drawers, testId('drawer 2'), { born: true, name: 'Bourse' }),
  ];
}

function menuChanges(): Change[] {
  const [kitchen, bar, category] = [testId('kitchen'), testId('bar'), testId('category')];
  const dish = { born: true, category, station: kitchen, taxBp: 1_800 };
  const garnish = testId('garnish');
  const heat = testId('heat');
  return [
    write(stations, kitchen, { born: true, name: 'Cuisine' }),
    write(stations, bar, { born: true, name: 'Bar' }),
    write(categories, category, { born: true, name: 'Carte' }),
    write(modifierGroups, garnish, { born: true, name: 'Accompagnement', min: 1, max: 2 }),
    write(modifierGroups, heat, { born: true, name: 'Piment', min: 0, max: 1 }),
    write(modifiers, testId('attieke'), { born: true, group: garnish, name: 'Attiéké' }),
    write(modifiers, testId('alloco'), { born: true, group: garnish, name: 'Alloco', priceMinor: 500 }),
    write(modifiers, testId('rice'), { born: true, group: garnish, name: 'Riz' }),
    write(modifiers, testId('hot'), { born: true, group: heat, name: 'Fort' }),
    write(modifiers, testId('gone'), { born: true, group: heat, name: 'Retiré', deleted: true }),
    write(items, testId('garba'), { ...dish, name: 'Garba', priceMinor: 1_000 }),
    write(items, testId('fish'), { ...dish, name: 'Carpe', priceMinor: 4_500, modifierGroups: [garnish, heat] }),
    write(items, testId('beer'), { ...dish, name: 'Bock', priceMinor: 1_000, station: bar }),
    write(items, testId('old dish'), { ...dish, name: 'Agouti', priceMinor: 5_000, deleted: true }),
  ];
}
