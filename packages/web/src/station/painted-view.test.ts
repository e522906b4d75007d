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

test('a painted change lies over the saved row, in taps’ order', () => {
  const painted = new PaintedView(new MapView());
  painted.paint(tap, [added]);
  painted.paint(item, [['order_lines', line, { quantity: 2 }]]);
  painted.paint(order, [['order_lines', line, { quantity: 3 }]]);
  expect(find(painted, orderLines, line)?.quantity).toBe(3);
  expect([...painted.all(items.name)]).toEqual([]);
});
