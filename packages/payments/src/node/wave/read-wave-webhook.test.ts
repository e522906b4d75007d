import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { WebhookRequest } from '../../provider.ts';
import { ACCOUNT, INPUT, waveBench } from './wave-bench.ts';
import { wave } from './wave.ts';

// Section 8.6 of the providers' page.
const BODY =
  '{"id":"EV_test1","type":"checkout.session.completed","data":{"id":"cos-18qq25rgr100a","amount":"1000","currency":"XOF","client_reference":"pay_01J","transaction_id":"TCN4Y4ZC3FM","payment_status":"succeeded","checkout_status":"complete"}}';
const SECRET = 'wave_test_secret';
const AT_S = 1_700_000_000;
const HEX = 'ba89e4ad216ec92c4c4d871bdb9aa76d05b54028f7ef3f839f13803a061c1bf1';
const HEADER = `t=${AT_S},v1=${HEX}`;

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const signed = (body: string, secret = SECRET, time = String(AT_S)): string =>
  `v1=${createHmac('sha256', secret).update(`${time}${body}`).digest('hex')}`;

function read(
  over: Partial<WebhookRequest> & { readonly header?: string } = {},
  secrets: Readonly<Record<string, string>> = { webhookSecret: SECRET },
) {
  const { header = HEADER, ...rest } = over;
  const request = { method: 'POST', path: '/hooks/wave', authority: 'pos.test', headers: { 'wave-signature': header } };
  const received = { rawBody: bytes(BODY), receivedAtMs: AT_S * 1_000 };
  return wave.readWebhook({ ...request, ...received, ...rest }, ACCOUNT, secrets);
}

const bad = { ok: false, reason: 'bad_signature' };
const good = { ok: true, eventKey: 'EV_test1', about: { checkoutId: 'cos-18qq25rgr100a', requestId: 'pay_01J' } };

describe('the signature', () => {
  test('of the vector', () => {
    expect(read()).toEqual(good);
  });

  test('is void with any bit of the body changed', () => {
    const raw = bytes(BODY);
    for (let at = 0; at < raw.length * 8; at += 1) {
      const changed = Uint8Array.from(raw);
      changed[at >> 3] = (changed[at >> 3] ?? 0) ^ (1 << (at & 7));
      expect(read({ rawBody: changed })).toEqual(bad);
    }
  });

  test('is void with any bit of it changed', () => {
    const raw = Buffer.from(HEX, 'hex');
    for (let at = 0; at < raw.length * 8; at += 1) {
      const changed = Buffer.from(raw);
      changed[at >> 3] = (changed[at >> 3] ?? 0) ^ (1 << (at & 7));
      expect(read({ header: `t=${AT_S},v1=${changed.toString('hex')}` })).toEqual(bad);
    }
  });

  test('is void with any digit of its time changed', () => {
    for (let at = 0; at < 10; at += 1) {
      const digits = String(AT_S).split('');
      digits[at] = String((Number(digits[at]) + 1) % 10);
      expect(read({ header: `t=${digits.join('')},v1=${HEX}` })).toEqual(bad);
    }
  });

  test('is void with any bit of the secret changed', () => {
    for (let at = 0; at < SECRET.length * 7; at += 1) {
      const index = Math.floor(at / 7);
      const code = SECRET.charCodeAt(index) ^ (1 << (at % 7));
      const secret = `${SECRET.slice(0, index)}${String.fromCharCode(code)}${SECRET.slice(index + 1)}`;
      expect(read({}, { webhookSecret: secret })).toEqual(bad);
    }
  });

  test.each([
    [
      'with a dot between time and body',
      `t=${AT_S},v1=${createHmac('sha256', SECRET).update(`${AT_S}.${BODY}`).digest('hex')}`,
    ],
    ['cut', `t=${AT_S},v1=${HEX.slice(0, -2)}`],
    ['longer', `t=${AT_S},v1=${HEX}00`],
    ['under another name', `t=${AT_S},v0=${HEX}`],
    ['without a time', `v1=${HEX}`],
    ['with two times', `t=${AT_S},t=${AT_S},v1=${HEX}`],
    ['with a time that is none', `t=${AT_S}x,v1=${HEX}`],
    ['that is none', ''],
  ])('%s', (_name, header) => {
    expect(read({ header })).toEqual(bad);
  });

  test('without a header, and without a secret', () => {
    expect(read({ headers: {} })).toEqual(bad);
    expect(read({}, {})).toEqual(bad);
    const empty = `t=${AT_S},${signed(BODY, '')}`;
    expect(read({ header: empty }, { webhookSecret: '' })).toEqual(bad);
  });

  test('in a header of other letters, and in big hex', () => {
    expect(read({ headers: { 'Wave-Signature': HEADER } })).toEqual(good);
    expect(read({ header: `t=${AT_S}, v1=${HEX.toUpperCase()}` })).toEqual(good);
  });

  test('while the secret changes: any signature by any secret', () => {
    const other = signed(BODY, 'another');
    expect(read({ header: `t=${AT_S},${other},v1=${HEX}` })).toEqual(good);
    const secrets = { webhookSecret: 'new', webhookSecretOld: SECRET };
    expect(read({}, secrets)).toEqual(good);
    expect(read({ header: `t=${AT_S},${signed(BODY, 'new')}` }, secrets)).toEqual(good);
    expect(read({ header: `t=${AT_S},${other}` }, secrets)).toEqual(bad);
  });
});

