import type { Refusal } from '@resto360/domain';
import { HEALTH_FR } from './health.fr.ts';
import { KITCHEN_FR } from './kitchen.fr.ts';
import { plural } from './plural.ts';

type Details = Refusal['details'];
const n = plural('fr');
const text = (details: Details, name: string) => String(details[name] ?? '');

/** Every word of the app in French, the language it is written in; English follows its shape. */
export const FR = {
  app: {
    back: 'Retour',
    close: 'Fermer',
    cancel: 'Annuler',
    menu: 'Réglages',
    language: 'English',
    dark: 'Sombre',
    light: 'Clair',
    auto: 'Comme l’appareil',
    theme: 'Apparence',
    changeStaff: 'Changer de personne',
    update: 'Nouvelle version prête',
    failed: 'L’application n’a pas pu s’ouvrir.',
    reload: 'Recharger',
    nothingLost: 'Ce qui était enregistré sur cet appareil y est toujours.',
  },
  enrol: {
    title: 'Relier cet appareil',
    lead: 'Demandez un code à votre gérant. Il ne sert qu’une fois.',
    code: 'Code de 8 caractères',
    name: 'Nom de l’appareil (facultatif)',
    nameHint: 'par exemple « Caisse terrasse »',
    go: 'Relier',
    going: 'Liaison en cours…',
    why: {
      wrong_code:
        'Ce code n’est pas reconnu : mal tapé, déjà utilisé, ou vieux de plus de dix minutes. Vérifiez-le, ou demandez-en un nouveau : le gérant le fait dans Bureau → Appareils → Nouvel appareil, ou avec la commande « resto360 enrol-code ».',
      other_restaurant:
        'Ce code est celui d’un autre restaurant. Rien n’a changé ici. Demandez un code à votre propre gérant.',
      too_many_tries: 'Trop d’essais. Attendez dix minutes, puis recommencez avec un nouveau code.',
      no_answer: 'Le serveur ne répond pas. Vérifiez le réseau, puis touchez « Relier » : le même code reste bon.',
      not_saved: 'Cet appareil n’a pas pu l’enregistrer. Touchez « Relier » encore une fois : le même code reste bon.',
    },
    again: 'Relier de nouveau cet appareil',
    againLead:
      'Demandez un nouveau code à votre gérant. Les reçus continueront dans une nouvelle série, et les autres onglets se rechargeront.',
    againKept: (count: number) =>
      n(count, {
        one: '# saisie attend sur cet appareil. Elle est gardée, et part dès qu’il est relié.',
        other: '# saisies attendent sur cet appareil. Elles sont gardées, et partent dès qu’il est relié.',
      }),
    againNothing: 'Rien n’attend sur cet appareil, et rien n’y est effacé.',
    notSecure: 'Ouvrez cette page en https : sans cela, rien ne peut être gardé sur cet appareil.',
  },
  download: {
    title: 'Premier chargement',
    lead: 'La carte, les tables et l’équipe arrivent sur cet appareil. Ensuite, il marche aussi sans réseau.',
    progress: (percent: number) => `${percent} % chargé`,
    waiting: 'En attente du réseau. Le chargement reprend tout seul.',
  },
  staff: {
    title: 'Qui êtes-vous ?',
    pin: 'Votre code PIN',
    pinOf: (name: string) => `Code PIN de ${name}`,
    wrong: (left: number) =>
      `Ce n’est pas le bon code. ${n(left, { one: 'Encore # essai.', other: 'Encore # essais.' })}`,
    wait: (seconds: number) => `Trop d’erreurs : attendez ${n(seconds, { one: '# seconde', other: '# secondes' })}.`,
    locked: 'Bloqué après 10 erreurs. Un gérant débloque en entrant son propre code sur cet appareil.',
    none: 'Aucune personne n’est encore inscrite dans ce restaurant.',
    erase: 'Effacer',
    role: { owner: 'Propriétaire', manager: 'Gérant', cashier: 'Caisse', waiter: 'Service', cook: 'Cuisine' },
  },
  nav: {
    menu: 'Menu',
    tables: 'Tables',
    orders: 'Commandes',
    payments: 'Paiements mobiles',
    shift: 'Caisse',
    inbox: 'À vérifier',
    health: 'Santé de l’appareil',
    place: { pos: 'Salle et caisse', kitchen: 'Cuisine', office: 'Bureau' },
  },
  kitchen: KITCHEN_FR,
  chip: {
    live: 'En ligne',
    offline: 'Hors ligne',
    offlineSince: (time: string) => `Hors ligne depuis ${time}`,
    waiting: (count: number) => n(count, { one: '# à transmettre', other: '# à transmettre' }),
    oldest: (age: string) => `depuis ${age}`,
    attention: 'À voir',
    title: 'État de la synchronisation',
    allSent: 'Tout est dans le cloud.',
    keptHere: (count: number) =>
      n(count, {
        one: '# saisie est gardée sur cet appareil et part dès que le réseau revient.',
        other: '# saisies sont gardées sur cet appareil et partent dès que le réseau revient.',
      }),
    heard: (time: string) => `Dernière réponse du serveur : ${time}`,
    never: 'Le serveur n’a pas encore répondu.',
    workOn: 'Vous pouvez continuer : commandes et encaissements marchent sans réseau.',
    device: (series: string) => `Cet appareil : série ${series}`,
    why: {
      rejected:
        'Le serveur a refusé une modification de la carte ou de l’équipe : il faut le droit pour cela. Parlez-en au gérant.',
      quarantined: 'Une saisie n’a pas pu être traitée et reste ici. Elle n’est pas perdue : prévenez le gérant.',
      fork: 'Cet appareil semble être la copie d’un autre. Tout est gardé. Demandez un nouveau code au gérant.',
      behind: 'Le serveur est en retard sur cet appareil. Tout est gardé ici ; prévenez le gérant si cela dure.',
      stuck:
        'Le serveur répond, mais une saisie ne passe pas depuis plus d’une minute. Tout est gardé ici. Si cela dure, exportez ce qui attend dans la santé de l’appareil, et prévenez le gérant.',
      short: 'La mémoire de cet appareil est bientôt pleine. Libérez de la place : photos, vidéos, applications.',
      scarce:
        'La mémoire de cet appareil est presque pleine. Libérez de la place maintenant : photos, vidéos, applications.',
      reenrol: 'Cet appareil n’est plus autorisé. Tout est gardé ici. Demandez un nouveau code au gérant.',
    },
  },
  notSaved: {
    title: 'Pas enregistré',
    full: 'La mémoire de cet appareil est pleine. Ce que vous venez de toucher n’a pas été enregistré.',
    lost: 'L’appareil n’arrive plus à écrire. Rechargez la page, puis recommencez. Rien n’a été enregistré.',
    broken: 'Une erreur a empêché l’enregistrement. Recommencez. Rien n’a été enregistré.',
    understood: 'J’ai compris',
  },
  paper: {
    title: 'Continuez sur papier',
    write: 'Notez sur papier les commandes et les encaissements, à partir de maintenant.',
    before: 'Ce qui était enregistré avant l’est toujours, et part dès que possible.',
    room: 'Libérez de la place sur l’appareil : photos, vidéos, applications. Puis touchez « Réessayer ».',
    still: 'Toujours pas de place. Rien n’est enregistré.',
    again: 'Réessayer',
    look: 'Consulter sans enregistrer',
  },
  inbox: {
    title: 'À vérifier',
    none: 'Rien à vérifier.',
    open: 'Ouvrir la liste',
    count: (count: number) => `À vérifier (${count})`,
  },
  refusal: {
    matter_gone: () => 'C’est déjà réglé, ou c’est passé tout seul.',
    approval_needed: () => 'Sans ligne depuis plus de 3 jours : un responsable entre son code PIN.',
    no_right: () => 'Vous n’avez pas ce droit. Demandez à un gérant d’entrer son code.',
    not_found: () => 'Ceci n’est plus sur cet appareil. Revenez aux tables et recommencez.',
    nothing_to_send: () => 'Tout est déjà envoyé. Ajoutez d’abord un plat.',
    line_not_sent: (details: Details) => `« ${text(details, 'line')} » n’est pas encore envoyé. Retirez-le simplement.`,
    item_sold_out: (details: Details) => `« ${text(details, 'item')} » est épuisé. Proposez autre chose.`,
    bad_value: () => 'Cette valeur n’est pas possible. Corrigez-la.',
    already_saved: () => 'C’était déjà enregistré malgré l’erreur. Regardez ce qui l’est avant de recommencer.',
  },
  health: HEALTH_FR,
};
