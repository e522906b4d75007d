import type { MenuPage } from '../demo-menu.ts';

const TAXED = { taxBp: 1_800, taxIncluded: true } as const;

/** Starters and soups. **Units** francs CFA. */
export const STARTER_PAGES: readonly MenuPage[] = [
  {
    key: 'entrees',
    name: 'Entrées et soupes',
    station: 'froid',
    ...TAXED,
    dishes: [
      { key: 'salade-maquis', name: 'Salade du maquis', priceMinor: 1_500, emoji: '🥗', asks: ['supplement'] },
      { key: 'salade-avocat', name: 'Avocat vinaigrette', priceMinor: 1_000, emoji: '🥑' },
      { key: 'salade-avocat-crevettes', name: 'Avocat aux crevettes', priceMinor: 2_500, emoji: '🦐' },
      {
        key: 'pastels',
        name: 'Pastels au thon (6)',
        priceMinor: 1_000,
        emoji: '🥟',
        station: 'cuisine',
        asks: ['piment'],
      },
      {
        key: 'soupe-pecheur',
        name: 'Soupe du pêcheur',
        priceMinor: 4_000,
        emoji: '🍲',
        station: 'cuisine',
        asks: ['piment'],
      },
      {
        key: 'pepe-soupe',
        name: 'Pépé-soupe de bœuf',
        priceMinor: 3_000,
        emoji: '🥣',
        station: 'cuisine',
        asks: ['piment'],
      },
    ],
  },
];
