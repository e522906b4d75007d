import type { MenuPage } from '../demo-menu.ts';

const TAXED = { taxBp: 1_800, taxIncluded: true } as const;

/** Sauces, and everything with attiéké. **Units** francs CFA. */
export const KITCHEN_PAGES: readonly MenuPage[] = [
  {
    key: 'sauces',
    name: 'Plats en sauce',
    station: 'cuisine',
    ...TAXED,
    dishes: [
      { key: 'kedjenou-poulet', name: 'Kédjénou de poulet', priceMinor: 4_500, emoji: '🍛', asks: ['pate', 'piment'] },
      {
        key: 'kedjenou-pintade',
        name: 'Kédjénou de pintade',
        priceMinor: 6_000,
        emoji: '🍛',
        asks: ['pate', 'piment'],
      },
      {
        key: 'foutou-graine',
        name: 'Foutou sauce graine',
        priceMinor: 3_000,
        emoji: '🥘',
        asks: ['pate', 'viande', 'piment'],
      },
      { key: 'sauce-claire', name: 'Sauce claire', priceMinor: 2_500, emoji: '🍲', asks: ['pate', 'viande', 'piment'] },
      { key: 'placali-kope', name: 'Placali sauce kopè', priceMinor: 2_500, emoji: '🥣', asks: ['viande', 'piment'] },
      { key: 'sauce-gombo', name: 'Sauce gombo', priceMinor: 2_500, emoji: '🥘', asks: ['pate', 'viande', 'piment'] },
      {
        key: 'sauce-arachide',
        name: 'Sauce arachide',
        priceMinor: 2_500,
        emoji: '🥜',
        asks: ['pate', 'viande', 'piment'],
      },
      {
        key: 'sauce-feuille',
        name: 'Sauce feuille',
        priceMinor: 2_500,
        emoji: '🥬',
        asks: ['pate', 'viande', 'piment'],
      },
      {
        key: 'sauce-djoumgble',
        name: 'Sauce djoumgblé',
        priceMinor: 2_500,
        emoji: '🍲',
        asks: ['pate', 'viande', 'piment'],
      },
      { key: 'biekosseu', name: 'Biékosseu de carpe', priceMinor: 4_500, emoji: '🐟', asks: ['pate', 'piment'] },
      {
        key: 'escargots-graine',
        name: 'Escargots sauce graine',
        priceMinor: 5_000,
        emoji: '🐌',
        asks: ['pate', 'piment'],
      },
      {
        key: 'riz-gras',
        name: 'Riz gras au poulet',
        priceMinor: 2_500,
        emoji: '🍚',
        favourite: true,
        asks: ['supplement', 'piment'],
      },
    ],
  },
  {
    key: 'attieke',
    name: 'Attiéké et garba',
    station: 'cuisine',
    ...TAXED,
    dishes: [
      {
        key: 'garba',
        name: 'Garba',
        priceMinor: 1_000,
        emoji: '🍽️',
        favourite: true,
        asks: ['taille', 'supplement', 'piment'],
      },
      {
        key: 'attieke-poisson-braise',
        name: 'Attiéké poisson braisé',
        priceMinor: 3_500,
        emoji: '🐟',
        favourite: true,
        station: 'grill',
        asks: ['taille-poisson', 'supplement', 'piment'],
      },
      { key: 'attieke-poulet', name: 'Attiéké poulet', priceMinor: 3_000, emoji: '🍗', asks: ['supplement', 'piment'] },
      {
        key: 'attieke-poisson-frit',
        name: 'Attiéké poisson frit',
        priceMinor: 2_500,
        emoji: '🐠',
        asks: ['supplement', 'piment'],
      },
      {
        key: 'attieke-boeuf',
        name: 'Attiéké bœuf sauté',
        priceMinor: 3_000,
        emoji: '🥩',
        asks: ['supplement', 'piment'],
      },
      {
        key: 'alloco-poisson',
        name: 'Alloco poisson frit',
        priceMinor: 2_500,
        emoji: '🍌',
        asks: ['supplement', 'piment'],
      },
      { key: 'tchep', name: 'Tchep au poisson', priceMinor: 2_500, emoji: '🍚', asks: ['supplement', 'piment'] },
    ],
  },
];
