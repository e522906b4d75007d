import { expect, test } from 'vitest';
import { START_MS } from '../paysim/rails/wave-rail-bench.ts';
import { scripted } from './wave-bench.ts';
import { wave } from './wave.ts';

const CLAIM = { reference: 'T_1', amountMinor: 5_000, currency: 'XOF', fromMs: START_MS, untilMs: START_MS } as const;
const pageWith = (items: readonly unknown[], next?: string) => ({
  page_info: { start_cursor: null, end_cursor: next ?? null, has_next_page: next !== undefined },
  items,
});
const LINE = {
  timestamp: '2026-06-01T12:00:00Z',
  transaction_id: 'T_1',
  transaction_type: 'merchant_payment',
  amount: '4950',
  fee: '50',
  currency: 'XOF',
  is_reversal: false,
};

const lines: readonly (readonly [string, readonly unknown[], object])[] = [
  ['as it is written', [LINE], { kind: 'matched' }],
  ['numbers for texts (F29)', [{ ...LINE, amount: 4_950, fee: 50 }], { kind: 'matched' }],
  ['no fee', [{ ...LINE, amount: '5000', fee: null }], { kind: 'matched' }],
  ['no kind, as older lists have it', [{ ...LINE, transaction_type: undefined }], { kind: 'matched' }],
  ['a kind of tomorrow (F28)', [{ ...LINE, transaction_type: 'gift' }], { kind: 'unreadable' }],
  [
    'a kind of tomorrow on another line',
    [{ ...LINE, transaction_id: 'T_2', transaction_type: 'gift' }, LINE],
    { kind: 'matched' },
  ],
  ['an amount that is none', [{ ...LINE, amount: 'much' }], { kind: 'unreadable' }],
  ['a fee that is none', [{ ...LINE, fee: 'some' }], { kind: 'unreadable' }],
  ['no time', [{ ...LINE, timestamp: null }], { kind: 'unreadable' }],
  ['money that we paid out', [{ ...LINE, transaction_type: 'api_payout', amount: '-4950' }], { kind: 'not_found' }],
  ['money that left', [{ ...LINE, amount: '-4950' }], { kind: 'not_found' }],
  [
    'only what went back',
    [{ ...LINE, is_reversal: true, amount: '-5000', fee: '0' }],
    { kind: 'differs', reasons: ['reversed'] },
  ],
  [
    'what went back under another id',
    [
      { ...LINE, checkout_api_session_id: 'cos-1', transaction_type: 'api_checkout' },
      {
        ...LINE,
        transaction_id: 'T_9',
        checkout_api_session_id: 'cos-1',
        transaction_type: 'api_checkout_refund',
        amount: '-5000',
      },
    ],
    { kind: 'differs', reasons: ['reversed'] },
  ],
  ['lines that are none', ['x', null, {}, LINE], { kind: 'matched' }],
];
test.each(lines)('a list with %s', async (_name, items, expected) => {
  const { context } = scripted([200, pageWith(items)]);
  expect(await wave.verifyReference?.(CLAIM, context)).toMatchObject(expected);
});

test('a merchant who is collected for is another one where the list says so', async () => {
  const { context } = scripted([200, pageWith([{ ...LINE, aggregated_merchant_id: 'am-8' }])]);
  const account = { ...context.account, settings: { aggregatedMerchantId: 'am-7' } };
  expect(await wave.verifyReference?.(CLAIM, { ...context, account })).toMatchObject({ reasons: ['payee'] });
});

test.each([
  ['no page', {}],
  ['no word of more', { items: [LINE], page_info: {} }],
  ['more without a cursor', { items: [LINE], page_info: { has_next_page: true, end_cursor: null } }],
  ['the same page for ever', pageWith([LINE], 'c1')],
  ['items that are none', { items: {}, page_info: { has_next_page: false } }],
  ['nothing', ''],
])('a list with %s says nothing', async (_name, body) => {
  expect(await wave.verifyReference?.(CLAIM, scripted([200, body]).context)).toMatchObject({
    kind: 'unreadable',
  });
});

test('a cursor that leads to itself is followed once', async () => {
  const { context, requests } = scripted([200, pageWith([LINE], 'c1')]);
  expect(await wave.verifyReference?.(CLAIM, context)).toEqual({ kind: 'unreadable', cause: 'odd page' });
  expect(requests).toHaveLength(2);
});
