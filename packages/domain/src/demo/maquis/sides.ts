import type { MenuPage } from '../demo-menu.ts';

/** What goes beside. **Units** francs CFA. */
export const SIDE_PAGES: readonly MenuPage[] = [
  {
    key: 'accompagnements',
    name: 'Accompagnements',
    station: 'cuisine',
    taxBp: 1_800,
    taxIncluded: true,
    dishes: [
      { key: 'alloco', name: 'Alloco', priceMinor: 1_000, emoji: '🍌', favourite: true, asks: ['taille', 'piment'] },
      { key: 'attieke', name: 'Attiéké', priceMinor: 500, emoji: '🍚' },
      { key: 'foutou-banane', name: 'Foutou banane', priceMinor: 500, emoji: '🥣' },
      { key: 'foutou-igname', name: 'Foutou igname', priceMinor: 500, emoji: '🥣' },
      { key: 'placali', name: 'Placali', priceMinor: 500, emoji: '🥣' },
      { key: 'riz-blanc', name: 'Riz blanc', priceMinor: 500, emoji: '🍚' },
      { key: 'frites', name: 'Frites', priceMinor: 1_000, emoji: '🍟', asks: ['sauce'] },
      { key: 'igname-frite', name: 'Igname frite', priceMinor: 1_000, emoji: '🍠', asks: ['piment'] },
    ],
  },
];

/** What ends a meal. **Units** francs CFA. */
export const DESSERT_PAGES: readonly MenuPage[] = [
  {
    key: 'desserts',
    name: 'Desserts et cafés',
    station: 'froid',
    taxBp: 1_800,
    taxIncluded: true,
    dishes: [
      { key: 'ananas', name: 'Ananas frais', priceMinor: 1_000, emoji: '🍍', taxBp: 0 },
      { key: 'mangue', name: 'Mangue de saison', priceMinor: 1_000, emoji: '🥭', taxBp: 0 },
      { key: 'salade-fruits', name: 'Salade de fruits', priceMinor: 1_500, emoji: '🍉' },
      { key: 'degue', name: 'Dêguê', priceMinor: 1_000, emoji: '🥛' },
      { key: 'crepe-chocolat', name: 'Crêpe au chocolat', priceMinor: 1_500, emoji: '🥞' },
      {
        key: 'beignets-banane',
        name: 'Claclos (beignets de banane)',
        priceMinor: 500,
        emoji: '🍩',
        station: 'cuisine',
      },
      { key: 'cafe-noir', name: 'Café noir', priceMinor: 500, emoji: '☕', station: 'bar' },
      { key: 'cafe-lait', name: 'Café au lait', priceMinor: 700, emoji: '☕', station: 'bar' },
      { key: 'the-menthe', name: 'Thé à la menthe', priceMinor: 500, emoji: '🍵', station: 'bar' },
    ],
  },
];
