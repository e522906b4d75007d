/** Words of the kitchen screen. */
export const KITCHEN_FR = {
  title: 'Cuisine',
  all: 'Tous les postes',
  none: 'Aucun bon en attente.',
  noStation: 'Sans poste',
  start: 'Commencer',
  ready: 'Prêt',
  waiting: (age: string) => `depuis ${age}`,
  age: { fresh: 'à l’heure', slow: 'lent', late: 'en retard' },
  cancelled: 'annulé',
  stale: 'Hors ligne : de nouveaux bons peuvent manquer.',
};
