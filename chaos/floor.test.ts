import { expect, test } from 'vitest';
import { nameId, type Id, type Row } from '@resto360/domain';
import type { ClientRow } from '@resto360/sync/client';
import { dishOf, people } from './fixtures.ts';
import { differentTables, floorOfRows } from './floor.ts';

const [terrace, order] = [nameId('test:table:1'), nameId('test:order')];
const row = (collection: string, id: Id, f: Row['f']): ClientRow => ({
  collection,
  order: '',
  open: 0,
  row: { id, v: 1, st: '', f },
});
const house = [
  row('tables', terrace, { born: true, area: nameId('test:area'), name: 'T1' }),
  row('tables', nameId('test:table:2'), { born: true, area: nameId('test:area'), name: 'T2' }),
];
const served = [
  row('orders', order, {
    born: true,
    kind: 'dine_in',
    table: terrace,
    currency: 'XOF',
    openedBy: people.by,
    openedAt: people.at,
    status: [1, 'open'],
  }),
  row('order_lines', nameId('test:line'), dishOf(order)),
];

test('a floor says what guests owe at each table, and where nobody sits', () => {
  expect(floorOfRows([...house, ...served])).toEqual(
    new Map([
      ['T1', '3000'],
      ['T2', 'free'],
    ]),
  );
});

test('two floors that are not the same are told by table', () => {
  const [shown, expected] = [floorOfRows(house), floorOfRows([...house, ...served])];
  expect(differentTables(expected, expected)).toEqual([]);
  expect(differentTables(shown, expected)).toEqual(['table T1 shows free, the tables say 3000']);
});
