import type { Refusal } from '@resto360/domain';

type Details = Refusal['details'];
const text = (details: Details, name: string) => String(details[name] ?? '');

/** Why a save of the office was refused. */
export const EDIT_REFUSALS_FR = {
  nothing_changed: () => 'Rien n’a changé.',
  too_many_changes: (details: Details) => `On enregistre au plus ${text(details, 'max')} lignes à la fois.`,
  not_empty: (details: Details) => `Il reste ${text(details, 'count')} éléments ici. Déplacez-les d’abord.`,
  name_taken: (details: Details) => `« ${text(details, 'name')} » existe déjà. Choisissez un autre nom.`,
  min_above_max: () => 'Le minimum de réponses dépasse le maximum.',
  answers_missing: (details: Details) => `Ajoutez des réponses : il en faut au moins ${text(details, 'min')}.`,
  last_owner: () => 'Il faut au moins un propriétaire actif. Nommez-en un autre d’abord.',
  table_in_use: (details: Details) => `La table ${text(details, 'table')} a une commande ouverte. Clôturez-la d’abord.`,
  drawer_open: () => 'Cette caisse est ouverte. Fermez-la d’abord, puis retirez-la.',
  last_drawer: () => 'Il faut au moins une caisse.',
};
