import type { Question } from '../demo-menu.ts';

/** What is asked at La Goulette. **Units** millimes on top of the dish. */
export const QUESTIONS: readonly Question[] = [
  {
    key: 'harissa',
    name: 'Harissa',
    min: 0,
    max: 1,
    answers: [
      ['sans', 'Sans harissa', 0],
      ['douce', 'Douce', 0],
      ['forte', 'Forte', 0],
    ],
  },
  {
    key: 'poisson',
    name: 'Poisson',
    min: 1,
    max: 1,
    answers: [
      ['mulet', 'Mulet', 0],
      ['daurade', 'Daurade', 6_500],
      ['rouget', 'Rouget', 9_250],
    ],
  },
  {
    key: 'accompagnement',
    name: 'Accompagnement',
    min: 1,
    max: 2,
    answers: [
      ['frites', 'Frites', 0],
      ['riz', 'Riz djerbien', 1_500],
      ['tastira', 'Tastira', 2_500],
      ['legumes', 'Légumes grillés', 2_000],
    ],
  },
  {
    key: 'supplement',
    name: 'Suppléments',
    min: 0,
    max: 3,
    answers: [
      ['oeuf', 'Œuf', 1_200],
      ['thon', 'Thon', 2_750],
      ['merguez', 'Merguez', 4_500],
    ],
  },
  {
    key: 'sucre',
    name: 'Sucre',
    min: 0,
    max: 1,
    answers: [
      ['sans', 'Sans sucre', 0],
      ['moyen', 'Un peu sucré', 0],
      ['tres', 'Très sucré', 0],
    ],
  },
];
