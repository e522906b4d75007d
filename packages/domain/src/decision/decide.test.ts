import { describe, expect, test } from 'vitest';
import { exceptionsOf, UNBORN_AGE_MS } from '../exceptions.ts';
import type { Entity } from '../kernel/collection.ts';
import { ExceptionKind } from '../kernel/exception.ts';
import type { Row } from '../kernel/row.ts';
import { find, listAll, listOfOrder, write } from '../kernel/view.ts';
import { items } from '../menu/schema.ts';
import { moveOrder } from '../order/commands.ts';
import { orderLines, orders, voids } from '../order/schema.ts';
import { dueOf } from '../payment/due.ts';
import { claims, paymentWishes, payments, refunds } from '../payment/schema.ts';
import { opKind } from '../op-kinds.ts';
import { paymentAttempts } from '../server-collections.ts';
import type { Role } from '../staff/schema.ts';
import {
  ODD_VIEWS,
  cash,
  cleanView,
  editing,
  floatUnknown,
  garba,
  lateLine,
  order,
  paidTwice,
  refundedTwice,
  refunding,
  removedButSent,
  sentTwice,
} from '../testing/odd-views.ts';
import { acting, testId } from '../testing/test-house.ts';
import { INSTALL, NOW_MS, codeOf, mustOk, stampAt, type TestView } from '../testing/test-view.ts';
import { takeCashWithReceipt } from '../receipt/commands.ts';
import { decide, opKindOfRemedy } from './decide.ts';
import { openExceptions } from './open-exceptions.ts';
import { remediesOf } from './remedies.ts';
import { isAskedOfServer, Remedy } from './remedy.ts';
import { decisions } from './schema.ts';
import { undoDecision } from './undo.ts';

const LATER_MS = NOW_MS + UNBORN_AGE_MS;
const at = (role: Role = 'owner') => ({ ...acting(role), nowMs: LATER_MS });
const till = (word = 'row') => ({
  row: testId(word),
  reason: 'vérifié',
  till: { drawer: null, install: INSTALL, newShift: testId(`shift of ${word}`) },
});
const theOne = (view: TestView) => {
  const [one] = openExceptions(view, LATER_MS);
  if (!one) throw new Error('something is open');
  return one;
};
const deciding = (view: TestView, remedy: Remedy, role?: Role, word?: string) =>
  decide(view, { exception: theOne(view).id, remedy, ...till(word) }, at(role));
const undoing = (view: TestView, word = 'undo row', role?: Role) => {
  const [decision] = listAll(view, decisions);
  return undoDecision(view, { exception: decision?.id ?? '', ...till(word) }, at(role));
};
/** Another till had sent so many of the first line. */
const sentApart = (view: TestView, quantity: number, afterMs = 0) => {
  const row = view.get('order_lines', garba) as Row;
  view.put('order_lines', { ...row, alt: { quantity: [[`~${stampAt(afterMs)}`, quantity]] } });
  return view;
};
/** Refunds of an order, of which so much was too much. */
const refundedTooMuch = (first: number, tooMuch: number, ...more: readonly number[]) => {
  const view = cleanView();
  const given = [first, ...more];
  const takenMinor = given.reduce((sum, one) => sum + one) - tooMuch;
  const [payment] = listOfOrder(view, payments, order);
  if (!payment) throw new Error('there is a payment');
  const { id: _, ...values } = payment;
  if (takenMinor > 0) view.apply([write(payments, testId('more'), { ...values, amountMinor: takenMinor })]);
  return view.apply(given.map((amount, index) => refunding(`refund ${index}`, amount)));
};
const sentFewer = () => sentApart(sentTwice(), 1);
const open = (view: TestView) => openExceptions(view, LATER_MS).map(({ kind }) => kind);

const byOp = Object.values(ExceptionKind).flatMap((kind) => {
  const view = ODD_VIEWS[kind]();
  return remediesOf(view, theOne(view))
    .filter(({ how }) => opKindOfRemedy(how) !== undefined)
    .map(({ remedy, how }) => [kind, remedy, how] as const);
});

