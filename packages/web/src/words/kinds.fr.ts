/** What is odd, in a word or two, in the order in which the inbox shows it. The service worker has them too. */
export const KINDS_FR = {
  overpaid: 'Payé en trop',
  over_refunded: 'Rendu en trop',
  line_after_close: 'Plat après paiement',
  quarantined_op: 'Saisie mise de côté',
  in_suspense: 'Sans autorisation',
  removed_but_sent: 'Retiré mais envoyé',
  sent_twice_differently: 'Envoyé deux fois',
  over_void: 'Trop d’annulations',
  table_opened_twice: 'Table ouverte deux fois',
  moved_after_payment: 'Table changée',
  price_edited_twice: 'Prix changé deux fois',
  drawer_opened_twice: 'Caisse ouverte deux fois',
  float_unknown: 'Fond non compté',
  receipt_number_repeated: 'Numéro de reçu répété',
  row_without_creation: 'Saisie incomplète',
};
