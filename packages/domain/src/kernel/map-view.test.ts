import { expect, test } from 'vitest';
import { MapView } from './map-view.ts';

const row = (id: string, order: string | null) => ({ id, v: 1, st: 's', f: order === null ? {} : { order } });

test('[ORD-1] an order hangs on the one that it was merged into, and on the one it was closed with', () => {
  const view = new MapView();
  const pointing = (f: Record<string, string | null>) => view.put('orders', { id: 'a', v: 1, st: 's', f });
  const under = (order: string) => [...view.ofOrder('orders', order)].map(({ id }) => id);
  pointing({ mergedInto: 'b' });
  expect(under('b')).toEqual(['a']);
  pointing({ mergedInto: 'c', closedWith: 'd' });
  expect([under('b'), under('c'), under('d')]).toEqual([[], ['a'], ['a']]);
  pointing({ mergedInto: null, closedWith: 'd' });
  expect([under('c'), under('d')]).toEqual([[], ['a']]);
});

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