test('[SYN-4] every kind of exception has a proposal', () => {
  for (const kind of Object.values(ExceptionKind)) {
    const view = ODD_VIEWS[kind]();
    expect(remediesOf(view, theOne(view)).length).toBeGreaterThan(0);
  }
});

/** What the server tells of an attempt when it did what a person had asked. */
const ANSWERS: Readonly<Record<string, Partial<Entity<typeof paymentAttempts>>>> = {
  [Remedy.rejectClaim]: { state: 'failed', failure: 'claim_rejected' },
  [Remedy.attestClaim]: { state: 'attested', acceptedMinor: 3_000, grade: 'attested' },
  [Remedy.acceptAmount]: { state: 'succeeded', acceptedMinor: 2_500, grade: 'provider' },
  [Remedy.holdBack]: { state: 'late_success', acceptedMinor: 2_500, grade: 'provider' },
  [Remedy.countLate]: { state: 'succeeded', acceptedMinor: 3_000, grade: 'provider' },
};

// The server may drop what it is asked: until it told more, the matter waits, and may be decided once more.
function answered(view: TestView, id: string, remedy: Remedy): void {
  expect(openExceptions(view, LATER_MS).map((one) => one.id)).toContain(id);
  expect(codeOf(decide(view, { exception: id, remedy, ...till('again') }, at()))).toBe('ok');
  const [wish] = listAll(view, paymentWishes);
  const payment = find(view, claims, wish?.attempt ?? '')?.payment ?? testId('payment of request');
  view.apply([
    write(paymentAttempts, wish?.attempt ?? '', { order, payment, changedAt: LATER_MS, ...ANSWERS[remedy] }),
  ]);
}

describe.each(byOp)('[SYN-4] %s, %s', (kind, remedy, how) => {
  test('settles the matter in one op of its kind, and a second time says that it is settled', () => {
    const view = ODD_VIEWS[kind]();
    const { id } = theOne(view);
    const changes = mustOk(deciding(view, remedy));
    const allowed = opKind(opKindOfRemedy(how) ?? '')?.collections ?? [];
    expect(changes.filter(([name]) => !allowed.includes(name))).toEqual([]);
    expect(new Set(changes.map(([name, row]) => `${name}/${row}`)).size).toBe(changes.length);
    expect(changes.some(([name]) => name === 'decisions')).toBe(how === 'op');
    view.apply(changes);
    if (isAskedOfServer(remedy)) answered(view, id, remedy);
    expect(openExceptions(view, LATER_MS).map((one) => one.id)).not.toContain(id);
    expect(codeOf(decide(view, { exception: id, remedy, ...till('other') }, at()))).toBe('matter_gone');
  });

  test('is nothing for a waiter', () => {
    expect(codeOf(deciding(ODD_VIEWS[kind](), remedy, 'waiter'))).toBe('no_right');
  });
});

