import { describe, expect, test } from 'vitest';
import {
  ExceptionKind,
  MapView,
  conflicts,
  decisions,
  devices,
  drawers,
  items,
  nameId,
  orderLines,
  orders,
  receipts,
  shiftOpenings,
  tables,
  write,
  type Change,
  type Exception,
} from '@resto360/domain';
import { Remedy, sidesOf } from '@resto360/domain/decision';
import { formatsOf } from '../words/format.ts';
import { INBOX_EN } from '../words/inbox.en.ts';
import { INBOX_FR } from '../words/inbox.fr.ts';
import { sayingOf, valueText } from './side-words.ts';
import { detailsOf, nameOfDevice, type Telling } from './tell.ts';

const id = (word: string) => nameId(word);
const tellingOf = (words: Telling['words'], language: 'fr' | 'en'): Telling => ({
  words,
  formats: formatsOf(language, 'XOF', 'Africa/Abidjan'),
  tableOf: (name) => `Table ${name}`,
});
const fr = tellingOf(INBOX_FR, 'fr');

const order = (word: string, table: string | null, label: string | null = null): Change =>
  write(orders, id(word), {
    born: true,
    openedBy: id('yao'),
    openedAt: 1,
    kind: 'dine_in',
    currency: 'XOF',
    table: table === null ? null : id(table),
    label,
  });
const line: Change = write(orderLines, id('line'), {
  born: true,
  order: id('order'),
  addedBy: id('yao'),
  addedAt: 1,
  item: id('bock'),
  name: 'Bock',
  unitPriceMinor: 800,
  taxBp: 0,
  taxIncluded: true,
  station: null,
  modifiers: [],
  quantity: 2,
  seat: null,
});
const mark = `${(1_763_798_400_000).toString(16).padStart(12, '0')}0000T1T1T1T1T1`;
const viewOf = (changes: readonly Change[]): MapView => {
  const view = new MapView();
  for (const [name, rowId, f] of changes) view.put(name, { id: rowId, v: 1, st: mark, f });
  return view;
};
const view = viewOf([
  write(tables, id('T4'), { born: true, area: id('salle'), name: 'T4' }),
  write(drawers, id('caisse'), { born: true, name: 'Caisse du comptoir' }),
  write(items, id('bock'), { born: true, category: id('bar'), name: 'Bock', priceMinor: 800 }),
  order('order', 'T4'),
  order('takeaway', null, 'Aïcha'),
  line,
  write(shiftOpenings, id('shift'), {
    drawer: id('caisse'),
    floatMinor: null,
    openedBy: id('yao'),
    install: 'T1T1T1T1T1',
    at: 1,
  }),
  write(receipts, id('receipt'), {
    number: 'T1-000007-K7QX',
    order: id('order'),
    totalMinor: 1_600,
    by: id('yao'),
    at: 1,
  }),
  // Of two orders at one table a decision names no single order.
  write(decisions, id('decision'), {
    born: true,
    kind: 'table_opened_twice',
    subjects: [id('order'), id('takeaway')],
    state: 'decided',
    remedy: 'merge_orders',
    by: id('yao'),
    at: 1,
    amountMinor: null,
    wrote: [],
  }),
  write(devices, id('device'), { install: 'T2T2T2T2T2', kind: 'pos', series: 'T2', name: 'Terrasse' }),
  [
    conflicts.name,
    id('conflict'),
    {
      collection: 'items',
      row: id('bock'),
      field: 'priceMinor',
      keptJson: '800',
      lostJson: '900',
      rule: 'latest',
      keptBy: 'T1T1T1T1T1',
      lostBy: 'T2T2T2T2T2',
      keptMark: mark,
      lostMark: mark,
      needsPerson: 'yes',
      op: id('op'),
    },
  ],
]);
const matter = (kind: ExceptionKind, subjects: readonly string[], more: Partial<Exception> = {}): Exception => ({
  id: id(kind),
  kind,
  subjects,
  order: null,
  amountMinor: null,
  ...more,
});
const said = (one: Exception) => INBOX_FR.sentence[one.kind](detailsOf(view, one, fr)).replaceAll('\u00a0', ' ');

