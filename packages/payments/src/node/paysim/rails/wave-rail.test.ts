import { expect, test } from 'vitest';
import { ORDER, SESSIONS, paidIn, shopOf, type Json, type Shop } from './wave-rail-bench.ts';

const post = (over: Json) => (shop: Shop) => shop.call('POST', SESSIONS, { ...ORDER, ...over });
const get = (path: string, authorization?: string | null) => (shop: Shop) => shop.call('GET', path, '', authorization);
const invalid = { status: 400, json: { code: 'request-validation-error' } };
const missing = { status: 404, json: { code: 'checkout-session-not-found' } };

const rows: readonly (readonly [string, (shop: Shop) => unknown, unknown])[] = [
  ['[P] no header', get('/v1/transactions', null), { status: 401, json: { code: 'missing-auth-header' } }],
  ['[P] not a bearer', get('/v1/transactions', 'Basic eA=='), { status: 401, json: { code: 'invalid-auth' } }],
  ['[P] no key', get('/v1/transactions', 'Bearer '), { status: 401, json: { code: 'api-key-not-provided' } }],
  ['[P] another key', get('/v1/transactions', 'Bearer x'), { status: 401, json: { code: 'no-matching-api-key' } }],
  ['[P] an error tells a message', get('/v1/transactions', null), { json: { message: expect.any(String) } }],
  [
    '[P] a session is opened',
    post({}),
    {
      status: 200,
      json: {
        id: expect.stringMatching(/^cos-[0-9a-z]+$/),
        amount: '5000',
        currency: 'XOF',
        checkout_status: 'open',
        payment_status: 'processing',
        client_reference: 'ref-1',
        business_name: 'Chez Awa',
        transaction_id: null,
        last_payment_error: null,
        when_created: '2026-06-01T12:00:00Z',
        when_completed: null,
      },
    },
  ],
  ['[U] it can be paid for 30 minutes', post({}), { json: { when_expires: '2026-06-01T12:30:00Z' } }],
  [
    '[S] its link leads to the pay page',
    post({}),
    { json: { wave_launch_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:4010\/wave\/pay\/cos-[0-9a-z]+$/) } },
  ],
  [
    '[P] no reference is needed',
    post({ client_reference: undefined }),
    { status: 200, json: { client_reference: null } },
  ],
  ['[P] a reference of 255', post({ client_reference: 'x'.repeat(255) }), { status: 200 }],
  ['[P] a reference of 256', post({ client_reference: 'x'.repeat(256) }), invalid],
  ['[P] an amount is a text', post({ amount: 5000 }), invalid],
  ['[P] no decimals in XOF', post({ amount: '5000.00' }), invalid],
  ['[U] an amount of nothing', post({ amount: '0' }), invalid],
  ['[P] less than nothing', post({ amount: '-5' }), invalid],
  ['[U] a currency that is not the wallet’s', post({ currency: 'XAF' }), invalid],
  ['[P] a page without TLS', post({ success_url: 'http://shop.test' }), invalid],
  ['[P] no page after an error', post({ error_url: undefined }), invalid],
  ['[P] a payer that is no number', post({ restrict_payer_mobile: '0701' }), invalid],
  ['[P] a payer', post({ restrict_payer_mobile: '+2250701020304' }), { status: 200 }],
  ['[U] which field it is', post({ amount: 1 }), { json: { details: [{ loc: ['body', 'amount'] }] } }],
  ['[P] no JSON', (shop) => shop.call('POST', SESSIONS, '<xml/>'), invalid],
  [
    '[P] read by id',
    (shop) => shop.call('GET', `${SESSIONS}/${shop.create()}`),
    { status: 200, json: { amount: '5000' } },
  ],
  ['[P] read of nothing', get(`${SESSIONS}/cos-none`), missing],
  [
    '[P] a search that finds nothing',
    get(`${SESSIONS}/search?client_reference=none`),
    { status: 200, json: { result: [] } },
  ],
  ['[U] a search for nothing', get(`${SESSIONS}/search`), invalid],
  [
    '[P] creates are not the same: the search finds both',
    (shop) => {
      const made = [shop.create(), shop.create()];
      shop.create({ client_reference: 'ref-2' });
      const { json } = shop.call('GET', `${SESSIONS}/search?client_reference=ref-1`);
      return { made, found: (json['result'] as Json[]).map(({ id }) => id), different: new Set(made).size };
    },
    { found: [expect.any(String), expect.any(String)], different: 2 },
  ],
  ['[P] paid', (shop) => paidIn(shop).read(), { json: { checkout_status: 'complete', payment_status: 'succeeded' } }],
  [
    '[P] paid has a transaction',
    (shop) => paidIn(shop).read(),
    { json: { transaction_id: expect.stringMatching(/^T_/) } },
  ],
  ['[P] paid has a time', (shop) => paidIn(shop).read(), { json: { when_completed: '2026-06-01T12:00:00Z' } }],
  [
    '[P] read by the transaction',
    (shop) => {
      const { id } = paidIn(shop);
      return { id, ...shop.call('GET', `${SESSIONS}?transaction_id=${shop.of(id).operatorTxnId}`) };
    },
    { status: 200, json: { payment_status: 'succeeded' } },
  ],
  [
    '[U] expired is answered with nothing',
    (shop) => shop.call('POST', `${SESSIONS}/${shop.create()}/expire`),
    { status: 200, body: '' },
  ],
  ['[P] expire of nothing', (shop) => shop.call('POST', `${SESSIONS}/cos-none/expire`), missing],
  [
    '[S] expire of one that was paid',
    (shop) => shop.call('POST', `${SESSIONS}/${paidIn(shop).id}/expire`),
    { status: 409 },
  ],
  ['[P] refund', (shop) => shop.call('POST', `${SESSIONS}/${paidIn(shop).id}/refund`), { status: 200 }],
  [
    '[S] refund of one that was not paid',
    (shop) => shop.call('POST', `${SESSIONS}/${shop.create()}/refund`),
    { status: 400, json: { code: 'checkout-refund-failed' } },
  ],
  ['[P] refund of nothing', (shop) => shop.call('POST', `${SESSIONS}/cos-none/refund`), missing],
  [
    '[P] refund of a transaction of nothing',
    (shop) => shop.call('POST', '/v1/transactions/T_none/refund'),
    { status: 404 },
  ],
  ['[U] a day that is none', get('/v1/transactions?date=yesterday'), invalid],
  ['[U] a cursor that is none', get('/v1/transactions?date=2026-06-01&after=x'), invalid],
  [
    '[P] a day without anything',
    get('/v1/transactions?date=2026-05-01'),
    { json: { date: '2026-05-01', items: [], page_info: { has_next_page: false } } },
  ],
  ['[S] today where no day is named', get('/v1/transactions'), { json: { date: '2026-06-01' } }],
  ['[U] a path that is none', get('/v1/nothing'), { status: 404 }],
  ['[U] a method that is none', (shop) => shop.call('DELETE', `${SESSIONS}/cos-none`), { status: 404 }],
];

test.each(rows)('%s', (_name, request, expected) => {
  expect(request(shopOf())).toMatchObject(expected as object);
});

test.each([
  ['POST', SESSIONS, 'money'],
  ['GET', `${SESSIONS}/cos-1`, 'read'],
  ['GET', '/v1/transactions', 'read'],
  ['POST', `${SESSIONS}/cos-1/refund`, 'refund'],
  ['POST', `${SESSIONS}/cos-1/expire`, 'other'],
  ['GET', '/pay/cos-1', 'other'],
])('%s %s is a call for %s', (method, path, operation) => {
  expect(shopOf().rail.operationOf({ method, path, headers: {}, body: '' })).toBe(operation);
});
