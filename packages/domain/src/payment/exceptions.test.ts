import { expect, test } from 'vitest';
import { ExceptionKind } from '../kernel/exception.ts';
import type { Row } from '../kernel/row.ts';
import type { Stamp } from '../kernel/stamp.ts';
import { write } from '../kernel/view.ts';
import { moveOrder } from '../order/commands.ts';
import { orders } from '../order/schema.ts';
import { acting, testId, viewWithSentOrder } from '../testing/test-house.ts';
import { INSTALL, mustOk, stampAt, type TestView } from '../testing/test-view.ts';
import { takeCash } from './commands.ts';
import { paymentExceptions } from './exceptions.ts';

const order = testId('order');
const table = testId('table 2');

const kindsIn = (view: TestView) => paymentExceptions(view).map(({ kind }) => kind);
const moving = (view: TestView, stamp?: Stamp) => view.run(moveOrder(view, { order, table }, acting()), stamp);
const paying = (view: TestView, word: string, amountMinor: number, stamp?: Stamp) => {
  const till = { order, drawer: testId('drawer'), install: INSTALL, newShift: testId('shift') };
  const intent = { ...till, id: testId(word), amountMinor, tenderedMinor: amountMinor };
  return view.apply(mustOk(takeCash(view, intent, acting())).changes, stamp);
};

test('[SYN-4] not for the table an order was opened at, nor for a move before the first payment', () => {
  expect(kindsIn(paying(viewWithSentOrder(), 'paid', 3_000))).toEqual([]);
  expect(kindsIn(paying(moving(viewWithSentOrder()), 'paid', 3_000))).toEqual([]);
});

test('[SYN-4] by stamps, not by arrival: the move of a till that was away came before the payment', () => {
  const view = viewWithSentOrder();
  const move = mustOk(moveOrder(view, { order, table }, acting()));
  expect(kindsIn(paying(view, 'paid', 3_000, stampAt(500)).apply(move, stampAt(400)))).toEqual([]);
  const other = viewWithSentOrder();
  expect(kindsIn(paying(other, 'paid', 3_000, stampAt(500)).apply(move, stampAt(600)))).toEqual([
    ExceptionKind.movedAfterPayment,
  ]);
});

test('[SYN-4] not where one stamp says both', () => {
  expect(kindsIn(moving(paying(viewWithSentOrder(), 'part', 1_000, stampAt(500)), stampAt(500)))).toEqual([]);
});

test('[SYN-4] counts what was taken before the move, and a later payment does not end it', () => {
  const view = moving(paying(viewWithSentOrder(), 'part', 1_000));
  const [found] = paymentExceptions(paying(view, 'rest', 2_000));
  expect(found).toMatchObject({ kind: ExceptionKind.movedAfterPayment, amountMinor: 1_000 });
});

test('[SYN-4] another field written after the payment is no move', () => {
  const view = paying(viewWithSentOrder(), 'paid', 3_000).apply([write(orders, order, { covers: 4, note: 'merci' })]);
  expect(kindsIn(view)).toEqual([]);
});

test('[SYN-4] reads the mark also where the row keeps it as its common one', () => {
  const view = paying(viewWithSentOrder(), 'part', 1_000, stampAt(500));
  const row = view.get('orders', order) as Row;
  view.put('orders', { id: row.id, v: 0, st: stampAt(501), f: row.f });
  expect(kindsIn(view)).toEqual([ExceptionKind.movedAfterPayment]);
  view.put('orders', { id: row.id, v: 0, st: stampAt(501), f: row.f, sx: { table: stampAt(0) } });
  expect(kindsIn(view)).toEqual([]);
});
