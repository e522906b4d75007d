import type { ExceptionKind } from '@resto360/domain';
import type { Language } from './digest-facts.ts';

/** The words of a digest. They are those of the inbox (`packages/web/src/words/inbox.*.ts`), so that people find it there. */
export type DigestWords = {
  readonly subject: (house: string, open: number) => string;
  readonly title: (house: string, day: string) => string;
  readonly open: string;
  readonly ended: string;
  readonly silent: string;
  readonly line: (kind: string, count: number, amount: string) => string;
  readonly byPeople: (count: number) => string;
  readonly device: (name: string, unsent: number, when: string) => string;
  readonly where: string;
  readonly kind: Readonly<Record<ExceptionKind, string>>;
};

const FR: DigestWords = {
  subject: (house, open) => (open === 0 ? `${house} : le point du jour` : `${house} : ${open} à vérifier`),
  title: (house, day) => `${house}, le ${day}`,
  open: 'À vérifier',
  ended: 'Réglé depuis hier',
  silent: 'Appareils muets depuis un jour',
  line: (kind, count, amount) => `${count}× ${kind}${amount === '' ? '' : ` : ${amount}`}`,
  byPeople: (count) => (count === 1 ? 'dont 1 par décision' : `dont ${count} par décision`),
  device: (name, unsent, when) =>
    `${name} : ${unsent === 0 ? 'contient peut-être des ventes' : `${unsent} en attente`}, vu le ${when}`,
  where: 'Tout se règle dans l’application : « À vérifier », à la caisse ou au bureau.',
  kind: {
    overpaid: 'Payé en trop',
    over_refunded: 'Rendu en trop',
    money_late: 'Argent arrivé en retard',
    amount_held: 'Argent pas comme demandé',
    reference_used_twice: 'Référence utilisée deux fois',
    claim_unproven: 'Paiement à vérifier',
    money_missing: 'Paiement non arrivé',
    line_after_close: 'Plat après paiement',
    quarantined_op: 'Saisie mise de côté',
    in_suspense: 'Sans autorisation',
    aged_grant: 'Sans ligne depuis 3 jours',
    tablet_copied: 'Tablette copiée',
    decided_twice: 'Décidé deux fois',
    removed_but_sent: 'Retiré mais envoyé',
    sent_twice_differently: 'Envoyé deux fois',
    over_void: 'Trop d’annulations',
    table_opened_twice: 'Table ouverte deux fois',
    merged_in_circle: 'Réunies dans les deux sens',
    moved_after_payment: 'Table changée',
    price_edited_twice: 'Prix changé deux fois',
    drawer_opened_twice: 'Caisse ouverte deux fois',
    float_unknown: 'Fond non compté',
    receipt_number_repeated: 'Numéro de reçu répété',
    receipt_twice: 'Deux reçus pour un paiement',
    row_without_creation: 'Saisie incomplète',
  },
};

const EN: DigestWords = {
  subject: (house, open) => (open === 0 ? `${house}: the day’s summary` : `${house}: ${open} to check`),
  title: (house, day) => `${house}, ${day}`,
  open: 'To check',
  ended: 'Settled since yesterday',
  silent: 'Devices not heard for a day',
  line: (kind, count, amount) => `${count}× ${kind}${amount === '' ? '' : `: ${amount}`}`,
  byPeople: (count) => `${count} by decision`,
  device: (name, unsent, when) =>
    `${name}: ${unsent === 0 ? 'may hold sales' : `${unsent} waiting`}, last heard ${when}`,
  where: 'All of it is settled in the app: “To check”, at the till or in the office.',
  kind: {
    overpaid: 'Paid too much',
    over_refunded: 'Gave back too much',
    money_late: 'Money came late',
    amount_held: 'Money not as asked',
    reference_used_twice: 'Reference used twice',
    claim_unproven: 'Payment to check',
    money_missing: 'Payment did not come',
    line_after_close: 'Dish after payment',
    quarantined_op: 'Entry put apart',
    in_suspense: 'Without permission',
    aged_grant: 'Three days offline',
    tablet_copied: 'Tablet copied',
    decided_twice: 'Decided twice',
    removed_but_sent: 'Removed but sent',
    sent_twice_differently: 'Sent twice',
    over_void: 'Too many cancelled',
    table_opened_twice: 'Table opened twice',
    merged_in_circle: 'Merged both ways',
    moved_after_payment: 'Table changed',
    price_edited_twice: 'Price changed twice',
    drawer_opened_twice: 'Drawer opened twice',
    float_unknown: 'Float not counted',
    receipt_number_repeated: 'Receipt number repeated',
    receipt_twice: 'Two receipts for one payment',
    row_without_creation: 'Incomplete entry',
  },
};

/** The words in a language. */
export const DIGEST_WORDS: Readonly<Record<Language, DigestWords>> = { fr: FR, en: EN };
