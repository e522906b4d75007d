import { describe, expect, test } from 'vitest';
import type { Json } from '../kernel/json.ts';
import { find, listOfOrder, write } from '../kernel/view.ts';
import { settings } from '../floor/schema.ts';
import { isClosed } from '../order/parts.ts';
import { claimPaymentWithReceipt, settleAttempt } from '../receipt/over-rails.ts';
import { receipts } from '../receipt/schema.ts';
import { staff } from '../staff/schema.ts';
import { acting, testId, viewWithSentOrder } from '../testing/test-house.ts';
import { cash, claiming, order, railRow, told } from '../testing/odd-views.ts';
import { codeOf, INSTALL, mustOk, NOW_MS, type TestView } from '../testing/test-view.ts';
import { activeAttemptsOf } from './attempts.ts';
import { takeCash } from './commands.ts';
import { drawerCashOf } from './drawer-cash.ts';
import { dueOf } from './due.ts';
import { claimPayment, requestPayment } from './over-rails.ts';
import { owedChangeOf, returnChange } from './return-change.ts';
import { referenceOf } from './reference.ts';
import { claims, paymentWishes, payments } from './schema.ts';
import { tenderMinor } from './tender.ts';
import { wishAttempt } from './wishes.ts';
import { closeOrder } from './close-order.ts';
import { shiftOf } from '../shift/shifts.ts';

const manager = testId('the manager');
const withRail = (): TestView =>
  viewWithSentOrder().apply([
    railRow(),
    write(staff, manager, { born: true, name: 'Koffi', role: 'manager', pinHash: 'x', active: true }),
  ]);
const waiter = acting('waiter');
const approved = { ...waiter, approvedBy: manager };
const request = (word: string, amountMinor = 3_000) => ({ ...claiming(word, amountMinor), kind: 'checkout' as const });
const paper = (word: string) => ({ receipt: testId(`receipt of ${word}`), series: 'T1', count: 1 });
const asked = (view: TestView, word = 'request', amountMinor = 3_000): TestView =>
  view.apply(mustOk(requestPayment(view, request(word, amountMinor), waiter)).changes);
const settle = (view: TestView, word = 'request') =>
  settleAttempt(view, { ...paper(word), attempt: testId(word), order }, waiter);

const limited = (fields: Parameters<typeof write<typeof settings.fields>>[2]): TestView => {
  const view = withRail();
  return view.apply([write(settings, testId('restaurant'), fields)]);
};
const allowed = (): TestView => withRail().apply([write(settings, testId('restaurant'), { isDeferredOn: true })]);
const wish = (view: TestView, what: 'cancel' | 'attest' | 'reject_claim', reason = 'vu', by = waiter, of = 'request') =>
  wishAttempt(view, { id: testId(`wish ${what}`), attempt: testId(of), wish: what, reason }, by);

