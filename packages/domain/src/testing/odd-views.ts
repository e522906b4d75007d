import { decide } from '../decision/decide.ts';
import { decisions } from '../decision/schema.ts';
import { ExceptionKind, exception } from '../kernel/exception.ts';
import type { Id } from '../kernel/ids.ts';
import { markOf } from '../kernel/mark-of.ts';
import type { Change, Mark, Row } from '../kernel/row.ts';
import { write } from '../kernel/view.ts';
import { addLine, moveOrder, openOrder, removeLine } from '../order/commands.ts';
import { mergeOrders } from '../order/merging.ts';
import { orderLines, voids } from '../order/schema.ts';
import { sendOrder } from '../order/sending.ts';
import { refunds } from '../payment/schema.ts';
import { takeCashWithReceipt } from '../receipt/commands.ts';
import { claimPaymentWithReceipt, settleAttempt } from '../receipt/over-rails.ts';
import { conflicts, devices, paymentAttempts, quarantine, rails, suspense } from '../server-collections.ts';
import { requestPayment } from '../payment/over-rails.ts';
import type { Entity } from '../kernel/collection.ts';
import { openShift } from '../shift/commands.ts';
import { acting, lineIntent, orderIntent, testId, viewWithSentOrder } from './test-house.ts';
import { INSTALL, NOW_MS, mustOk, stampAt, type TestView } from './test-view.ts';

/** The order of the evenings below. */
export const order = testId('order');
/** Its first line. */
export const garba = testId('line garba');
/** The counted opening of its drawer. */
export const shift = { id: testId('shift'), drawer: testId('drawer'), install: INSTALL, floatMinor: 10_000 };
/** Cash for the order, as a till asks for it. */
export const cash = (word: string, amountMinor: number, count: number, drawer = 'drawer') => ({
  id: testId(word),
  order,
  drawer: testId(drawer),
  install: INSTALL,
  newShift: testId(`shift of ${word}`),
  amountMinor,
  tenderedMinor: amountMinor,
  receipt: testId(`receipt of ${word}`),
  series: 'T1',
  count,
});
/** A void of the first line, as a fact. */
export const voiding = (word: string, quantity: number): Change =>
  write(voids, testId(word), { order, line: garba, quantity, reason: 'x', by: testId('staff owner'), at: 0 });
/** A concurrent edit of a price: in force 1,000, lost 1,200. */
export const editing = (word: string, needsPerson: 'yes' | 'no', rule: 'latest' | 'settled' = 'latest'): Change =>
  write(conflicts, testId(word), {
    collection: 'items',
    row: testId('garba'),
    field: 'priceMinor',
    keptJson: '1000',
    lostJson: '1200',
    keptBy: INSTALL,
    lostBy: 'T2T2T2T2T2',
    keptActor: testId('staff manager'),
    lostActor: testId('staff waiter'),
    keptMark: stampAt(1),
    lostMark: stampAt(0, 'T2T2T2T2T2'),
    rule,
    needsPerson,
    op: testId(`op of ${word}`),
  });
/** An op that was put apart. */
export const quarantined = (word: string, state: 'waiting' | 'replayed' | 'discarded'): Change =>
  write(quarantine, testId(word), {
    install: INSTALL,
    kind: 'payment.take',
    code: 'unknown_collection',
    actor: null,
    stamp: null,
    orders: [order],
    amountMinor: 5_000,
    state,
  });

/** Cash that somebody took who had left. */
export const suspended = (word: string, rows: readonly string[] = []): Change =>
  write(suspense, testId(word), {
    install: INSTALL,
    kind: 'payment.take',
    actor: testId('staff waiter'),
    why: 'person',
    orders: [order],
    rows,
    amountMinor: 3_000,
  });

/** An evening as it should be: float counted, sent, paid, closed. */
export const cleanView = (): TestView => {
  const view = viewWithSentOrder();
  view.run(openShift(view, shift, acting()));
  return view.run(takeCashWithReceipt(view, cash('paid', 3_000, 1), acting()));
};

/** Two tills that know nothing of each other do two things; both arrive. */
export const both = (view: TestView, ...changes: (readonly Change[])[]): TestView => {
  for (const one of changes) view.apply(one);
  return view;
};

