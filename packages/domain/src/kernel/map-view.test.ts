import { expect, test } from 'vitest';
import { MapView } from './map-view.ts';

const row = (id: string, order: string | null) => ({ id, v: 1, st: 's', f: order === null ? {} : { order } });

test('children follow a row whose parent arrives later or changes', () => {
  const view = new MapView();
  view.put('order_lines', row('a', null));
  expect([...view.ofOrder('order_lines', 'o1')]).toEqual([]);
  view.put('order_lines', row('a', 'o1'));
  view.put('order_lines', row('b', 'o1'));
  view.put('order_lines', row('b', 'o2'));
  expect([...view.ofOrder('order_lines', 'o1')].map(({ id }) => id)).toEqual(['a']);
  view.delete('order_lines', 'a');
  expect([...view.ofOrder('order_lines', 'o1')]).toEqual([]);
  expect([...view.all('order_lines')].map(({ id }) => id)).toEqual(['b']);
});
