import type { Question } from '../demo-menu.ts';

/** What a waiter of the maquis asks. **Units** francs CFA on top of the dish. */
export const QUESTIONS: readonly Question[] = [
  {
    key: 'cuisson',
    name: 'Cuisson',
    min: 1,
    max: 1,
    answers: [
      ['a-point', 'À point', 0],
      ['bien-cuit', 'Bien cuit', 0],
    ],
  },
  {
    key: 'accompagnement',
    name: 'Accompagnement',
    min: 1,
    max: 2,
    answers: [
      ['attieke', 'Attiéké', 0],
      ['riz', 'Riz blanc', 0],
      ['alloco', 'Alloco', 500],
      ['frites', 'Frites', 500],
      ['foutou', 'Foutou banane', 300],
      ['igname', 'Igname frite', 500],
    ],
  },
  {
    key: 'pate',
    name: 'Avec quoi',
    min: 1,
    max: 1,
    answers: [
      ['foutou-banane', 'Foutou banane', 0],
      ['foutou-igname', 'Foutou igname', 0],
      ['placali', 'Placali', 0],
      ['riz', 'Riz blanc', 0],
      ['attieke', 'Attiéké', 0],
    ],
  },
  {
    key: 'viande',
    name: 'Viande ou poisson',
    min: 1,
    max: 2,
    answers: [
      ['boeuf', 'Bœuf', 0],
      ['poisson-fume', 'Poisson fumé', 0],
      ['poulet', 'Poulet', 500],
      ['pattes', 'Pattes de bœuf', 500],
      ['crabe', 'Crabe', 1_000],
    ],
  },
  {
    key: 'piment',
    name: 'Piment',
    min: 0,
    max: 1,
    answers: [
      ['sans', 'Sans piment', 0],
      ['peu', 'Un peu', 0],
      ['fort', 'Bien pimenté', 0],
      ['a-part', 'À part', 0],
    ],
  },
  {
    key: 'sauce',
    name: 'Sauce',
    min: 0,
    max: 2,
    answers: [
      ['tomate-oignon', 'Tomate-oignon', 0],
      ['moutarde', 'Moutarde', 0],
      ['mayonnaise', 'Mayonnaise', 100],
      ['ail', "Sauce à l'ail", 100],
    ],
  },
  {
    key: 'taille',
    name: 'Taille',
    min: 1,
    max: 1,
    answers: [
      ['petite', 'Petite', -300],
      ['normale', 'Normale', 0],
      ['grande', 'Grande', 500],
    ],
  },
  {
    key: 'taille-poisson',
    name: 'Taille du poisson',
    min: 1,
    max: 1,
    answers: [
      ['moyen', 'Moyen', 0],
      ['gros', 'Gros', 1_500],
      ['tres-gros', 'Très gros', 3_000],
    ],
  },
  {
    key: 'taille-verre',
    name: 'Verre ou bouteille',
    min: 1,
    max: 1,
    answers: [
      ['verre', 'Verre', 0],
      ['bouteille', 'Bouteille 1 l', 1_000],
    ],
  },
  {
    key: 'supplement',
    name: 'Suppléments',
    min: 0,
    max: 4,
    answers: [
      ['oeuf', 'Œuf', 200],
      ['avocat', 'Avocat', 500],
      ['alloco', 'Alloco', 500],
      ['attieke', 'Attiéké', 300],
      ['poisson', 'Morceau de thon', 500],
    ],
  },
  {
    key: 'fraicheur',
    name: 'Fraîcheur',
    min: 0,
    max: 1,
    answers: [
      ['glacee', 'Bien glacée', 0],
      ['temperee', 'Tempérée', 0],
    ],
  },
  {
    key: 'gout-youki',
    name: 'Goût',
    min: 1,
    max: 1,
    answers: [
      ['tonic', 'Tonic', 0],
      ['cocktail', 'Cocktail', 0],
      ['pomme', 'Pomme', 0],
      ['moka', 'Moka', 0],
    ],
  },
];