/** A dish came after the payment. */
export const lateLine = (): TestView => {
  const view = viewWithSentOrder();
  view.run(openShift(view, shift, acting()));
  const late = mustOk(addLine(view, lineIntent('late', 'beer', 2), acting()));
  return both(view, mustOk(takeCashWithReceipt(view, cash('paid', 3_000, 1), acting())), late);
};
/** Two tills took the money. */
export const paidTwice = (): TestView => {
  const view = viewWithSentOrder();
  view.run(openShift(view, shift, acting()));
  const taken = ['one', 'two'].map((word, count) =>
    mustOk(takeCashWithReceipt(view, cash(word, 3_000, count), acting())),
  );
  return both(view, ...taken);
};
/** An order moved after a part of it was paid. */
export const movedAfterPayment = (): TestView => {
  const view = viewWithSentOrder();
  view.run(openShift(view, shift, acting()));
  view.run(takeCashWithReceipt(view, cash('part', 1_000, 1), acting()));
  return view.run(moveOrder(view, { order, table: testId('table 2') }, acting()));
};
/** One till took a line back, another sent it. */
export const removedButSent = (): TestView => {
  const view = viewWithSentOrder();
  view.run(addLine(view, lineIntent('late', 'beer', 1), acting()));
  const removal = mustOk(removeLine(view, { line: testId('late') }, acting()));
  return both(view, mustOk(sendOrder(view, { order }, acting())), removal);
};
/** Two tills sent different quantities: two count, three lost. */
export const sentTwice = (): TestView => {
  const view = viewWithSentOrder();
  const row = view.get('order_lines', garba) as Row;
  view.put('order_lines', { ...row, alt: { quantity: [[`~${stampAt(0)}`, 3]] } });
  return view;
};
/** Two orders at one table. */
export const tableTwice = (): TestView => {
  const view = viewWithSentOrder();
  return view.run(openOrder(view, orderIntent('second order', 'table 1'), acting()));
};
/** Nothing odd: two orders that were merged, and paid as one. */
export const mergedAndPaid = (): TestView => {
  const view = viewWithSentOrder();
  const [boss, second] = [acting(), testId('second order')];
  view.run(openShift(view, shift, boss));
  view.run(openOrder(view, orderIntent('second order', 'table 2'), boss));
  view.run(addLine(view, { ...lineIntent('two beers', 'beer', 2), order: second }, boss));
  view.run(sendOrder(view, { order: second }, boss));
  view.run(mergeOrders(view, { order: second, into: order }, boss));
  return view.run(takeCashWithReceipt(view, cash('for both', 5_000, 1), boss));
};

/** Two tills merged two orders, each into the other. */
export const mergedBothWays = (): TestView => {
  const view = viewWithSentOrder();
  const other = testId('second order');
  view.run(openOrder(view, orderIntent('second order', 'table 2'), acting()));
  const one = mustOk(mergeOrders(view, { order, into: other }, acting()));
  return both(view, one, mustOk(mergeOrders(view, { order: other, into: order }, acting())));
};
/** Two counted openings of one drawer. */
export const drawerTwice = (): TestView => {
  const view = viewWithSentOrder();
  const openings = ['shift', 'other shift'].map((word) =>
    mustOk(openShift(view, { ...shift, id: testId(word) }, acting())),
  );
  return both(view, ...openings);
};
/** Cash opened the shift. */
export const floatUnknown = (): TestView => {
  const view = viewWithSentOrder();
  return view.run(takeCashWithReceipt(view, cash('paid', 3_000, 1), acting()));
};
/** One receipt number on two papers. */
export const numberTwice = (): TestView => {
  const view = viewWithSentOrder();
  view.run(openShift(view, shift, acting()));
  view.run(takeCashWithReceipt(view, cash('part', 1_000, 7), acting()));
  return view.run(takeCashWithReceipt(view, cash('rest', 2_000, 7), acting()));
};
/** A line whose creation has not arrived. */
export const unborn = (): TestView =>
  viewWithSentOrder().apply([write(orderLines, testId('rumour'), { order, status: [0, 'ready'] })], stampAt(0));

