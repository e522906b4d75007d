import type { Refusal } from '@resto360/domain';
import { EDIT_REFUSALS_FR } from './edit-refusals.fr.ts';

type Details = Refusal['details'];
const text = (details: Details, name: string) => String(details[name] ?? '');

/** Why something was refused at a till, in the office or in the inbox; what a kitchen can meet is in the first words. */
export const REFUSALS_FR = {
  cannot_undo: () => 'On ne peut plus revenir dessus. Corrigez directement sur la commande.',
  already_merged: () => 'Ces commandes sont déjà réunies.',
  not_merged: () => 'Cette commande n’est réunie avec aucune autre.',
  paid_together: () => 'De l’argent a été pris pour ces commandes ensemble : elles restent réunies.',
  other_currency: () => 'Ces commandes ne sont pas dans la même monnaie.',
  bad_payer: () => 'Ce numéro de téléphone n’est pas complet. Vérifiez-le avec le client.',
  bad_reference: () => 'Cette référence est trop courte. Recopiez celle du message reçu.',
  reference_used: () => 'Cette référence a déjà servi pour un autre paiement. Demandez au client son propre message.',
  rail_closed: () => 'Ce moyen de paiement n’est pas disponible. Prenez-en un autre.',
  amount_off_rail: () => 'Ce moyen de paiement ne prend pas ce montant.',
  payment_under_way: () =>
    'Une demande de paiement est en cours : l’argent peut encore arriver. Attendez, ou demandez à un gérant.',
  attempt_elsewhere: () => 'Ce paiement a changé entre-temps. Regardez où il en est.',
  refund_too_high: () => 'On ne peut pas rendre plus que ce qui a été encaissé.',
  order_closed: () => 'Cette commande est payée et fermée. Ouvrez-en une nouvelle sur la table.',
  order_empty: () => 'La commande est vide. Ajoutez d’abord un plat.',
  line_already_sent: (details: Details) =>
    `« ${text(details, 'line')} » est déjà envoyé. Pour plus, ajoutez une ligne ; pour moins, annulez-la.`,
  too_few_modifiers: (details: Details) => `Choisissez au moins ${text(details, 'min')} : ${text(details, 'group')}.`,
  too_many_modifiers: (details: Details) => `Choisissez au plus ${text(details, 'max')} : ${text(details, 'group')}.`,
  unknown_modifier: (details: Details) => `La carte a changé pour « ${text(details, 'item')} ». Choisissez de nouveau.`,
  bad_quantity: (details: Details) => `La quantité va de 1 à ${text(details, 'max')}. Pour plus, ajoutez une ligne.`,
  bad_amount: () => 'Ce montant n’est pas possible. Corrigez-le.',
  reason_missing: () => 'Dites pourquoi, puis recommencez.',
  tendered_too_low: () => 'Le client a donné moins que le montant. Corrigez le montant reçu.',
  nothing_due: () => 'Il n’y a plus rien à payer sur cette commande.',
  not_covered: () => 'La commande n’est pas encore payée en entier.',
  shift_already_open: () => 'Cette caisse est déjà ouverte.',
  unsent_lines: () => 'Des plats attendent d’être envoyés. Touchez « Envoyer », ou retirez-les, puis encaissez.',
  ...EDIT_REFUSALS_FR,
};
