import { describe, expect, test } from 'vitest';
import { UNBORN_AGE_MS } from '../exceptions.ts';
import type { Entity } from '../kernel/collection.ts';
import { ExceptionKind } from '../kernel/exception.ts';
import { listAll, write } from '../kernel/view.ts';
import { isClosed } from '../order/parts.ts';
import { claimToReject } from '../payment/attempt-exceptions.ts';
import { dueOf } from '../payment/due.ts';
import { claims, paymentWishes, payments } from '../payment/schema.ts';
import { paymentAttempts } from '../server-collections.ts';
import { claimed, lateMoney, order, receiptTwice, referenceTwice, told } from '../testing/odd-views.ts';
import { acting, testId } from '../testing/test-house.ts';
import { INSTALL, NOW_MS, codeOf, mustOk, type TestView } from '../testing/test-view.ts';
import { decide } from './decide.ts';
import { openExceptions } from './open-exceptions.ts';
import { remediesOf } from './remedies.ts';
import { Remedy } from './remedy.ts';
import { sidesOf } from './sides.ts';

const LATER_MS = NOW_MS + UNBORN_AGE_MS;
const at = { ...acting(), nowMs: LATER_MS };
const open = (view: TestView) => openExceptions(view, LATER_MS).map(({ kind }) => kind);
const theOne = (view: TestView, kind: ExceptionKind) => {
  const one = openExceptions(view, LATER_MS).find((found) => found.kind === kind);
  if (!one) throw new Error(`${kind} is open`);
  return one;
};
const deciding = (view: TestView, kind: ExceptionKind, remedy: Remedy) => {
  const till = { drawer: null, install: INSTALL, newShift: testId('new shift') };
  return decide(view, { exception: theOne(view, kind).id, remedy, row: testId('row'), reason: 'vu', till }, at);
};
const offered = (view: TestView, kind: ExceptionKind) =>
  remediesOf(view, theOne(view, kind)).map(({ remedy }) => remedy);

test('[SYN-4] late money of a closed order that went back leaves it owing, and that is a matter', () => {
  const view = claimed().apply([told('claim', { state: 'integrity_hold', acceptedMinor: 2_500, failure: 'amount' })]);
  expect(isClosed(view, order)).toBe(true);
  view.apply([told('claim', { state: 'late_success', acceptedMinor: 2_500, changedAt: NOW_MS + 1 })]);
  view.apply(mustOk(deciding(view, ExceptionKind.moneyLate, Remedy.gaveLateBack)));
  expect(dueOf(view, order)).toMatchObject({ capturedMinor: 0, dueMinor: 3_000 });
  expect(open(view)).toEqual([ExceptionKind.moneyMissing]);
});

/** The claim that would be turned down by the clock, and the other. */
const sorted = (view: TestView) => {
  const later = claimToReject(view, [testId('claim'), testId('other claim')]);
  const [first] = listAll(view, claims).filter(({ id }) => id !== later?.id);
  if (!first || !later) throw new Error('there are two claims');
  return { first, later };
};
const telling = (
  { id, payment }: Entity<typeof claims>,
  more: Pick<Partial<Entity<typeof paymentAttempts>>, 'state' | 'failure' | 'acceptedMinor'>,
) => write(paymentAttempts, id, { order, payment, changedAt: NOW_MS, ...more });

describe('[SYN-4] of two claims with one reference', () => {
  const verified = { state: 'verified', acceptedMinor: 1_000 };

  test('the one that is not proven is turned down, although it was typed first', () => {
    const view = referenceTwice();
    const { first, later } = sorted(view);
    view.apply([telling(later, verified), telling(first, { state: 'unverifiable', failure: 'reference_reused' })]);
    expect(theOne(view, ExceptionKind.referenceUsedTwice).amountMinor).toBe(first.amountMinor);
    view.apply(mustOk(deciding(view, ExceptionKind.referenceUsedTwice, Remedy.rejectClaim)));
    expect(listAll(view, paymentWishes)).toMatchObject([{ attempt: first.id, wish: 'reject_claim' }]);
  });

  test('by the clock only while neither is proven', () => {
    const view = referenceTwice();
    const { later } = sorted(view);
    view.apply(mustOk(deciding(view, ExceptionKind.referenceUsedTwice, Remedy.rejectClaim)));
    expect(listAll(view, paymentWishes)).toMatchObject([{ attempt: later.id, wish: 'reject_claim' }]);
  });

  test('one that is held is asked not to count', () => {
    const view = referenceTwice();
    const { first, later } = sorted(view);
    view.apply([telling(later, verified), telling(first, { state: 'integrity_hold', failure: 'reference_reused' })]);
    view.apply(mustOk(deciding(view, ExceptionKind.referenceUsedTwice, Remedy.rejectClaim)));
    expect(listAll(view, paymentWishes)).toMatchObject([{ attempt: first.id, wish: 'give_back' }]);
  });

  test('nothing is offered that the server would drop: both count', () => {
    const view = referenceTwice();
    const { first, later } = sorted(view);
    view.apply([telling(later, verified), telling(first, { ...verified, state: 'attested' })]);
    expect(offered(view, ExceptionKind.referenceUsedTwice)).toEqual([Remedy.keepBothClaims]);
    expect(codeOf(deciding(view, ExceptionKind.referenceUsedTwice, Remedy.rejectClaim))).toBe('matter_gone');
  });
});

test.each<[string | null, boolean]>([
  [null, true],
  ['amount', true],
  ['time', true],
  ['reference_reused', false],
  ['reversed', false],
  ['currency', false],
  ['payee', false],
  ['of_a_newer_server', false],
])('[PAY-16] money that is held for %s may be accepted: %s', (failure, mayCountHeld) => {
  const view = claimed().apply([told('claim', { state: 'integrity_hold', acceptedMinor: 2_500, failure })]);
  const remedies = offered(view, ExceptionKind.amountHeld);
  expect(remedies).toEqual([...(mayCountHeld ? [Remedy.acceptAmount] : []), Remedy.holdBack]);
});

test('[SYN-4] two receipts of one payment: both papers are shown, and seen by somebody they wait no more', () => {
  const view = receiptTwice();
  const { subjects } = theOne(view, ExceptionKind.receiptTwice);
  expect(sidesOf(view, theOne(view, ExceptionKind.receiptTwice)).map(({ what }) => what)).toEqual(
    subjects.map(() => 'receipt'),
  );
  view.apply(mustOk(deciding(view, ExceptionKind.receiptTwice, Remedy.keepBothReceipts)));
  expect(open(view)).toEqual([]);
});

test('[SYN-4] a tender line over a rail is shown with what was asked', () => {
  const view = lateMoney();
  view.apply([told('request', { state: 'succeeded', acceptedMinor: 3_000 })]);
  const shown = sidesOf(view, theOne(view, ExceptionKind.overpaid)).filter(({ what }) => what === 'payment');
  expect(new Set(listAll(view, payments).map(({ amountMinor }) => amountMinor))).toEqual(new Set([0, 3_000]));
  expect(shown.map(({ amountMinor }) => amountMinor)).toEqual([3_000, 3_000]);
});