/** Two tills took the money, and both gave it back. */
export const refundedTwice = (): TestView => {
  const view = paidTwice();
  for (const word of ['one', 'two']) view.apply([refunding(`refund ${word}`, 3_000)]);
  return view;
};
/** A dish that was cancelled on a device whose roles had aged. */
export const agedVoid = (): TestView =>
  viewWithSentOrder().apply([
    write(voids, testId('aged'), {
      order,
      line: garba,
      quantity: 1,
      reason: 'x',
      by: testId('staff owner'),
      at: 0,
      agedGrant: true,
    }),
  ]);
/** Two tills of which one began as the other's disk. */
export const copied = (): TestView => {
  const till = { kind: 'pos', name: 'Bar' } as const;
  return viewWithSentOrder().apply([
    write(devices, testId('first till'), { ...till, install: INSTALL, series: 'T1' }),
    write(devices, testId('its copy'), { ...till, install: 'C0P1ED0000', series: 'T9', copyOf: INSTALL }),
  ]);
};
/** Money was taken twice; one till gave it back, another one kept it, each without the other. */
export const decidedTwice = (): TestView => {
  const view = paidTwice();
  const { id } = exception(ExceptionKind.overpaid, [order]);
  const till = { drawer: null, install: INSTALL, newShift: testId('no shift') };
  const intent = { exception: id, row: testId('given back'), reason: 'x', till };
  const apart = (['give_back', 'keep_surplus'] as const).map((remedy, index) =>
    mustOk(decide(view, { ...intent, remedy }, acting(index === 0 ? 'manager' : 'cashier'))),
  );
  const [lost, kept] = apart.map((changes) => {
    view.apply(changes);
    const row = view.get(decisions.name, id);
    return { f: changes.at(-1)?.[2] ?? {}, mark: (row && markOf(decisions, row, 'state')) ?? '' };
  });
  return view.apply([apartDecisions('decided apart', id, { kept, lost })]);
};

type Decided = { readonly f: Change[2]; readonly mark: Mark } | undefined;
/** The concurrent edit that the server makes of two decisions. */
export const apartDecisions = (word: string, row: Id, { kept, lost }: { kept: Decided; lost: Decided }): Change => {
  const [name, id, fields] = editing(word, 'no');
  const json = ({ f }: NonNullable<Decided>) =>
    JSON.stringify(Object.fromEntries(MATTER_FIELDS.map((field) => [field, f[field] ?? null])));
  const [keptJson, lostJson] = [kept, lost].map((one) => (one ? json(one) : 'null'));
  const marks = { keptMark: kept?.mark, lostMark: lost?.mark };
  const actors = { keptActor: kept?.f['by'], lostActor: lost?.f['by'] };
  const values = { collection: decisions.name, row, field: 'matter', keptJson, lostJson, ...marks, ...actors };
  return [name, id, { ...fields, ...(values as Change[2]) }];
};
const MATTER_FIELDS = ['amountMinor', 'at', 'by', 'remedy', 'state', 'wrote'];
/** A refund of the order, as a fact. */
export const refunding = (word: string, amountMinor: number): Change =>
  write(refunds, testId(word), {
    order,
    shift: testId('shift'),
    method: 'cash',
    amountMinor,
    currency: 'XOF',
    reason: 'x',
    by: testId('staff owner'),
    at: 0,
  });

/** A rail of the house, as its server tells it. */
export const railRow = (): Change =>
  write(rails, testId('rail wave'), {
    rail: 'wave',
    name: 'Wave',
    flows: ['checkout', 'static_qr'],
    maxMinor: 1_000_000,
    provesReferences: true,
    refunds: 'full',
  });
/** A claim for the order, as a till writes it. */
export const claiming = (word: string, amountMinor: number, raw = 'T_ABC123', of = order) => ({
  id: testId(`payment of ${word}`),
  attempt: testId(word),
  order: of,
  rail: 'wave',
  amountMinor,
  drawer: testId('drawer'),
  install: INSTALL,
  newShift: testId('shift'),
  raw,
});
/** What the server tells of an attempt. */
export const told = (word: string, more: Partial<Entity<typeof paymentAttempts>>): Change =>
  write(paymentAttempts, testId(word), {
    order,
    payment: testId(`payment of ${word}`),
    state: 'claimed',
    changedAt: NOW_MS,
    ...more,
  });
