import { plural } from './plural.ts';

const n = plural('fr');

/** Words of the page about this device. */
export const HEALTH_FR = {
  title: 'Santé de l’appareil',
  waiting: 'Ce qui attend ici',
  unsent: 'Saisies à transmettre',
  nothingWaits: 'aucune, tout est dans le cloud',
  ops: (count: number) => n(count, { one: '# saisie', other: '# saisies' }),
  oldest: 'La plus ancienne attend depuis',
  syncNow: 'Synchroniser',
  exportUnsent: 'Exporter ce qui attend',
  exportHint:
    'L’export est un fichier de ce qui n’est pas encore dans le cloud. Rien n’est effacé ici : tout partira quand même.',
  exported: (count: number) =>
    n(count, {
      one: '# saisie est dans le fichier, et toujours ici.',
      other: '# saisies sont dans le fichier, et toujours ici.',
    }),
  line: 'Le réseau',
  heard: 'Dernière réponse du serveur',
  never: 'pas encore',
  channel: 'Nouveautés',
  live: 'en direct',
  polling: 'demandées toutes les 10 secondes',
  otherTab: 'par l’autre onglet',
  tab: 'Cet onglet',
  leads: 'synchronise l’appareil',
  follows: 'un autre onglet synchronise',
  skew: 'Horloge',
  skewOf: (skewMs: number, age: string): string =>
    Math.abs(skewMs) < 1_000 ? 'à l’heure' : skewMs > 0 ? `retarde de ${age}` : `avance de ${age}`,
  skewFar: 'Réglez l’heure de la tablette sur « automatique ». Rien n’est refusé à cause de l’heure.',
  storage: 'La mémoire',
  persisted: 'Le navigateur',
  kept: 'garde tout',
  notKept: 'garde tout tant que l’appareil a de la place',
  notKeptHint:
    'C’est le réglage habituel, et rien ne presse. Sur une caisse, demandez au navigateur de tout garder : il accepte le plus souvent quand l’application est installée sur l’écran d’accueil.',
  unknown: 'inconnu',
  usage: 'Place prise',
  usageOf: (usage: string, quota: string) => `${usage} sur ${quota}`,
  askToKeep: 'Demander de tout garder',
  keptNow: 'Accordé : le navigateur garde tout.',
  keptNot:
    'Le navigateur ne le promet pas encore. Rien n’est effacé pour autant. Installez l’application sur l’écran d’accueil, puis redemandez.',
  device: 'Cet appareil',
  name: 'Nom',
  kind: 'Sert de',
  kinds: { pos: 'caisse', kitchen: 'écran de cuisine', office: 'bureau' },
  series: 'Série des reçus',
  install: 'Installation',
  version: 'Version',
  worker: 'Démarrage sans réseau',
  workers: { none: 'pas encore prêt', active: 'prêt', waiting: 'prêt, une nouvelle version attend' },
  refused: 'Le serveur a refusé',
  refusedHint: 'Ces modifications n’ont pas été appliquées. La carte et l’équipe sont celles du serveur.',
  refusedWhy: (code: string): string => (code === 'no_right' ? 'il faut le droit pour cela' : 'valeur impossible'),
  kindOf: (kind: string): string =>
    ({ 'menu.edit': 'Carte', 'floor.edit': 'Salle et réglages', 'staff.edit': 'Équipe' })[kind] ?? 'Modification',
};