describe('[PAY-19] a claim', () => {
  test('covers the order and does not pay it: it closes, and says what is declared', () => {
    const view = withRail();
    const { changes, covers } = mustOk(claimPayment(view, claiming('claim', 3_000), waiter));
    expect(covers).toBe(true);
    view.apply(changes);
    expect(dueOf(view, order)).toMatchObject({ capturedMinor: 0, declaredMinor: 3_000, paidMinor: 0, dueMinor: 0 });
    expect(isClosed(view, order)).toBe(true);
  });

  test('that is proven pays; one that is rejected leaves the order owing', () => {
    const view = withRail();
    view.apply(mustOk(claimPayment(view, claiming('claim', 3_000), waiter)).changes);
    view.apply([told('claim', { state: 'verified', acceptedMinor: 3_000, grade: 'provider' })]);
    expect(dueOf(view, order)).toMatchObject({ capturedMinor: 3_000, declaredMinor: 0, dueMinor: 0 });
    const rejected = withRail();
    rejected.apply(mustOk(claimPayment(rejected, claiming('claim', 3_000), waiter)).changes);
    rejected.apply([told('claim', { state: 'failed', failure: 'claim_rejected' })]);
    expect(dueOf(rejected, order)).toMatchObject({ capturedMinor: 0, declaredMinor: 0, dueMinor: 3_000 });
  });

  test('prints a receipt that counts what was declared before as paid', () => {
    const view = withRail();
    view.run(claimPaymentWithReceipt(view, { ...claiming('part', 1_000), ...paper('part') }, waiter));
    view.run(claimPaymentWithReceipt(view, { ...claiming('rest', 2_000, 'T_OTHER1'), ...paper('rest') }, waiter));
    const [part, rest] = ['part', 'rest'].map((word) => find(view, receipts, testId(`receipt of ${word}`)));
    expect(part).toMatchObject({ totalMinor: 1_000, alreadyPaidMinor: 0, lines: [] });
    expect(rest).toMatchObject({ totalMinor: 2_000, alreadyPaidMinor: 1_000, orderTotalMinor: 3_000 });
    expect(rest?.lines.length).toBeGreaterThan(0);
  });

  test('with a reference that was taken is refused, however it is typed; on another rail it is another', () => {
    const view = withRail();
    view.apply(mustOk(claimPayment(view, claiming('one', 1_000, 'T_ABC-123'), waiter)).changes);
    const again = claimPayment(view, claiming('two', 1_000, ' t_abc 123​ '), waiter);
    expect(again).toMatchObject({ ok: false, error: { code: 'reference_used', details: { order } } });
    expect(codeOf(claimPayment(view, { ...claiming('two', 1_000, 'T_ABC123'), rail: 'mtn' }, waiter))).toBe(
      'rail_closed',
    );
  });

  test('whose first taking was rejected may use its reference again', () => {
    const view = withRail();
    view.apply(mustOk(claimPayment(view, claiming('one', 1_000), waiter)).changes);
    view.apply([told('one', { state: 'failed', failure: 'claim_rejected' })]);
    expect(codeOf(claimPayment(view, claiming('two', 1_000), waiter))).toBe('ok');
  });

  test.each<[string, string]>([
    ['spaces, dashes, signs of no width', ' t_abc-1\u200b2\u00a03\u2013 '],
    ['full-width signs', 'Ｔ_ABC１２３'],
  ])('is compared without %s', (_what, raw) => {
    expect(referenceOf(raw)).toBe('T_ABC123');
  });

  test('without a reference is refused', () => {
    expect(codeOf(claimPayment(withRail(), claiming('claim', 1_000, ' - '), waiter))).toBe('bad_reference');
  });
});

describe('[PAY-19] what a till may take unproven', () => {
  const twice = (view: TestView): TestView =>
    view.apply(mustOk(claimPayment(view, claiming('one', 1_000, 'REF1'), waiter)).changes);
  const later = { ...waiter, nowMs: NOW_MS + 73 * 3_600_000 };

  test.each<[string, TestView, typeof waiter]>([
    ['amount', limited({ claimMaxMinor: 999 }), waiter],
    ['sum', twice(limited({ claimSumMaxMinor: 1_999 })), waiter],
    ['count', twice(limited({ claimCountMax: 1 })), waiter],
    ['age', twice(limited({ claimAgeMaxHours: 72 })), later],
  ])('above the limit of %s somebody answers for it by PIN', (why, view, context) => {
    const second = (by: typeof waiter) => claimPayment(view, claiming('two', 1_000, 'REF2'), by);
    expect(second(context)).toMatchObject({ ok: false, error: { code: 'approval_needed', details: { why } } });
    expect(codeOf(second({ ...context, approvedBy: testId('nobody') }))).toBe('approval_needed');
    const taken = mustOk(second({ ...context, approvedBy: manager }));
    expect(taken.changes.find(([name]) => name === 'claims')?.[2]).toMatchObject({ approvedBy: manager });
  });

  test('is what is usual in francs, and nothing where the house said nothing and the currency is another', () => {
    expect(codeOf(claimPayment(withRail(), claiming('claim', 3_000), waiter))).toBe('ok');
    const elsewhere = viewWithSentOrder({ currency: 'GHS' }).apply([railRow()]);
    expect(codeOf(claimPayment(elsewhere, claiming('claim', 3_000), waiter))).toBe('approval_needed');
  });
});