test.each([
  [-300_001, 'stale'],
  [-300_000, undefined],
  [300_000, undefined],
  [300_001, 'stale'],
])('received %i ms after it was signed: %s', (offMs, reason) => {
  const reading = read({ receivedAtMs: AT_S * 1_000 + offMs });
  expect(reading.ok ? undefined : reading.reason).toBe(reason);
});

test('a forgery is called one, however old it is', () => {
  expect(read({ header: `t=${AT_S},${signed(BODY, 'x')}`, receivedAtMs: 0 })).toEqual(bad);
});

const events: readonly (readonly [string, unknown, object])[] = [
  ['a checkout', { id: 'E', type: 'checkout.session.payment_failed', data: { id: 'cos-1' } }, { checkoutId: 'cos-1' }],
  [
    'a static code',
    { id: 'E', type: 'merchant.payment_received', data: { id: 'T_1', amount: '1' } },
    { reference: 'T_1' },
  ],
  [
    'another business',
    { id: 'E', type: 'b2b.payment_received', data: { id: 'b2b-1', client_reference: 'r' } },
    { requestId: 'r' },
  ],
  ['a test', { id: 'E', type: 'test.test_event', data: { test_key: 'x' } }, {}],
  ['nothing', { id: 'E', type: 'checkout.session.completed' }, {}],
  ['odd kinds', { id: 'E', type: 'checkout.session.completed', data: { id: 7, client_reference: null } }, {}],
];
test.each(events)('an event about %s', (_name, event, about) => {
  const body = JSON.stringify(event);
  const reading = read({ rawBody: bytes(body), header: `t=${AT_S},${signed(body)}` });
  expect(reading).toEqual({ ok: true, eventKey: 'E', about });
});

test.each([
  'no JSON',
  '',
  '[]',
  'null',
  '{"type":"checkout.session.completed","data":{}}',
  '{"id":7,"type":"checkout.session.completed"}',
  '{"id":"E","data":{}}',
  JSON.stringify({ id: 'x'.repeat(256), type: 't' }),
])('signed, and not an event: %s', (body) => {
  const reading = read({ rawBody: bytes(body), header: `t=${AT_S},${signed(body)}` });
  expect(reading).toEqual({ ok: false, reason: 'malformed' });
});

test('the simulator’s events are read, also when they are sent again after hours', async () => {
  const { world, context, nth } = waveBench({ webhookSecretOld: 'secret-old' });
  await wave.initiate(INPUT, context());
  world.approve(nth(0));
  const { operatorTxnId } = world.pay({
    rail: 'wave',
    merchant: 'wallet-1',
    amountMinor: 5_000,
    currency: 'XOF',
    payer: '+2250701020304',
  });
  const readDue = (secrets: Readonly<Record<string, string>>) =>
    world.takeDue().map((delivery) => {
      world.retry(delivery);
      const { headers, body } = delivery;
      return read({ headers: { ...headers }, rawBody: bytes(body), receivedAtMs: world.nowMs }, secrets);
    });
  const known = readDue({ webhookSecret: 'secret-new' });
  expect(known).toMatchObject([
    { ok: true, about: { checkoutId: nth(0).id, requestId: INPUT.requestId } },
    { ok: true, about: { reference: operatorTxnId } },
  ]);
  world.advance(6 * 3_600_000);
  expect(readDue({ webhookSecret: 'secret-old' })).toEqual(known);
});
