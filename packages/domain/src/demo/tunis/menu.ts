import type { MenuPage } from '../demo-menu.ts';

const FOOD = { station: 'cuisine', taxBp: 700, taxIncluded: false } as const;

/** The menu of La Goulette. **Units** millimes: 1,000 are a dinar. */
export const PAGES: readonly MenuPage[] = [
  {
    key: 'entrees',
    name: 'Entrées',
    ...FOOD,
    dishes: [
      { key: 'brik-oeuf', name: "Brik à l'œuf", priceMinor: 4_500, emoji: '🥟', favourite: true, asks: ['harissa'] },
      { key: 'brik-thon', name: 'Brik au thon', priceMinor: 5_800, emoji: '🥟', asks: ['harissa'] },
      { key: 'mechouia', name: 'Salade méchouia', priceMinor: 8_500, emoji: '🌶️' },
      { key: 'salade-tunisienne', name: 'Salade tunisienne', priceMinor: 7_900, emoji: '🥗' },
      { key: 'chorba', name: 'Chorba de poisson', priceMinor: 9_200, emoji: '🍲', asks: ['harissa'] },
      { key: 'lablabi', name: 'Lablabi', priceMinor: 6_500, emoji: '🥣', asks: ['harissa', 'supplement'] },
    ],
  },
  {
    key: 'plats',
    name: 'Plats',
    ...FOOD,
    dishes: [
      {
        key: 'couscous-poisson',
        name: 'Couscous au loup',
        priceMinor: 32_500,
        emoji: '🐟',
        favourite: true,
        asks: ['harissa'],
      },
      { key: 'couscous-agneau', name: "Couscous à l'agneau", priceMinor: 28_000, emoji: '🍛', asks: ['harissa'] },
      {
        key: 'complet-poisson',
        name: 'Complet poisson',
        priceMinor: 24_800,
        emoji: '🐠',
        asks: ['poisson', 'accompagnement', 'harissa'],
      },
      {
        key: 'daurade-grillee',
        name: 'Daurade grillée',
        priceMinor: 36_000,
        emoji: '🐟',
        favourite: true,
        asks: ['accompagnement'],
      },
      { key: 'ojja-merguez', name: 'Ojja merguez', priceMinor: 16_750, emoji: '🍳', asks: ['harissa', 'supplement'] },
      {
        key: 'ojja-crevettes',
        name: 'Ojja aux crevettes',
        priceMinor: 27_500,
        emoji: '🦐',
        asks: ['harissa', 'supplement'],
      },
      { key: 'kamounia', name: 'Kamounia de bœuf', priceMinor: 19_500, emoji: '🥘', asks: ['accompagnement'] },
      {
        key: 'spaghetti-fruits-mer',
        name: 'Spaghetti aux fruits de mer',
        priceMinor: 29_900,
        emoji: '🍝',
        asks: ['harissa'],
      },
      { key: 'calamars-frits', name: 'Calamars frits', priceMinor: 26_400, emoji: '🦑', asks: ['accompagnement'] },
    ],
  },
  {
    key: 'douceurs',
    name: 'Douceurs',
    ...FOOD,
    dishes: [
      { key: 'bambalouni', name: 'Bambalouni', priceMinor: 2_500, emoji: '🍩' },
      { key: 'makroudh', name: 'Makroudh aux dattes (3)', priceMinor: 4_200, emoji: '🍯' },
      { key: 'assida-zgougou', name: 'Assida zgougou', priceMinor: 7_500, emoji: '🍮' },
      { key: 'fruits', name: 'Assiette de fruits', priceMinor: 9_000, emoji: '🍊' },
    ],
  },
  {
    key: 'boissons',
    name: 'Boissons',
    station: 'bar',
    taxBp: 1_900,
    taxIncluded: false,
    dishes: [
      { key: 'the-pignons', name: 'Thé à la menthe et aux pignons', priceMinor: 4_750, emoji: '🍵', favourite: true },
      { key: 'cafe-turc', name: 'Café turc', priceMinor: 3_200, emoji: '☕', asks: ['sucre'] },
      { key: 'express', name: 'Express', priceMinor: 2_800, emoji: '☕', asks: ['sucre'] },
      { key: 'citronnade', name: 'Citronnade', priceMinor: 5_500, emoji: '🍋' },
      { key: 'boga', name: 'Boga cidre 25 cl', priceMinor: 3_500, emoji: '🥤' },
      { key: 'celtia', name: 'Celtia 33 cl', priceMinor: 6_900, emoji: '🍺' },
      { key: 'eau-safia', name: 'Eau minérale 1 l', priceMinor: 2_950, emoji: '💧', favourite: true },
    ],
  },
];