describe('[PAY-11] a request', () => {
  test('counts for nothing, closes nothing, and blocks another one', () => {
    const view = asked(withRail());
    expect(dueOf(view, order)).toMatchObject({ capturedMinor: 0, declaredMinor: 0, dueMinor: 3_000 });
    expect(isClosed(view, order)).toBe(false);
    expect(activeAttemptsOf(view, order)).toMatchObject([{ id: testId('request'), state: 'created' }]);
    expect(codeOf(requestPayment(view, request('second'), waiter))).toBe('payment_under_way');
  });

  test('that was proven is settled once: its receipt, and the order closed', () => {
    const view = asked(withRail());
    expect(codeOf(settle(view))).toBe('attempt_elsewhere');
    view.apply([told('request', { state: 'succeeded', acceptedMinor: 3_000, grade: 'provider' })]);
    view.run(settle(view));
    expect(isClosed(view, order)).toBe(true);
    const [receipt] = listOfOrder(view, receipts, order);
    expect(receipt).toMatchObject({ totalMinor: 3_000, alreadyPaidMinor: 0, orderTotalMinor: 3_000 });
    expect(codeOf(settle(view))).toBe('nothing_due');
  });

  test.each<[string, Parameters<typeof requestPayment>[1], string]>([
    ['more than is due', request('request', 3_001), 'bad_amount'],
    ['on a rail that is not there', { ...request('request'), rail: 'orange' }, 'rail_closed'],
    ['by a flow that the rail has not', { ...request('request'), kind: 'push' }, 'rail_closed'],
  ])('%s is refused', (_what, intent, code) => {
    expect(codeOf(requestPayment(withRail(), intent, waiter))).toBe(code);
  });

  test('of more than the rail takes, and without the number that it needs, is refused', () => {
    const [name, id, fields] = railRow();
    const small = viewWithSentOrder().apply([[name, id, { ...fields, maxMinor: 2_000 }]]);
    expect(codeOf(requestPayment(small, request('request'), waiter))).toBe('amount_off_rail');
    const push = viewWithSentOrder().apply([[name, id, { ...fields, flows: ['push'], needsPayer: true }]]);
    const intent = { ...request('request'), kind: 'push' as const };
    expect(codeOf(requestPayment(push, intent, waiter))).toBe('bad_payer');
    expect(codeOf(requestPayment(push, { ...intent, payer: '0701020304' }, waiter))).toBe('bad_payer');
    expect(codeOf(requestPayment(push, { ...intent, payer: '+2250701020304' }, waiter))).toBe('ok');
  });
});

describe('[PAY-17] a rail that is left alone', () => {
  const [name, id, fields] = railRow();
  const until = NOW_MS + 60_000;
  const operators = ['ORANGE_CIV', 'MOOV_CIV'];
  const closed = (more: Readonly<Record<string, Json>>) =>
    viewWithSentOrder().apply([[name, id, { ...fields, closedUntil: until, ...more }]]);

  test.each<[string, Readonly<Record<string, Json>>, string | undefined, string]>([
    ['the whole of it', {}, undefined, 'rail_closed'],
    ['the whole of it, whatever the operator', { operators }, 'MOOV_CIV', 'rail_closed'],
    ['this operator', { operators, closedOperators: ['ORANGE_CIV'] }, 'ORANGE_CIV', 'rail_closed'],
    ['another operator', { operators, closedOperators: ['ORANGE_CIV'] }, 'MOOV_CIV', 'ok'],
    ['another operator, and none is named', { operators, closedOperators: ['ORANGE_CIV'] }, undefined, 'ok'],
    ['every operator, and none is named', { operators, closedOperators: operators }, undefined, 'rail_closed'],
    ['nothing, as an app of before is told', { closedUntil: null, isOpen: 'no' }, undefined, 'ok'],
  ])('asks nobody where it is %s', (_what, more, operator, code) => {
    expect(codeOf(requestPayment(closed(more), { ...request('request'), ...(operator && { operator }) }, waiter))).toBe(
      code,
    );
  });

  test('asks again when its time is over, by the corrected clock and without any news', () => {
    const asks = [until - 1, until].map((correctedMs) =>
      codeOf(requestPayment(closed({}), { ...request('request'), correctedMs }, { ...waiter, nowMs: 0 })),
    );
    const byItsOwn = codeOf(requestPayment(closed({}), request('request'), { ...waiter, nowMs: until }));
    expect([...asks, byItsOwn]).toEqual(['rail_closed', 'ok', 'ok']);
  });

  test('takes what a guest has paid by themselves', () => {
    expect(codeOf(claimPayment(closed({}), claiming('claim', 3_000), waiter))).toBe('ok');
  });
});

/** The very rule of schema 7: the amounts of all payments, whatever the method. */
const summedMinor = (view: TestView) =>
  [...view.ofOrder(payments.name, order)].reduce((sum, { f }) => sum + Number(f['amountMinor']), 0);