describe('[SYN-4] money that was taken twice', () => {
  test('goes back in one op: a fact on the shift of its drawer, and the decision with what it wrote', () => {
    const view = paidTwice();
    expect(mustOk(deciding(view, Remedy.giveBack, 'manager'))).toEqual([
      [
        'refunds',
        testId('row'),
        {
          order,
          payment: testId('two'),
          shift: testId('shift'),
          method: 'cash',
          amountMinor: 3_000,
          currency: 'XOF',
          reason: 'vérifié',
          by: testId('staff manager'),
          approvedBy: testId('staff manager'),
          at: LATER_MS,
        },
      ],
      [
        'decisions',
        theOne(view).id,
        {
          born: true,
          kind: 'overpaid',
          subjects: [order],
          order,
          state: 'decided',
          remedy: 'give_back',
          by: testId('staff manager'),
          at: LATER_MS,
          amountMinor: 3_000,
          wrote: [testId('row')],
        },
      ],
    ]);
    view.run(deciding(view, Remedy.giveBack));
    expect(dueOf(view, order)).toMatchObject({ capturedMinor: 6_000, refundedMinor: 3_000, dueMinor: 0 });
    expect(exceptionsOf(view, LATER_MS)).toEqual([]);
  });

  test('a cashier may keep it, but not give it back', () => {
    expect(codeOf(deciding(paidTwice(), Remedy.giveBack, 'cashier'))).toBe('no_right');
    expect(codeOf(deciding(paidTwice(), Remedy.keepSurplus, 'cashier'))).toBe('ok');
  });

  test('undone, the guest gave it back: one fact for the refund, whoever says so', () => {
    const view = paidTwice();
    view.run(deciding(view, Remedy.giveBack));
    const twice = [mustOk(undoing(view, 'one till')), mustOk(undoing(view, 'another'))];
    for (const changes of twice) view.apply(changes);
    expect(listAll(view, refunds).filter(({ reverses }) => reverses === testId('row'))).toHaveLength(1);
    expect(dueOf(view, order)).toMatchObject({ refundedMinor: 0, dueMinor: -3_000 });
    expect(open(view)).toEqual([ExceptionKind.overpaid]);
  });

  test('given back, undone and given back again, it is right to the franc', () => {
    const view = paidTwice();
    for (const word of ['first', 'second']) {
      view.run(deciding(view, Remedy.giveBack, 'owner', word));
      expect(dueOf(view, order).dueMinor).toBe(0);
      view.run(undoing(view));
      expect(dueOf(view, order).dueMinor).toBe(-3_000);
    }
  });

  test('the same amount taken once more asks again, though the first was given back', () => {
    const view = paidTwice();
    view.run(deciding(view, Remedy.giveBack));
    const [again] = listOfOrder(view, payments, order);
    if (!again) throw new Error('there is a payment');
    const { id: _, ...values } = again;
    view.apply([write(payments, testId('three'), values)]);
    expect(openExceptions(view, LATER_MS)).toMatchObject([{ kind: ExceptionKind.overpaid, amountMinor: 3_000 }]);
  });

  test('kept as a tip it stays decided, until it is another amount', () => {
    const view = paidTwice();
    view.run(deciding(view, Remedy.keepSurplus));
    expect([open(view), exceptionsOf(view, LATER_MS).length]).toEqual([[], 1]);
    view.apply([
      write(voids, testId('void'), { order, line: garba, quantity: 1, reason: 'x', by: testId('staff'), at: 0 }),
    ]);
    expect(openExceptions(view, LATER_MS)).toMatchObject([{ amountMinor: 4_000 }]);
  });

  test('two who gave it back owe it to the till: one takes it back', () => {
    const view = refundedTwice();
    expect(dueOf(view, order).dueMinor).toBe(3_000);
    view.run(deciding(view, Remedy.takeBack, 'cashier'));
    expect([dueOf(view, order).dueMinor, open(view)]).toEqual([0, []]);
  });

  test('too much is less than any refund: nothing goes back into the drawer that the button does not say', () => {
    const view = refundedTooMuch(3_000, 2_000);
    expect(theOne(view)).toMatchObject({ kind: ExceptionKind.overRefunded, amountMinor: 2_000 });
    expect(remediesOf(view, theOne(view)).map(({ remedy }) => remedy)).toEqual([Remedy.acceptLoss]);
    expect(codeOf(deciding(view, Remedy.takeBack))).toBe('matter_gone');
  });

  test('of three refunds one comes back, to the franc what was offered, and the rest asks again', () => {
    const view = refundedTooMuch(1_000, 4_000, 3_000, 2_500);
    for (const [offered, left] of [
      [3_000, 1_000],
      [1_000, 0],
    ] as const) {
      expect(remediesOf(view, theOne(view))[0]).toMatchObject({ remedy: Remedy.takeBack, amountMinor: offered });
      const before = dueOf(view, order).dueMinor;
      view.run(deciding(view, Remedy.takeBack));
      expect(before - dueOf(view, order).dueMinor).toBe(offered);
      expect(listAll(view, decisions)).toMatchObject([{ amountMinor: offered }]);
      expect(openExceptions(view, LATER_MS).map(({ amountMinor }) => amountMinor)).toEqual(left === 0 ? [] : [left]);
    }
  });

  test('from a drawer that nobody opened: the refund opens a shift with its float unknown, as cash does (SYN-5)', () => {
    const view = paidTwice();
    const intent = { exception: theOne(view).id, remedy: Remedy.giveBack, ...till() };
    const changes = mustOk(decide(view, { ...intent, till: { ...intent.till, drawer: testId('drawer 2') } }, at()));
    expect(changes.map(([name]) => name)).toEqual(['shift_openings', 'refunds', 'decisions']);
    view.apply(changes);
    expect(listAll(view, refunds)).toMatchObject([{ shift: testId('shift of row') }]);
    expect(open(view)).toEqual([ExceptionKind.floatUnknown]);
  });
});

