import type { MenuPage } from '../demo-menu.ts';

/** The bar. What is pressed or tapped on the spot carries no TVA. **Units** francs CFA. */
export const DRINK_PAGES: readonly MenuPage[] = [
  {
    key: 'bieres',
    name: 'Bières et vins',
    station: 'bar',
    taxBp: 1_800,
    taxIncluded: true,
    dishes: [
      { key: 'bock', name: 'Bock 66 cl', priceMinor: 800, emoji: '🍺', asks: ['fraicheur'] },
      { key: 'flag', name: 'Flag 66 cl', priceMinor: 900, emoji: '🍺', asks: ['fraicheur'] },
      { key: 'castel', name: 'Castel 66 cl', priceMinor: 900, emoji: '🍺', asks: ['fraicheur'] },
      { key: 'ivoire', name: 'Ivoire 50 cl', priceMinor: 700, emoji: '🍺', asks: ['fraicheur'] },
      { key: 'beaufort', name: 'Beaufort 50 cl', priceMinor: 900, emoji: '🍺', asks: ['fraicheur'] },
      { key: 'guinness', name: 'Guinness 60 cl', priceMinor: 1_200, emoji: '🍺', asks: ['fraicheur'] },
      { key: 'heineken', name: 'Heineken 33 cl', priceMinor: 1_200, emoji: '🍺', asks: ['fraicheur'] },
      { key: 'vin-rouge', name: 'Vin rouge (verre)', priceMinor: 1_500, emoji: '🍷' },
      { key: 'bandji', name: 'Bandji (litre)', priceMinor: 1_000, emoji: '🌴', taxBp: 0 },
      { key: 'tchapalo', name: 'Tchapalo (calebasse)', priceMinor: 500, emoji: '🥥', taxBp: 0 },
    ],
  },
  {
    key: 'boissons',
    name: 'Jus, eaux et sucreries',
    station: 'bar',
    taxBp: 1_800,
    taxIncluded: true,
    dishes: [
      { key: 'bissap', name: 'Jus de bissap', priceMinor: 500, emoji: '🌺', taxBp: 0, asks: ['taille-verre'] },
      { key: 'gnamankoudji', name: 'Gnamankoudji', priceMinor: 500, emoji: '🫚', taxBp: 0, asks: ['taille-verre'] },
      { key: 'tomi', name: 'Jus de tomi', priceMinor: 500, emoji: '🥤', taxBp: 0, asks: ['taille-verre'] },
      { key: 'jus-passion', name: 'Jus de passion', priceMinor: 1_000, emoji: '🧃', taxBp: 0, asks: ['taille-verre'] },
      { key: 'baobab', name: 'Jus de pain de singe', priceMinor: 500, emoji: '🥛', taxBp: 0, asks: ['taille-verre'] },
      { key: 'coca', name: 'Coca-Cola 30 cl', priceMinor: 600, emoji: '🥤', asks: ['fraicheur'] },
      { key: 'fanta', name: 'Fanta 30 cl', priceMinor: 600, emoji: '🥤', asks: ['fraicheur'] },
      { key: 'youki', name: 'Youki 30 cl', priceMinor: 600, emoji: '🥤', asks: ['gout-youki', 'fraicheur'] },
      { key: 'world-cola', name: 'World Cola 30 cl', priceMinor: 500, emoji: '🥤', asks: ['fraicheur'] },
      { key: 'malta', name: 'Malta 33 cl', priceMinor: 800, emoji: '🍾', asks: ['fraicheur'] },
      { key: 'eau-petite', name: 'Eau minérale 50 cl', priceMinor: 400, emoji: '💧', asks: ['fraicheur'] },
      { key: 'eau-grande', name: 'Eau minérale 1,5 l', priceMinor: 800, emoji: '💧', asks: ['fraicheur'] },
      { key: 'eau-gazeuse', name: 'Eau gazeuse 1 l', priceMinor: 1_200, emoji: '🫧', asks: ['fraicheur'] },
    ],
  },
];
