import { Role } from '../../staff/schema.ts';
import type { House } from '../demo-house.ts';
import { PAGES } from './menu.ts';
import { QUESTIONS } from './questions.ts';

/** A fish restaurant of La Goulette: millimes, TVA on top, 10 % of service, cash in steps of 50 millimes. */
export const TUNIS: House = {
  slug: 'la-table-du-port',
  name: 'La Table du Port',
  currency: 'TND',
  timezone: 'Africa/Tunis',
  serviceChargeBp: 1_000,
  cashRoundingMinor: 50,
  receiptHeader: 'La Table du Port\nAvenue Franklin Roosevelt, La Goulette, Tunis\nTél. 71 000 000',
  areas: [
    [
      'salle',
      'Salle',
      [
        ['1', 2],
        ['2', 4],
        ['3', 4],
        ['4', 6],
      ],
    ],
    [
      'terrasse',
      'Terrasse du port',
      [
        ['5', 2],
        ['6', 4],
        ['7', 4],
        ['8', 8],
      ],
    ],
  ],
  drawers: [['caisse', 'Caisse']],
  staff: [
    ['leila', 'Leïla Ben Salah', Role.owner, '216216'],
    ['karim', 'Karim Trabelsi', Role.manager, '717171'],
    ['ines', 'Inès Jebali', Role.cashier, '1881'],
    ['youssef', 'Youssef Mejri', Role.waiter, '4001'],
    ['salma', 'Salma Gharbi', Role.cook, '5001'],
  ],
  stations: [
    ['cuisine', 'Cuisine'],
    ['bar', 'Bar'],
  ],
  pages: PAGES,
  questions: QUESTIONS,
};
