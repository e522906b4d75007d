import { drawers, find, listOfOrder, orderLines, seriesAndCount, tables, type Json, type View } from '@resto360/domain';
import { Remedy, type Side } from '@resto360/domain/decision';
import { whereOf, type Telling } from './tell.ts';

/** What one side says, as the biggest thing on it: an amount, a quantity, a name, or the value of a field. */
export function sayingOf(view: View, side: Side, telling: Telling): string {
  const { words, formats } = telling;
  const amount = side.amountMinor === null ? '' : formats.money(side.amountMinor);
  const quantity = side.quantity === null ? '' : words.quantity(side.quantity);
  switch (side.what) {
    case 'value':
      return valueText(view, side.text, side.value, telling);
    case 'move':
      return words.toTable(tableName(view, side.value, telling));
    case 'order':
      return orderText(view, side.value, telling);
    case 'merge':
      return words.mergedWith(orderText(view, side.text, telling), orderText(view, side.value, telling));
    case 'opening':
      return [nameOfDrawer(view, side.value), amount === '' ? words.noFloat : words.floor(amount)].join(' · ');
    case 'decision':
      return decisionText(side.value, telling);
    case 'device':
      return words.series(typeof side.value === 'string' ? side.value : '');
    case 'receipt':
      return amount === '' ? '' : words.receiptOf(seriesAndCount(side.text), amount);
    case 'removal':
    case 'row':
      return '';
    case 'proof':
    case 'claim':
      return [amount, side.text].filter((part) => part !== '').join(' · ');
    case 'op':
    case 'request':
    case 'adjustment':
    case 'payment':
      return [amount, methodText(side.value, telling)].filter((part) => part !== '').join(' · ');
    case 'refund':
      return [amount, backText(side.value, telling)].filter((part) => part !== '').join(' · ');
    case 'line':
    case 'send':
    case 'void':
      return [`${quantity} ${side.what === 'void' ? '' : side.text}`.trim(), side.what === 'line' ? amount : '']
        .filter((part) => part !== '')
        .join(' · ');
  }
}

const methodText = (value: Json, { words }: Telling): string => {
  const method = Object.keys(words.method).find((one) => one === value);
  return method === undefined ? '' : words.method[method as keyof typeof words.method];
};

// Of a refund over a rail: whether it is still on its way, or did not go.
const backText = (value: Json, { words }: Telling): string =>
  value === 'waiting' || value === 'failed' || value === 'untold' ? words.backStands[value] : '';

/** A field's value as people say it. */
export function valueText(view: View, field: string, value: Json, telling: Telling): string {
  const { words, formats } = telling;
  if (value === null || value === '') return words.nothing;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return numberText(field, value, formats);
  if (field === 'table') return tableName(view, value, telling);
  if (field === 'mergedInto') return orderText(view, value, telling);
  if (field === 'matter') return decisionText(value, telling);
  if (field === 'dish') return isNamed(value) ? value.name : words.a_dish;
  if (typeof value !== 'string') return '…';
  // An id tells nobody anything: it is one of something that has no name here.
  return UUID.test(value) ? (nameOfAny(view, value) ?? '…') : value;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

function numberText(field: string, value: number, { money }: Telling['formats']): string {
  if (field.endsWith('Minor')) return money(value);
  return field.endsWith('Bp') ? `${value / 100} %` : String(value);
}

function decisionText(value: Json, { words, formats }: Telling): string {
  const { remedy, state, amountMinor } = value as { remedy?: unknown; state?: unknown; amountMinor?: unknown };
  if (state === 'undone') return words.undone;
  const known = Object.values(Remedy).find((one) => one === remedy);
  const amount = typeof amountMinor === 'number' ? formats.money(amountMinor) : '';
  return known ? words.done[known]({ ...NO_DETAILS, amount }) : '…';
}

/** Details of which nothing is known. */
export const NO_DETAILS = {
  where: '',
  dish: '',
  amount: '',
  other: '',
  quantity: '',
  drawer: '',
  number: '',
  device: '',
  rail: '',
};

const isNamed = (value: Json): value is { readonly name: string } =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value['name'] === 'string';

function tableName(view: View, id: Json, { words, tableOf }: Telling): string {
  const table = typeof id === 'string' ? find(view, tables, id) : undefined;
  return table ? tableOf(table.name) : words.takeaway;
}

const nameOfDrawer = (view: View, id: Json) => (typeof id === 'string' ? (find(view, drawers, id)?.name ?? '') : '');

// What was ordered tells two orders of one table apart.
function orderText(view: View, id: Json, telling: Telling): string {
  if (typeof id !== 'string') return telling.words.an_order;
  const lines = listOfOrder(view, orderLines, id).filter((line) => !line.removed);
  const dishes = lines.slice(0, DISHES_MAX).map((line) => `${telling.words.quantity(line.quantity)} ${line.name}`);
  const rest = lines.length - dishes.length;
  if (rest > 0) dishes.push(telling.words.others(rest));
  return dishes.length > 0 ? dishes.join(', ') : (whereOf(view, id, telling) ?? telling.words.an_order);
}

const DISHES_MAX = 3;

// What a row of the house is called, whichever it is.
function nameOfAny(view: View, id: string): string | undefined {
  for (const of of ['tables', 'categories', 'stations', 'areas', 'items', 'modifier_groups', 'staff']) {
    const name = view.get(of, id)?.f['name'];
    if (typeof name === 'string') return name;
  }
  return undefined;
}