describe('[SYN-4] lines', () => {
  test('a late one is charged on the order that is opened again, and it closes again when that is undone', () => {
    const view = lateLine();
    view.run(deciding(view, Remedy.reopenAndCharge));
    expect(find(view, orders, order)?.status).toEqual([1, 'open']);
    view.run(undoing(view));
    expect(find(view, orders, order)?.status).toEqual([1, 'closed']);
  });

  test('an order that was paid meanwhile stays as it is: nothing to undo', () => {
    const view = lateLine();
    view.run(deciding(view, Remedy.reopenAndCharge));
    view.apply([write(orderLines, testId('late'), { status: [0, 'sent'] })]);
    view.run(takeCashWithReceipt(view, cash('more', 2_000, 2), acting()));
    expect(codeOf(undoing(view))).toBe('cannot_undo');
  });

  test('a late one that was never sent is taken back, and comes back', () => {
    const view = lateLine();
    view.run(deciding(view, Remedy.cancelLine));
    expect([find(view, orderLines, testId('late'))?.removed, listAll(view, voids).length]).toEqual([true, 0]);
    view.run(undoing(view));
    expect(open(view)).toEqual([ExceptionKind.lineAfterClose]);
  });

  test('a late one that was sent is voided with a reason', () => {
    const view = lateLine().apply([write(orderLines, testId('late'), { status: [0, 'sent'] })]);
    view.run(deciding(view, Remedy.cancelLine));
    expect(listAll(view, voids)).toMatchObject([{ line: testId('late'), quantity: 2, reason: 'vérifié' }]);
    expect(codeOf(undoing(view))).toBe('cannot_undo');
  });

  test('one that was removed and sent is cancelled, or charged after all', () => {
    const charged = removedButSent();
    charged.run(deciding(charged, Remedy.chargeLine));
    expect([dueOf(charged, order).totalMinor, exceptionsOf(charged, LATER_MS)]).toEqual([4_000, []]);
    const cancelled = removedButSent();
    cancelled.run(deciding(cancelled, Remedy.cancelLine));
    expect([dueOf(cancelled, order).totalMinor, open(cancelled)]).toEqual([3_000, []]);
  });

  test('the other quantity: more is a line of its own, less is a void of the difference', () => {
    const more = sentTwice();
    more.run(deciding(more, Remedy.otherQuantity));
    expect(listAll(more, orderLines).at(-1)).toMatchObject({ quantity: 1, status: [0, 'sent'], name: 'Garba' });
    expect(dueOf(more, order).totalMinor).toBe(4_000);
    more.run(undoing(more));
    expect(dueOf(more, order).totalMinor).toBe(3_000);
    more.run(deciding(more, Remedy.otherQuantity));
    expect(dueOf(more, order).totalMinor).toBe(4_000);
    const less = sentFewer();
    less.run(deciding(less, Remedy.otherQuantity));
    expect(listAll(less, voids)).toMatchObject([{ line: garba, quantity: 1 }]);
    expect(dueOf(less, order).totalMinor).toBe(2_000);
  });

  test('two who choose more on two tills apart add one line and not two', () => {
    const view = sentTwice();
    const [here, there] = [deciding(view, Remedy.otherQuantity), deciding(view, Remedy.otherQuantity, 'owner')].map(
      mustOk,
    );
    view.apply(here ?? []).apply(there ?? []);
    expect(dueOf(view, order).totalMinor).toBe(4_000);
    expect(open(view)).toEqual([]);
  });

  test('two who choose fewer on two tills apart, each with an id of their own to give, void the difference once', () => {
    const view = sentFewer();
    const [here, there] = ['here', 'there'].map((word) =>
      mustOk(deciding(view, Remedy.otherQuantity, word === 'here' ? 'owner' : 'manager', word)),
    );
    view.apply(here ?? []).apply(there ?? []);
    expect(listAll(view, voids)).toMatchObject([{ line: garba, quantity: 1 }]);
    expect(dueOf(view, order).totalMinor).toBe(2_000);
    expect(open(view)).toEqual([]);
  });

  test('fewer once more, for the same quantity sent again, voids no more than the difference', () => {
    const view = sentFewer();
    view.run(deciding(view, Remedy.otherQuantity));
    sentApart(view, 1, 900);
    view.run(deciding(view, Remedy.otherQuantity, 'owner', 'again'));
    expect([dueOf(view, order).totalMinor, listAll(view, voids).length]).toEqual([2_000, 1]);
  });

  test('more on an order that is closed is not offered: it would be owed by nobody', () => {
    const view = sentTwice().apply([write(orders, order, { status: [0, 'closed'] })]);
    const one = exceptionsOf(view, LATER_MS).find(({ kind }) => kind === ExceptionKind.sentTwiceDifferently);
    expect(one && remediesOf(view, one).map(({ remedy }) => remedy)).toEqual([Remedy.keepSent]);
  });
});

