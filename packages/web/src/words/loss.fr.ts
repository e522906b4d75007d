import { numbersText } from './numbers-text.ts';
import { plural } from './plural.ts';

const n = plural('fr');
type Numbers = Parameters<typeof numbersText>[0];

/** Words about data that are gone from a device: they come when there is something to say. */
export const LOSS_FR = {
  title: 'Les données de cette tablette ont été effacées',
  of: (series: string, house: string | null) => `Série ${series}${house === null ? '' : `, ${house}`}.`,
  perhaps: (numbers: Numbers) =>
    `Saisies n° ${numbersText(numbers, 'à', 'et')} : elles n’avaient pas encore de réponse du serveur quand les données ont été effacées. Il dira lesquelles lui manquent.`,
  missing: (count: number, numbers: Numbers) =>
    n(count, {
      one: `Il manque # saisie : n° ${numbersText(numbers, 'à', 'et')}.`,
      other: `Il manque # saisies : n° ${numbersText(numbers, 'à', 'et')}.`,
    }),
  whatToDo:
    'Si elles ont été exportées dans un fichier, importez-le dans « Santé de l’appareil ». Sinon, retrouvez-les sur les reçus papier et saisissez-les de nouveau.',
  none: 'Rien ne manque : tout ce qui avait été saisi ici est sur le serveur.',
  enrolAgain: 'Reliez de nouveau cette tablette avec un nouveau code.',
  noted: 'C’est noté',
  later: 'Plus tard',
  stray: (count: number, house: string) =>
    n(count, {
      one: `# saisie de ${house} attend aussi sur cet appareil. Elle est gardée, et envoyée à chaque ouverture de l’application.`,
      other: `# saisies de ${house} attendent aussi sur cet appareil. Elles sont gardées, et envoyées à chaque ouverture de l’application.`,
    }),
  otherHouse: 'l’autre restaurant',
};
