import { plural } from './plural.ts';

const n = plural('fr');

/** Words of the page about this device that no other page says: they come with the page. */
export const DEVICE_FR = {
  exportUnsent: 'Exporter ce qui attend',
  exportHint:
    'L’export est un fichier de ce qui n’est pas encore dans le cloud. Rien n’est effacé ici : tout partira quand même.',
  exported: (count: number) =>
    n(count, {
      one: '# saisie est dans le fichier, et toujours ici.',
      other: '# saisies sont dans le fichier, et toujours ici.',
    }),
  channel: 'Nouveautés',
  live: 'en direct',
  polling: 'demandées toutes les 10 secondes',
  otherTab: 'par l’autre onglet',
  tab: 'Cet onglet',
  leads: 'synchronise l’appareil',
  follows: 'un autre onglet synchronise',
  clockFar: (off: string) => `L’horloge de cet appareil ${off}.`,
  skewFar: 'Réglez l’heure de la tablette sur « automatique ». Rien n’est refusé à cause de l’heure.',
  notKeptHint:
    'C’est le réglage habituel, et rien ne presse. Sur une caisse, demandez au navigateur de tout garder : il accepte le plus souvent quand l’application est installée sur l’écran d’accueil.',
  askToKeep: 'Demander de tout garder',
  keptNow: 'Accordé : le navigateur garde tout.',
  keptNot:
    'Le navigateur ne le promet pas encore. Rien n’est effacé pour autant. Installez l’application sur l’écran d’accueil, puis redemandez.',
  compared: 'Comparaison avec le serveur',
  misfits: (count: number) =>
    count === 0
      ? 'rien à corriger'
      : n(count, { one: '# écart, relu et corrigé', other: '# écarts, relus et corrigés' }),
  install: 'Installation',
  worker: 'Démarrage sans réseau',
  workers: { none: 'pas encore prêt', active: 'prêt', waiting: 'prêt, une nouvelle version attend' },
  refused: 'Le serveur a refusé',
  refusedHint: 'Ces modifications n’ont pas été appliquées. La carte et l’équipe sont celles du serveur.',
  refusedWhy: (code: string): string => (code === 'no_right' ? 'il faut le droit pour cela' : 'valeur impossible'),
  refusedBefore: (count: number) =>
    n(count, {
      one: 'Avant elles, # autre modification a été refusée ; elle n’est plus dans cette liste.',
      other: 'Avant elles, # autres modifications ont été refusées ; elles ne sont plus dans cette liste.',
    }),
  kindOf: (kind: string): string =>
    ({ 'menu.edit': 'Carte', 'floor.edit': 'Salle et réglages', 'staff.edit': 'Équipe' })[kind] ?? 'Modification',
  background: 'Envoi page fermée',
  backgrounds: {
    yes: 'possible dans ce navigateur',
    no: 'impossible dans ce navigateur : gardez la page ouverte',
  },
  importUnsent: 'Importer un fichier de ce qui attend',
  importHint:
    'Le fichier d’un autre appareil de ce restaurant, qui ne peut plus l’envoyer lui-même : cassé, perdu ou vidé. Importer deux fois ne double rien.',
  imported: (count: number) =>
    n(count, {
      one: '# saisie importée, elle part avec celles d’ici.',
      other: '# saisies importées, elles partent avec celles d’ici.',
    }),
  knownBefore: (count: number) => n(count, { one: '# était déjà connue.', other: '# étaient déjà connues.' }),
  carriedUnread: (count: number) =>
    n(count, {
      one: '# vient d’une version plus récente de l’application : elle ne s’affiche pas ici, le serveur la lira.',
      other:
        '# viennent d’une version plus récente de l’application : elles ne s’affichent pas ici, le serveur les lira.',
    }),
  clashing: (count: number) =>
    n(count, {
      one: '# n’a pas été prise : une autre saisie porte déjà son identifiant. Gardez le fichier.',
      other: '# n’ont pas été prises : d’autres saisies portent déjà leur identifiant. Gardez le fichier.',
    }),
  linesDamaged: (count: number, line: number) =>
    `${n(count, {
      one: 'Une saisie abîmée n’a pas pu être lue',
      other: '# saisies abîmées n’ont pas pu être lues',
    })}, la première à la ligne ${line}. Gardez le fichier.`,
  fileCut: 'La fin du fichier manque : d’autres saisies y étaient peut-être. Gardez le fichier.',
  fileDamaged: (line: number) => `Ce fichier est abîmé à la ligne ${line}. Rien n’a été importé.`,
  fileRefused: {
    other_restaurant: 'Ce fichier est celui d’un autre restaurant. Rien n’a été importé.',
    not_ours: 'Ce n’est pas un fichier de saisies en attente. Rien n’a été importé.',
    not_saved: 'Cet appareil n’a pas pu l’enregistrer. Rien n’a été importé. Libérez de la place, puis recommencez.',
  },
};
