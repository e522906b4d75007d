import { describe, expect, test } from 'vitest';
import {
  MapView,
  attemptRefunds,
  nameId,
  paymentAttempts,
  paymentRequests,
  payments,
  write,
  type Change,
} from '@resto360/domain';
import { byMethod, paymentsSince, refundsSince } from './day-payments.ts';

const SINCE_MS = Date.UTC(2026, 10, 28, 4);
const TODAY_MS = SINCE_MS + 3_600_000;
const YESTERDAY_MS = SINCE_MS - 3_600_000;
const id = (word: string) => nameId(`day payments: ${word}`);
const of = { order: id('order'), payment: id('payment'), currency: 'XOF' } as const;

/** What a rail was asked for at a moment, and what the server told of it. */
const asked = (state: string, atMs: number): Change[] => [
  write(payments, of.payment, {
    order: of.order,
    shift: id('shift'),
    method: 'mobile',
    rail: 'wave',
    amountMinor: 0,
    askedMinor: 3_000,
    tenderedMinor: 0,
    changeMinor: 0,
    currency: 'XOF',
    by: id('yao'),
    at: atMs,
  } as const),
  write(paymentRequests, id('attempt'), {
    ...of,
    rail: 'wave',
    kind: 'checkout',
    amountMinor: 3_000,
    install: 'T111111111',
    by: id('yao'),
    at: atMs,
  } as const),
  write(paymentAttempts, id('attempt'), {
    order: of.order,
    payment: of.payment,
    state,
    acceptedMinor: 3_000,
    changedAt: atMs,
  }),
];
const back = (way: 'rail' | 'cash', atMs = TODAY_MS): Change[] => [
  write(attemptRefunds, id('back'), {
    ...of,
    attempt: id('attempt'),
    way,
    rail: 'wave',
    shift: way === 'cash' ? id('shift') : null,
    amountMinor: 3_000,
    reason: 'x',
    by: id('awa'),
    at: atMs,
  } as const),
  write(paymentAttempts, id('back'), {
    order: of.order,
    payment: of.payment,
    state: 'succeeded',
    acceptedMinor: 3_000,
    changedAt: atMs,
  }),
];
function figures(changes: readonly Change[]) {
  const view = new MapView();
  for (const [name, row, f] of changes) view.put(name, { id: row, v: 1, st: `${'0'.repeat(16)}T111111111`, f });
  return byMethod(view, paymentsSince(view, SINCE_MS), refundsSince(view, SINCE_MS)).map(
    ({ method, amountMinor, refundedMinor }) => [method, amountMinor, refundedMinor],
  );
}

describe('[PAY-20] money of an attempt in the figures of a day', () => {
  test.each([
    ['sent back today, of today', [...asked('succeeded', TODAY_MS), ...back('rail')], [['mobile', 0, 3_000]]],
    [
      'sent back today, of yesterday',
      [...asked('succeeded', YESTERDAY_MS), ...back('rail')],
      [['mobile', -3_000, 3_000]],
    ],
    [
      'late money that was sent back is none of any day',
      [...asked('late_success', TODAY_MS), ...back('rail')],
      [['mobile', 0, 0]],
    ],
    [
      'late money for which a drawer gave is on its rail instead',
      [...asked('late_success', YESTERDAY_MS), ...back('cash')],
      [
        ['cash', -3_000, 3_000],
        ['mobile', 3_000, -3_000],
      ],
    ],
    [
      'what counts and was handed out is the drawer’s',
      [...asked('succeeded', YESTERDAY_MS), ...back('cash')],
      [['cash', -3_000, 3_000]],
    ],
  ])('%s', (_case, changes, expected) => {
    expect(figures(changes)).toEqual(expected);
  });
});
