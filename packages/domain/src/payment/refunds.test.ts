import { describe, expect, test } from 'vitest';
import { find, listOfOrder, write } from '../kernel/view.ts';
import { ODD_VIEWS, cleanView, order, paidTwice, told } from '../testing/odd-views.ts';
import { acting, testId } from '../testing/test-house.ts';
import { INSTALL, codeOf, stampAt } from '../testing/test-view.ts';
import { dueOf } from './due.ts';
import { refundCash, reverseRefund, standingRefunds } from './refunds.ts';
import { payments, refunds } from './schema.ts';

const till = { drawer: null, install: INSTALL, newShift: testId('new shift') };
const asking = (word: string, amountMinor: number, reason = 'trop perçu') => ({
  id: testId(word),
  order,
  amountMinor,
  reason,
  till,
});

describe('[SYN-3, PAY-2] a refund', () => {
  test('is never more than was taken and has not gone back', () => {
    const view = paidTwice();
    for (const amount of [0, -1, 0.5, 6_001])
      expect(codeOf(refundCash(view, asking('r', amount), acting()))).toBe('refund_too_high');
    view.run(refundCash(view, asking('r', 6_000), acting()));
    expect(refundCash(view, asking('s', 1), acting())).toMatchObject({
      error: { code: 'refund_too_high', details: { maxMinor: 0 } },
    });
  });

  test('wants a reason, a known order and a known drawer', () => {
    const view = paidTwice();
    expect(codeOf(refundCash(view, asking('r', 1, ' '), acting()))).toBe('reason_missing');
    expect(codeOf(refundCash(view, { ...asking('r', 1), order: testId('nowhere') }, acting()))).toBe('not_found');
    view.delete('shift_openings', testId('shift'));
    expect(codeOf(refundCash(view, asking('r', 1), acting()))).toBe('not_found');
  });

  test('names the latest payment of its amount, or else the last of all', () => {
    const view = ODD_VIEWS.receipt_number_repeated();
    view.run(refundCash(view, asking('of the first', 1_000), acting()));
    view.run(refundCash(view, asking('of none', 500), acting()));
    expect(find(view, refunds, testId('of the first'))?.payment).toBe(testId('part'));
    expect(find(view, refunds, testId('of none'))?.payment).toBe(testId('rest'));
  });

  test('finds a payment over a rail by what was asked, for its amount is 0', () => {
    const view = ODD_VIEWS.money_late();
    view.apply([told('request', { state: 'succeeded', acceptedMinor: 3_000 })]);
    const [line] = listOfOrder(view, payments, order).filter(({ method }) => method === 'mobile');
    const [cash] = listOfOrder(view, payments, order).filter(({ method }) => method === 'cash');
    if (!line || !cash) throw new Error('both were written');
    view.delete('payments', cash.id);
    const { id: _, ...later } = cash;
    view.apply([write(payments, testId('more'), { ...later, amountMinor: 500 })], stampAt(9_000));
    view.run(refundCash(view, asking('r', 3_000), acting()));
    expect(find(view, refunds, testId('r'))?.payment).toBe(line.id);
  });

  test('stands until the guest gave it back, once', () => {
    const view = cleanView();
    view.run(refundCash(view, asking('r', 1_000), acting()));
    expect([standingRefunds(view, order).length, dueOf(view, order).dueMinor]).toEqual([1, 1_000]);
    const intent = { refund: testId('r'), reason: 'repris', till };
    view.run(reverseRefund(view, intent, acting()));
    expect([standingRefunds(view, order), dueOf(view, order).dueMinor]).toEqual([[], 0]);
    expect(codeOf(reverseRefund(view, intent, acting()))).toBe('matter_gone');
    expect(codeOf(reverseRefund(view, { ...intent, refund: testId('?') }, acting()))).toBe('not_found');
  });
});