describe('[SYN-4] prices', () => {
  test('the other one is an edit of the menu and nothing else, and ends the matter', () => {
    const view = ODD_VIEWS.price_edited_twice();
    expect(mustOk(deciding(view, Remedy.otherPrice))).toEqual([['items', testId('garba'), { priceMinor: 1_200 }]]);
    view.run(deciding(view, Remedy.otherPrice));
    expect([find(view, items, testId('garba'))?.priceMinor, exceptionsOf(view, LATER_MS)]).toEqual([1_200, []]);
    expect(codeOf(deciding(ODD_VIEWS.price_edited_twice(), Remedy.otherPrice, 'cashier'))).toBe('no_right');
  });

  test('the present one is kept, until somebody edits it apart once more', () => {
    const view = ODD_VIEWS.price_edited_twice();
    view.run(deciding(view, Remedy.keepPrice));
    expect(open(view)).toEqual([]);
    const [, id, fields] = editing('conflict later', 'yes');
    view.apply([['conflicts', id, { ...fields, keptMark: stampAt(900), lostMark: stampAt(800) }]]);
    expect(open(view)).toEqual([ExceptionKind.priceEditedTwice]);
  });
});

test('[SYN-4] a decision knows nothing of what was written after it: moved again, sent differently once more', () => {
  const moved = ODD_VIEWS.moved_after_payment();
  moved.run(deciding(moved, Remedy.acceptMove));
  expect(open(moved)).toEqual([]);
  moved.run(moveOrder(moved, { order, table: testId('table 1') }, acting()));
  expect(open(moved)).toEqual([ExceptionKind.movedAfterPayment]);
  const sent = sentTwice();
  sent.run(deciding(sent, Remedy.keepSent));
  expect(open(sent)).toEqual([]);
  sentApart(sent, 4, 900);
  expect(open(sent)).toEqual([ExceptionKind.sentTwiceDifferently]);
});

test('[SYN-4] what only the server or a page can do is no op', () => {
  const view = ODD_VIEWS[ExceptionKind.quarantinedOp]();
  expect(codeOf(deciding(view, Remedy.replayOp))).toBe('matter_gone');
  expect(codeOf(deciding(floatUnknown(), Remedy.countFloat))).toBe('matter_gone');
});
