import { expect, test } from 'vitest';
import { MapView, write, orders, nameId } from '@resto360/domain';
import { addressOfRemedy } from './remedy-link.ts';

const view = new MapView();
for (const [word, openedAt] of [
  ['first', 1],
  ['second', 2],
] as const) {
  const fields = { born: true, openedBy: nameId('yao'), openedAt, kind: 'dine_in', currency: 'XOF' } as const;
  const [name, id, f] = write(orders, nameId(word), fields);
  view.put(name, { id, v: 1, st: '', f });
}
const subjects = [nameId('first'), nameId('second')];
const matter = { id: nameId('x'), kind: 'table_opened_twice', subjects, order: null, amountMinor: null } as const;

test.each([
  ['count_float', '/pos', 'pos', '#/shift'],
  ['count_float', '/office', 'office', '/pos#/shift'],
  ['count_float', '/pos', 'office', '#/shift'],
  ['move_one', '/pos', 'pos', `#/order/${nameId('second')}`],
  ['move_one', '/office', 'office', `/pos#/order/${nameId('second')}`],
  ['give_back', '/pos', 'pos', undefined],
] as const)('"%s" read at %s of a device of the %s leads to %s', (remedy, pathname, kind, expected) => {
  expect(addressOfRemedy(remedy, { view, matter }, { pathname, kind })).toBe(expected);
});
