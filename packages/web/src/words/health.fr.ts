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
  line: 'Le réseau',
  heard: 'Dernière réponse du serveur',
  never: 'pas encore',
  skew: 'Horloge',
  skewOf: (skewMs: number, age: string): string =>
    Math.abs(skewMs) < 1_000 ? 'à l’heure' : skewMs > 0 ? `retarde de ${age}` : `avance de ${age}`,
  storage: 'La mémoire',
  persisted: 'Le navigateur',
  kept: 'garde tout',
  notKept: 'garde tout tant que l’appareil a de la place',
  unknown: 'inconnu',
  usage: 'Place prise',
  usageOf: (usage: string, quota: string) => `${usage} sur ${quota}`,
  device: 'Cet appareil',
  name: 'Nom',
  kind: 'Sert de',
  kinds: { pos: 'caisse', kitchen: 'écran de cuisine', office: 'bureau' },
  series: 'Série des reçus',
  version: 'Version',
};
