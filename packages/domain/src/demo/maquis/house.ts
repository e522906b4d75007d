import { Role } from '../../staff/schema.ts';
import type { House } from '../demo-house.ts';
import { DRINK_PAGES } from './drinks.ts';
import { GRILL_PAGES } from './grill.ts';
import { KITCHEN_PAGES } from './kitchen.ts';
import { QUESTIONS } from './questions.ts';
import { DESSERT_PAGES, SIDE_PAGES } from './sides.ts';
import { STARTER_PAGES } from './starters.ts';

/** A maquis of Abidjan: francs without decimals, TVA of 18 % inside the prices, cash in steps of 5 F. */
export const MAQUIS: House = {
  slug: 'maquis-du-plateau',
  name: 'Maquis du Plateau',
  currency: 'XOF',
  timezone: 'Africa/Abidjan',
  serviceChargeBp: 0,
  cashRoundingMinor: 5,
  receiptHeader: 'Maquis du Plateau\nRue du Commerce, Plateau, Abidjan\nTél. 27 20 00 00 00\nAkwaba !',
  areas: [
    [
      'terrasse',
      'Terrasse',
      [
        ['T1', 4],
        ['T2', 4],
        ['T3', 4],
        ['T4', 4],
        ['T5', 6],
        ['T6', 6],
        ['T7', 2],
        ['T8', 2],
      ],
    ],
    [
      'salle',
      'Salle',
      [
        ['S1', 2],
        ['S2', 2],
        ['S3', 4],
        ['S4', 4],
        ['S5', 4],
        ['S6', 6],
        ['S7', 6],
        ['S8', 8],
      ],
    ],
    [
      'jardin',
      'Jardin VIP',
      [
        ['V1', 6],
        ['V2', 6],
        ['V3', 8],
        ['V4', 12],
      ],
    ],
  ],
  drawers: [
    ['comptoir', 'Caisse du comptoir'],
    ['terrasse', 'Bourse de la terrasse'],
  ],
  staff: [
    ['adjoua', 'Adjoua Kouassi', Role.owner, '360360'],
    ['koffi', "Koffi N'Guessan", Role.manager, '225225'],
    ['aminata', 'Aminata Traoré', Role.cashier, '1960'],
    ['yao', 'Yao Kouamé', Role.waiter, '2001'],
    ['fatou', 'Fatou Bamba', Role.waiter, '2002'],
    ['serge', 'Serge Gnahoré', Role.waiter, '2003'],
    ['rose', 'Tantie Rose Ahoué', Role.cook, '3001'],
    ['mamadou', 'Mamadou Diabaté', Role.cook, '3002'],
  ],
  stations: [
    ['grill', 'Grill'],
    ['cuisine', 'Cuisine'],
    ['bar', 'Bar'],
    ['froid', 'Froid et desserts'],
  ],
  pages: [...STARTER_PAGES, ...GRILL_PAGES, ...KITCHEN_PAGES, ...SIDE_PAGES, ...DRINK_PAGES, ...DESSERT_PAGES],
  questions: QUESTIONS,
};