/** An order that a claim covers. */
export const claimed = (): TestView => {
  const view = viewWithSentOrder().apply([railRow()]);
  view.run(openShift(view, shift, acting()));
  return view.run(claimPaymentWithReceipt(view, { ...claiming('claim', 3_000), ...paper('claim') }, acting()));
};
const paper = (word: string) => ({ receipt: testId(`receipt of ${word}`), series: 'T1', count: 7 });
/** Two tills took one reference, each for a part. */
export const referenceTwice = (): TestView => {
  const view = viewWithSentOrder().apply([railRow()]);
  view.run(openShift(view, shift, acting()));
  const taken = ['claim', 'other claim'].map((word, index) =>
    mustOk(
      claimPaymentWithReceipt(view, { ...claiming(word, 1_000 + index), ...paper(word), count: 7 + index }, acting()),
    ),
  );
  return both(view, ...taken);
};
/** Money came after cash had been taken in its place. */
export const lateMoney = (): TestView => {
  const view = viewWithSentOrder().apply([railRow()]);
  view.run(openShift(view, shift, acting()));
  const asked = { ...claiming('request', 3_000), kind: 'checkout' as const };
  const { changes } = mustOk(requestPayment(view, asked, acting()));
  view.apply(changes);
  view.run(takeCashWithReceipt(view, cash('paid', 3_000, 1), acting()));
  return view.apply([told('request', { state: 'late_success', acceptedMinor: 3_000, grade: 'provider' })]);
};

/** Two tills print the paper of one payment, neither having read of the other's. */
export const receiptTwice = (): TestView => {
  const view = viewWithSentOrder().apply([railRow()]);
  view.run(openShift(view, shift, acting()));
  const asked = { ...claiming('request', 3_000), kind: 'checkout' as const };
  view.apply(mustOk(requestPayment(view, asked, acting())).changes);
  view.apply([told('request', { state: 'succeeded', acceptedMinor: 3_000, grade: 'provider' })]);
  const settled = ['T1', 'T2'].map((series) =>
    mustOk(settleAttempt(view, { ...paper(series), series, attempt: testId('request'), order }, acting())),
  );
  return both(view, ...settled);
};

/** A way to each kind of exception. */
export const ODD_VIEWS: Readonly<Record<ExceptionKind, () => TestView>> = {
  [ExceptionKind.lineAfterClose]: lateLine,
  [ExceptionKind.overpaid]: paidTwice,
  [ExceptionKind.movedAfterPayment]: movedAfterPayment,
  [ExceptionKind.sentTwiceDifferently]: sentTwice,
  [ExceptionKind.removedButSent]: removedButSent,
  [ExceptionKind.overVoid]: () => viewWithSentOrder().apply([voiding('one', 2), voiding('other', 1)]),
  [ExceptionKind.tableOpenedTwice]: tableTwice,
  [ExceptionKind.mergedInCircle]: mergedBothWays,
  [ExceptionKind.drawerOpenedTwice]: drawerTwice,
  [ExceptionKind.floatUnknown]: floatUnknown,
  [ExceptionKind.receiptNumberRepeated]: numberTwice,
  [ExceptionKind.receiptTwice]: receiptTwice,
  [ExceptionKind.rowWithoutCreation]: unborn,
  [ExceptionKind.priceEditedTwice]: () => viewWithSentOrder().apply([editing('conflict', 'yes')]),
  [ExceptionKind.quarantinedOp]: () => viewWithSentOrder().apply([quarantined('bad op', 'waiting')]),
  [ExceptionKind.inSuspense]: () => viewWithSentOrder().apply([suspended('late op')]),
  [ExceptionKind.overRefunded]: refundedTwice,
  [ExceptionKind.agedGrant]: agedVoid,
  [ExceptionKind.tabletCopied]: copied,
  [ExceptionKind.decidedTwice]: decidedTwice,
  [ExceptionKind.referenceUsedTwice]: referenceTwice,
  [ExceptionKind.claimUnproven]: () => claimed().apply([told('claim', { state: 'unverifiable' })]),
  [ExceptionKind.amountHeld]: () => claimed().apply([told('claim', { state: 'integrity_hold', acceptedMinor: 2_500 })]),
  [ExceptionKind.moneyLate]: lateMoney,
  [ExceptionKind.moneyMissing]: () => claimed().apply([told('claim', { state: 'failed', failure: 'claim_rejected' })]),
};