describe('a matter is told with names and amounts', () => {
  test.each([
    [
      matter('overpaid', [id('order')], { order: id('order'), amountMinor: 1_600 }),
      'Table T4 : 1 600 F CFA encaissés en trop.',
    ],
    [
      matter('line_after_close', [id('line')], { order: id('order'), amountMinor: 1_600 }),
      'Table T4 : 2× Bock ajouté après le paiement (1 600 F CFA).',
    ],
    [
      matter('moved_after_payment', [id('takeaway')], { order: id('takeaway'), amountMinor: 500 }),
      'Aïcha : a changé de table après avoir payé 500 F CFA.',
    ],
    [matter('table_opened_twice', [id('order'), id('other')]), 'Table T4 : plusieurs commandes ouvertes.'],
    [
      matter('decided_twice', [id('decision')]),
      'Table T4 : deux personnes ont décidé, chacune sans l’autre. Ce que chacune a fait est enregistré ; vérifiez les deux.',
    ],
    [matter('float_unknown', [id('shift')]), 'Caisse du comptoir : encaisse sans fond compté.'],
    [matter('receipt_number_repeated', [id('receipt')]), 'Deux reçus portent le numéro T1-000007.'],
    [matter('price_edited_twice', [id('bock'), 'priceMinor']), 'Bock : prix changé à deux endroits à la fois.'],
    [matter('overpaid', [id('?')], { order: id('?'), amountMinor: 5 }), 'Une commande : 5 F CFA encaissés en trop.'],
  ])('%#', (one, expected) => expect(said(one)).toBe(expected));

  test('no sentence, no button and no verdict ever shows an id, in either language', () => {
    for (const telling of [fr, tellingOf(INBOX_EN, 'en')]) {
      for (const kind of Object.values(ExceptionKind)) {
        const details = detailsOf(view, matter(kind, [id('nobody')], { amountMinor: 5 }), telling);
        const { sentence, remedy, done } = telling.words;
        const spoken = Object.values(Remedy).flatMap((one) => [remedy[one](details), done[one](details)]);
        expect([sentence[kind](details), ...spoken].join(' ')).not.toMatch(/[0-9a-f]{8}-|undefined|null/);
      }
    }
  });

  test('the other price is on its button', () => {
    const details = detailsOf(view, matter('price_edited_twice', [id('bock'), 'priceMinor']), fr);
    expect(INBOX_FR.remedy.other_price(details)).toBe('Prendre 900\u00a0F\u00a0CFA');
  });
});

test('two orders of one table are told apart by their dishes', () => {
  const sides = sidesOf(view, matter('table_opened_twice', [id('order'), id('takeaway')]));
  expect(sides.map((side) => sayingOf(view, side, fr))).toEqual(['2× Bock', 'Aïcha']);
});

test.each([
  ['priceMinor', 800, '800\u00a0F\u00a0CFA'],
  ['taxBp', 1_800, '18 %'],
  ['table', id('T4'), 'Table T4'],
  ['station', id('bock'), 'Bock'],
  ['note', null, 'rien'],
  ['removed', true, 'oui'],
  ['covers', 3, '3'],
  ['label', 'Aïcha', 'Aïcha'],
  ['matter', { remedy: 'give_back', state: 'decided', amountMinor: 500 }, '500\u00a0F\u00a0CFA rendus au client'],
  ['category', id('unknown'), '…'],
])('a value of %s is said as people say it: %s', (field, value, expected) => {
  expect(valueText(view, field, value, fr).replaceAll(' %', ' %')).toBe(expected);
});

test('a device has its name, one’s own is said to be, one nobody knows too', () => {
  expect(nameOfDevice(view, 'T2T2T2T2T2', 'T1T1T1T1T1', INBOX_FR)).toBe('Terrasse');
  expect(nameOfDevice(view, 'T2T2T2T2T2', 'T2T2T2T2T2', INBOX_FR)).toBe('Terrasse (cet appareil)');
  expect(nameOfDevice(view, 'T9T9T9T9T9', 'T1T1T1T1T1', INBOX_FR)).toBe('un autre appareil');
  expect(nameOfDevice(view, null, 'T1T1T1T1T1', INBOX_FR)).toBe('');
});
