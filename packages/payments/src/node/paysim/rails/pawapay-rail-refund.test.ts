import { expect, test } from 'vitest';
import { ID, PAID, REFUND, by, rejected, start } from './pawapay-rail-fixture.ts';

test.each<[string, object, object]>([
  ['[P] a part', {}, { status: 'ACCEPTED' }],
  ['[P] all, unnamed', { amount: undefined }, { status: 'ACCEPTED' }],
  ['[P] too much', { amount: '5001' }, rejected('AMOUNT_TOO_LARGE')],
  ['[U] of no deposit', { depositId: REFUND }, rejected('NOT_FOUND')],
  ['[P] in another currency', { currency: 'XAF' }, rejected('INVALID_CURRENCY')],
])('a refund: %s', (_name, changes, expected) => {
  const { deposit, world, refund } = start();
  deposit(by('MTN_MOMO_CIV', PAID));
  world.advance(2_000);
  expect(refund(changes)).toMatchObject({ status: 200, body: expected });
});

test('[P] refunds: one at a time, known by their id, never more than was paid', () => {
  const { deposit, world, refund, send, callbacks } = start();
  deposit(by('MTN_MOMO_CIV', PAID));
  expect(refund().body).toMatchObject(rejected('INVALID_STATE'));
  world.advance(2_000);
  callbacks();
  expect(send('GET', `/v2/refunds/${REFUND}`).body).toEqual({ status: 'NOT_FOUND' });
  refund();
  expect(send('GET', `/v2/refunds/${REFUND}`).body).toMatchObject({ status: 'FOUND', data: { status: 'PROCESSING' } });
  const second = { refundId: ID.replace('5c01', '5c03'), amount: '3000' };
  expect(refund().body).toMatchObject({ status: 'DUPLICATE_IGNORED' });
  expect(refund(second).body).toMatchObject(rejected('REFUND_IN_PROGRESS'));
  world.advance(3_000);
  expect(callbacks()).toMatchObject([{ refundId: REFUND, depositId: ID, status: 'COMPLETED', amount: '2000.00' }]);
  expect(refund(second).body).toMatchObject({ status: 'ACCEPTED' });
  world.advance(3_000);
  expect(refund({ refundId: ID.replace('5c01', '5c04') }).body).toMatchObject(rejected('DEPOSIT_ALREADY_REFUNDED'));
  expect(world.truth()).toMatchObject([{ reversedMinor: 5000 }]);
  callbacks();
  expect(send('POST', `/v2/refunds/resend-callback/${REFUND}`).body).toMatchObject({ status: 'ACCEPTED' });
  expect(callbacks()).toMatchObject([{ refundId: REFUND }]);
});