describe('[SYN-26] an app of before rails adds up the amounts of all payments', () => {
  test.each<[string, (view: TestView) => TestView]>([
    ['a request', (view) => asked(view)],
    ['a claim', (view) => view.apply(mustOk(claimPayment(view, claiming('claim', 3_000), waiter)).changes)],
  ])('%s comes to nothing there: it pays no order', (_what, take) => {
    const view = take(withRail());
    expect(summedMinor(view)).toBe(0);
    const [line] = listOfOrder(view, payments, order);
    expect(line).toMatchObject({ method: 'mobile', amountMinor: 0, tenderedMinor: 0, changeMinor: 0 });
    expect(line && tenderMinor(line)).toBe(3_000);
  });

  test('cash comes to what it is', () => {
    const view = withRail();
    view.apply(mustOk(takeCash(view, cash('p', 3_000, 1), waiter)).changes);
    const [line] = listOfOrder(view, payments, order);
    expect([summedMinor(view), line && tenderMinor(line)]).toEqual([3_000, 3_000]);
  });
});

describe('[PAY-18] a push for later', () => {
  const consent = { text: 'Vous serez débité de 3 000 F', by: 'verbal', until: NOW_MS + 60_000 } as const;
  const later = { ...request('request'), consent };

  test('is off unless the house says so, and then a matter of whoever answers for it', () => {
    expect(codeOf(requestPayment(withRail(), later, approved))).toBe('rail_closed');
    expect(codeOf(requestPayment(allowed(), later, waiter))).toBe('approval_needed');
    const { changes } = mustOk(requestPayment(allowed(), later, approved));
    const fields = { isDeferred: true, consentText: consent.text, consentUntil: consent.until, approvedBy: manager };
    expect(changes.find(([name]) => name === 'payment_requests')?.[2]).toMatchObject(fields);
  });

  test('holds for half an hour at most, and for little money', () => {
    const long = { ...later, consent: { ...consent, until: NOW_MS + 31 * 60_000 } };
    expect(codeOf(requestPayment(allowed(), long, approved))).toBe('bad_value');
    const view = allowed().apply([write(settings, testId('restaurant'), { deferredMaxMinor: 2_000 })]);
    expect(codeOf(requestPayment(view, later, approved))).toBe('bad_amount');
  });
});

describe('[PAY-15] cash beside a request that may still bring money', () => {
  test('takes the word of somebody who answers for it, and says so of the request', () => {
    const view = asked(withRail());
    expect(codeOf(takeCash(view, cash('p', 3_000, 1), waiter))).toBe('payment_under_way');
    view.apply(mustOk(takeCash(view, cash('p', 3_000, 1), approved)).changes);
    expect(listOfOrder(view, paymentWishes, order)).toMatchObject([{ wish: 'replaced', attempt: testId('request') }]);
    expect(activeAttemptsOf(view, order)).toEqual([]);
  });

  test('the same for a reference that is shown meanwhile', () => {
    const view = asked(withRail());
    expect(codeOf(claimPayment(view, claiming('claim', 3_000), waiter))).toBe('payment_under_way');
    view.apply(mustOk(claimPayment(view, claiming('claim', 3_000), approved)).changes);
    expect(listOfOrder(view, paymentWishes, order)).toMatchObject([{ wish: 'replaced', attempt: testId('request') }]);
  });

  test('is free again when the request brought nothing', () => {
    const view = asked(withRail());
    view.apply([told('request', { state: 'failed', failure: 'customer_rejected' })]);
    expect(codeOf(takeCash(view, cash('p', 3_000, 1), waiter))).toBe('ok');
  });

  test('a state of a newer server is waited for', () => {
    const view = asked(withRail()).apply([told('request', { state: 'reviewed_by_robot' })]);
    expect(codeOf(takeCash(view, cash('p', 3_000, 1), waiter))).toBe('payment_under_way');
  });
});

describe('what is wanted of an attempt', () => {
  test('anybody at the till cancels a request; what moves money takes an answer and a reason', () => {
    const view = asked(withRail());
    expect(codeOf(wish(view, 'cancel', ''))).toBe('ok');
    expect(codeOf(wish(view, 'attest'))).toBe('attempt_elsewhere');
    const claimed = withRail();
    claimed.apply(mustOk(claimPayment(claimed, claiming('claim', 3_000), waiter)).changes);
    claimed.apply([told('claim', { state: 'unverifiable' })]);
    expect(codeOf(wish(claimed, 'attest', 'vu', waiter, 'claim'))).toBe('approval_needed');
    expect(codeOf(wish(claimed, 'attest', ' ', approved, 'claim'))).toBe('reason_missing');
    expect(codeOf(wish(claimed, 'attest', 'vu', approved, 'claim'))).toBe('ok');
  });

  test('money that counts elsewhere is attested by nobody', () => {
    const view = withRail();
    view.apply(mustOk(claimPayment(view, claiming('claim', 3_000), waiter)).changes);
    view.apply([told('claim', { state: 'unverifiable', failure: 'reference_reused' })]);
    expect(codeOf(wish(view, 'attest', 'vu', approved, 'claim'))).toBe('attempt_elsewhere');
    expect(codeOf(wish(view, 'reject_claim', 'vu', approved, 'claim'))).toBe('ok');
  });
});

