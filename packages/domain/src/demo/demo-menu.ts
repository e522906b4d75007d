import type { Id } from '../kernel/ids.ts';
import type { categories, items, modifierGroups, modifiers, stations } from '../menu/schema.ts';
import type { DemoRow } from './demo-restaurant.ts';

/** A dish as a page of the demo's menu writes it. **Units** `priceMinor` of the currency, `taxBp` 1/100 %. */
export type Dish = {
  readonly key: string;
  readonly name: string;
  readonly priceMinor: number;
  readonly emoji: string;
  /** Among the dishes that a till shows first. */
  readonly favourite?: boolean;
  /** Keys of the questions asked with the dish. */
  readonly asks?: readonly string[];
  /** Instead of its page's station or tax. */
  readonly station?: string;
  readonly taxBp?: number;
};

/** A heading of the menu with its dishes; station and tax are those of every dish that names no other. */
export type MenuPage = {
  readonly key: string;
  readonly name: string;
  readonly station: string;
  readonly taxBp: number;
  readonly taxIncluded: boolean;
  readonly dishes: readonly Dish[];
};

/** A question asked with a dish: how many answers, and the answers with what they add to the price. */
export type Question = {
  readonly key: string;
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly answers: readonly (readonly [key: string, name: string, priceMinor: number])[];
};

/** Gives a thing of one restaurant its id. */
export type IdGiver = (noun: string, key: string) => Id;

/** The rows of a menu. */
export type DemoMenu = {
  readonly stations: readonly DemoRow<typeof stations>[];
  readonly categories: readonly DemoRow<typeof categories>[];
  readonly items: readonly DemoRow<typeof items>[];
  readonly modifierGroups: readonly DemoRow<typeof modifierGroups>[];
  readonly modifiers: readonly DemoRow<typeof modifiers>[];
};

/** Turns pages and questions, as people write a menu, into rows; positions follow the order on the page. */
export function demoMenu(
  idOf: IdGiver,
  menu: {
    readonly stations: readonly (readonly [key: string, name: string])[];
    readonly pages: readonly MenuPage[];
    readonly questions: readonly Question[];
  },
): DemoMenu {
  return {
    stations: menu.stations.map(([key, name], position) => ({
      id: idOf('station', key),
      name,
      position,
      hasScreen: true,
    })),
    categories: menu.pages.map(({ key, name, dishes }, position) => ({
      id: idOf('category', key),
      name,
      // The page's first dish stands for it.
      emoji: dishes[0]?.emoji ?? null,
      position,
    })),
    items: menu.pages.flatMap((page) => page.dishes.map((dish, position) => itemOf(idOf, page, dish, position))),
    modifierGroups: menu.questions.map(({ key, name, min, max }, position) => ({
      id: idOf('modifier_group', key),
      name,
      min,
      max,
      position,
    })),
    modifiers: menu.questions.flatMap((question) =>
      question.answers.map(([key, name, priceMinor], position) => ({
        id: idOf('modifier', `${question.key}:${key}`),
        group: idOf('modifier_group', question.key),
        name,
        priceMinor,
        position,
      })),
    ),
  };
}

function itemOf(idOf: IdGiver, page: MenuPage, dish: Dish, position: number): DemoRow<typeof items> {
  return {
    id: idOf('item', dish.key),
    category: idOf('category', page.key),
    name: dish.name,
    priceMinor: dish.priceMinor,
    taxBp: dish.taxBp ?? page.taxBp,
    taxIncluded: page.taxIncluded,
    station: idOf('station', dish.station ?? page.station),
    modifierGroups: (dish.asks ?? []).map((key) => idOf('modifier_group', key)),
    emoji: dish.emoji,
    favourite: dish.favourite ?? false,
    position,
  };
}
