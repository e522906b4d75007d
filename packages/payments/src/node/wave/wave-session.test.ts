import { describe, expect, test } from 'vitest';
import { askedWith, scripted } from './wave-bench.ts';
import { wave } from './wave.ts';

const OPEN = {
  id: 'cos-1',
  amount: '5000',
  currency: 'XOF',
  checkout_status: 'open',
  payment_status: 'processing',
  client_reference: askedWith({}).requestId,
  business_name: 'Chez Awa',
  transaction_id: null,
  last_payment_error: null,
  wave_launch_url: 'https://pay.wave.com/c/cos-1',
  when_created: '2026-06-01T12:00:00Z',
  when_expires: '2026-06-01T12:30:00Z',
  when_completed: null,
};
const PAID = { ...OPEN, checkout_status: 'complete', payment_status: 'succeeded', transaction_id: 'T_1' };
const OVER = { ...OPEN, checkout_status: 'expired', payment_status: 'cancelled' };

const rows: readonly (readonly [string, object, object])[] = [
  ['open', OPEN, { kind: 'pending', next: { url: OPEN.wave_launch_url } }],
  ['open after a try that failed', { ...OPEN, payment_status: 'cancelled' }, { kind: 'pending', next: {} }],
  ['paid', PAID, { kind: 'succeeded', amountMinor: 5_000, providerTxnId: 'T_1' }],
  ['paid, and said to have run out', { ...PAID, checkout_status: 'expired' }, { kind: 'succeeded' }],
  ['paid without a transaction', { ...PAID, transaction_id: null }, { kind: 'unreadable' }],
  ['paid and given back', { ...PAID, when_refunded: '2026-06-01T13:00:00Z' }, { kind: 'reversed', amountMinor: 5_000 }],
  ['closed while the payment is made', { ...OPEN, checkout_status: 'complete' }, { kind: 'pending' }],
  [
    'closed without a payment',
    { ...OVER, checkout_status: 'complete' },
    { kind: 'failed', failure: { code: 'unknown' } },
  ],
  ['run out', OVER, { kind: 'expired' }],
  ['run out, and said to be in payment', { ...OVER, payment_status: 'processing' }, { kind: 'expired' }],
  ['an error as an object', { ...OVER, last_payment_error: { code: 'insufficient-funds' } }, { kind: 'failed' }],
  [
    'an error as a text (F29)',
    { ...OVER, last_payment_error: 'insufficient-funds' },
    { failure: { code: 'insufficient_funds' } },
  ],
  ['an error of odd signs', { ...OVER, last_payment_error: '+225 070…' }, { failure: { providerCode: 'odd-code' } }],
  ['an amount as a number (F29)', { ...PAID, amount: 5_000 }, { kind: 'succeeded', amountMinor: 5_000 }],
  ['an amount with decimals (F29)', { ...PAID, amount: '5000.00' }, { kind: 'succeeded', amountMinor: 5_000 }],
  ['no amount', { ...PAID, amount: 'much' }, { kind: 'unreadable' }],
  ['a part of a franc', { ...PAID, amount: '5000.50' }, { kind: 'unreadable' }],
  ['a currency that is none', { ...PAID, currency: 'XXX' }, { kind: 'unreadable' }],
  ['a checkout status of tomorrow (F28)', { ...PAID, checkout_status: 'settled' }, { kind: 'unreadable' }],
  ['a payment status of tomorrow (F28)', { ...OVER, payment_status: 'held' }, { kind: 'unreadable' }],
  ['no status', { ...OPEN, checkout_status: undefined }, { kind: 'unreadable' }],
];
test.each(rows)('a session that is %s', async (_name, session, expected) => {
  const { context } = scripted([200, { result: [session] }]);
  expect(await wave.read(askedWith({}), context)).toMatchObject(expected);
});

test('one that is closed while the payment is made has no link to show', async () => {
  const { context } = scripted([200, { result: [{ ...OPEN, checkout_status: 'complete' }] }]);
  expect(await wave.read(askedWith({}), context)).toEqual({ kind: 'pending', handle: { checkoutId: 'cos-1' } });
});

describe('a search that says nothing', () => {
  const other = { ...OPEN, client_reference: 'somebody else' };
  test.each([
    ['no result', {}],
    ['a result that is none', { result: null }],
    ['a session of another reference', { result: [other] }],
    ['one of another beside ours', { result: [OPEN, other] }],
    ['one session that is odd beside ours', { result: [PAID, { id: 'cos-2' }] }],
    ['nothing', ''],
  ])('%s', async (_name, body) => {
    expect(await wave.read(askedWith({}), scripted([200, body]).context)).toMatchObject({ kind: 'unreadable' });
  });

  test('an empty list says that there is none', async () => {
    const { context } = scripted([200, { result: [] }]);
    expect(await wave.read(askedWith({}), context)).toEqual({ kind: 'not_found' });
  });
});

test('the handle’s session of another reference is told as it is', async () => {
  const { context } = scripted([200, { ...PAID, client_reference: 'somebody else' }], [200, { result: [] }]);
  const outcome = await wave.read(askedWith({ checkoutId: 'cos-1' }), context);
  expect(outcome).toMatchObject({ kind: 'succeeded', echoedRequestId: 'somebody else' });
});

test('where two reads of one session differ, money counts', async () => {
  const asked = askedWith({ checkoutId: 'cos-1' });
  const late = scripted([200, OPEN], [200, { result: [PAID] }]);
  expect(await wave.read(asked, late.context)).toMatchObject({ kind: 'succeeded' });
  const early = scripted([200, PAID], [200, { result: [OPEN] }]);
  expect(await wave.read(asked, early.context)).toMatchObject({ kind: 'succeeded' });
});

test('a link that leads elsewhere is not shown, and closed', async () => {
  const foreign = { ...OPEN, wave_launch_url: 'https://evil.test/c' };
  const { context, requests } = scripted([200, { result: [foreign] }], [200, '']);
  expect(await wave.read(askedWith({}), context)).toEqual({ kind: 'pending', handle: { checkoutId: 'cos-1' } });
  expect(requests.at(-1)?.url).toBe('http://127.0.0.1:4010/wave/v1/checkout/sessions/cos-1/expire');
});