describe('tips, and change that is owed', () => {
  const full = { ...cash('p', 3_000, 1), tenderedMinor: 5_000, tipMinor: 500, changeOwedMinor: 25 };

  test('stay in the drawer, and are nothing of the order', () => {
    const view = withRail();
    view.apply(mustOk(takeCash(view, full, waiter)).changes);
    expect(find(view, payments, testId('p'))).toMatchObject({ changeMinor: 1_475, tipMinor: 500, changeOwedMinor: 25 });
    expect(dueOf(view, order)).toMatchObject({ capturedMinor: 3_000, dueMinor: 0 });
    const shift = shiftOf(view, find(view, payments, testId('p'))?.shift ?? '');
    if (!shift) expect.fail('cash opens a shift');
    expect(drawerCashOf(view, shift).takenMinor).toBe(3_525);
  });

  test('what is owed goes back once, to the last coin', () => {
    const view = withRail();
    view.apply(mustOk(takeCash(view, full, waiter)).changes);
    const back = (word: string, amountMinor: number) => {
      const till = { drawer: testId('drawer'), install: INSTALL, newShift: testId(`shift of ${word}`) };
      return returnChange(view, { id: testId(word), payment: testId('p'), amountMinor, ...till }, waiter);
    };
    expect(codeOf(back('too much', 26))).toBe('bad_amount');
    view.run(back('some', 20));
    expect(owedChangeOf(view, testId('p'))).toBe(5);
    expect(codeOf(back('again', 6))).toBe('bad_amount');
    view.run(back('rest', 5));
    const shift = shiftOf(view, find(view, payments, testId('p'))?.shift ?? '');
    if (!shift) expect.fail('cash opens a shift');
    expect([owedChangeOf(view, testId('p')), drawerCashOf(view, shift).takenMinor]).toEqual([0, 3_500]);
  });

  test('are not more than was handed over, nor less than nothing', () => {
    expect(codeOf(takeCash(withRail(), { ...full, tenderedMinor: 3_500 }, waiter))).toBe('tendered_too_low');
    expect(codeOf(takeCash(withRail(), { ...full, tipMinor: -1 }, waiter))).toBe('bad_amount');
  });
});

describe('what is noted and not counted', () => {
  test.each(['card', 'account', 'voucher'] as const)('%s: pays the order and touches no drawer', (method) => {
    const view = withRail();
    view.apply(mustOk(takeCash(view, { ...cash('p', 3_000, 1), method, label: ' n° 7 ' }, waiter)).changes);
    const payment = find(view, payments, testId('p'));
    expect(payment).toMatchObject({ method, label: 'n° 7', changeMinor: 0 });
    expect(dueOf(view, order).dueMinor).toBe(0);
    const shift = shiftOf(view, payment?.shift ?? '');
    if (!shift) expect.fail('a payment opens a shift');
    expect(drawerCashOf(view, shift).takenMinor).toBe(0);
  });

  test('gives no change', () => {
    const intent = { ...cash('p', 3_000, 1), method: 'card' as const, tenderedMinor: 5_000 };
    expect(codeOf(takeCash(withRail(), intent, waiter))).toBe('bad_amount');
  });
});

test('an order with a request under way is not closed by hand, one that a claim covers is', () => {
  expect(codeOf(closeOrder(asked(withRail()), { order }, waiter))).toBe('not_covered');
  const view = withRail();
  view.apply(mustOk(claimPayment(view, claiming('part', 1_000, 'REF1'), waiter)).changes);
  view.apply(mustOk(claimPayment(view, claiming('rest', 2_000, 'REF2'), waiter)).changes.slice(0, 2));
  expect(listOfOrder(view, claims, order)).toHaveLength(2);
  expect(codeOf(closeOrder(view, { order }, waiter))).toBe('ok');
});

test('the install of a claim is that of its till', () => {
  const view = withRail();
  view.apply(mustOk(claimPayment(view, claiming('claim', 1_000), waiter)).changes);
  expect(find(view, claims, testId('claim'))?.install).toBe(INSTALL);
});
