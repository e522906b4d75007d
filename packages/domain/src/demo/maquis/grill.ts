import type { MenuPage } from '../demo-menu.ts';

const TAXED = { taxBp: 1_800, taxIncluded: true } as const;

/** What comes from the fire. **Units** francs CFA. */
export const GRILL_PAGES: readonly MenuPage[] = [
  {
    key: 'grillades',
    name: 'Grillades et braisés',
    station: 'grill',
    ...TAXED,
    dishes: [
      {
        key: 'carpe-braisee',
        name: 'Carpe braisée',
        priceMinor: 4_500,
        emoji: '🐟',
        favourite: true,
        asks: ['taille-poisson', 'accompagnement', 'piment'],
      },
      {
        key: 'machoiron-braise',
        name: 'Mâchoiron braisé',
        priceMinor: 6_000,
        emoji: '🐟',
        asks: ['accompagnement', 'piment'],
      },
      { key: 'thon-braise', name: 'Thon braisé', priceMinor: 3_000, emoji: '🐟', asks: ['accompagnement', 'piment'] },
      { key: 'bar-braise', name: 'Bar braisé', priceMinor: 7_000, emoji: '🐠', asks: ['accompagnement', 'piment'] },
      {
        key: 'poulet-braise',
        name: 'Poulet braisé entier',
        priceMinor: 7_000,
        emoji: '🍗',
        favourite: true,
        asks: ['accompagnement', 'sauce', 'piment'],
      },
      {
        key: 'demi-poulet-braise',
        name: 'Demi-poulet braisé',
        priceMinor: 3_500,
        emoji: '🍗',
        asks: ['accompagnement', 'sauce', 'piment'],
      },
      {
        key: 'pintade-braisee',
        name: 'Pintade braisée',
        priceMinor: 8_000,
        emoji: '🐔',
        asks: ['accompagnement', 'sauce', 'piment'],
      },
      {
        key: 'brochettes-boeuf',
        name: 'Brochettes de bœuf (3)',
        priceMinor: 1_500,
        emoji: '🍢',
        favourite: true,
        asks: ['cuisson', 'piment'],
      },
      { key: 'brochettes-rognon', name: 'Brochettes de rognon (3)', priceMinor: 1_500, emoji: '🍢', asks: ['piment'] },
      { key: 'brochettes-gesier', name: 'Brochettes de gésier (3)', priceMinor: 1_500, emoji: '🍢', asks: ['piment'] },
      {
        key: 'choukouya-mouton',
        name: 'Choukouya de mouton',
        priceMinor: 3_500,
        emoji: '🐑',
        asks: ['cuisson', 'sauce', 'piment'],
      },
      {
        key: 'choukouya-boeuf',
        name: 'Choukouya de bœuf',
        priceMinor: 3_000,
        emoji: '🥩',
        asks: ['cuisson', 'sauce', 'piment'],
      },
      { key: 'porc-au-four', name: 'Porc au four', priceMinor: 3_000, emoji: '🐖', asks: ['accompagnement', 'piment'] },
      {
        key: 'crevettes-braisees',
        name: 'Crevettes braisées',
        priceMinor: 6_500,
        emoji: '🦐',
        asks: ['accompagnement', 'sauce', 'piment'],
      },
    ],
  },
];
