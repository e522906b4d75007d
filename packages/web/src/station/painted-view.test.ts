import { expect, test } from 'vitest';
import { MapView, find, items, listOfOrder, orderLines, type Change, type Id } from '@resto360/domain';
import { PaintedView } from './painted-view.ts';

const order: Id = '00000000-0000-7000-8000-00000000000a';
const line: Id = '00000000-0000-7000-8000-00000000000b';
const item: Id = '00000000-0000-7000-8000-00000000000c';
const tap: Id = '00000000-0000-7000-8000-00000000000d';

const added: Change = [
  'order_lines',
  line,
  {
    born: true,
    order,
    addedBy: order,
    addedAt: 1,
    item,
    name: 'Alloco',
    unitPriceMinor: 1_000,
    taxBp: 0,
    taxIncluded: true,
    station: null,
    modifiers: [],
    quantity: 1,
    seat: null,
  },
];

test('[SYN-8] a tap shows before it is saved, and is marked as unsaved', () => {
  const saved = new MapView();
  const painted = new PaintedView(saved);
  painted.paint(tap, [added]);
  expect(listOfOrder(painted, orderLines, order).map(({ name }) => name)).toEqual(['Alloco']);
  expect(listOfOrder(saved, orderLines, order)).toEqual([]);
  expect(painted.isUnsaved('order_lines', line)).toBe(true);
  painted.wipe(tap);
  expect(listOfOrder(painted, orderLines, order)).toEqual([]);
  expect(painted.isUnsaved('order_lines', line)).toBe(false);
});

test('a row is painted anew when what is below it changed, and when another tap joins', () => {
  const saved = new MapView();
  const painted = new PaintedView(saved);
  painted.paint(tap, [added]);
  expect(painted.get('order_lines', line)).toBe(painted.get('order_lines', line));
  saved.put('order_lines', { id: line, v: 1, st: '', f: { note: 'sans piment' } });
  expect(painted.get('order_lines', line)?.f).toMatchObject({ name: 'Alloco', note: 'sans piment' });
  painted.paint(item, [['order_lines', line, { quantity: 4 }]]);
  expect(Array.from(painted.ofOrder('order_lines', order), ({ f }) => f['quantity'])).toEqual([4]);
});

test('an order that is only painted elsewhere is not found where it was', () => {
  const saved = new MapView();
  const row = { id: line, v: 1, st: '', f: { mergedInto: order } };
  saved.put('orders', row);
  const painted = new PaintedView(saved);
  painted.paint(tap, [['orders', line, { mergedInto: null }]]);
  expect([...painted.ofOrder('orders', order)]).toEqual([]);
  expect([...painted.all('orders')]).toHaveLength(1);
});

test('a painted change lies over the saved row, in taps’ order', () => {
  const painted = new PaintedView(new MapView());
  painted.paint(tap, [added]);
  painted.paint(item, [['order_lines', line, { quantity: 2 }]]);
  painted.paint(order, [['order_lines', line, { quantity: 3 }]]);
  expect(find(painted, orderLines, line)?.quantity).toBe(3);
  expect([...painted.all(items.name)]).toEqual([]);
});
