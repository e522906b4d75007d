import { describe, expect, test } from 'vitest';
import type { Fault } from '../paysim/sim-faults.ts';
import { ACCOUNT, INPUT, scripted, waveBench } from './wave-bench.ts';
import { wave } from './wave.ts';

const SESSION = {
  id: 'cos-1',
  amount: '5000',
  currency: 'XOF',
  checkout_status: 'open',
  payment_status: 'processing',
  wave_launch_url: 'https://pay.wave.com/c/cos-1',
  when_created: '2026-06-01T12:00:00Z',
  when_expires: '2026-06-01T12:30:00Z',
};

test('a session is opened, and its link is what the customer opens', async () => {
  const { world, network, context, nth } = waveBench();
  const outcome = await wave.initiate(INPUT, context());
  const { id } = nth(0);
  expect(outcome).toEqual({
    kind: 'accepted',
    handle: { checkoutId: id },
    next: { kind: 'open_url', url: `http://127.0.0.1:4010/wave/pay/${id}`, expiresAtMs: world.nowMs + 1_800_000 },
  });
  expect(JSON.parse(network.recorded[0]?.body ?? '')).toEqual({
    amount: '5000',
    currency: 'XOF',
    client_reference: INPUT.requestId,
    success_url: INPUT.returnUrl,
    error_url: INPUT.returnUrl,
  });
  expect(world.truth()).toEqual([]);
});

test('a session is opened for the one who is collected for', async () => {
  const { context, nth } = waveBench();
  const account = { ...ACCOUNT, settings: { aggregatedMerchantId: 'am-7' } };
  await wave.initiate(INPUT, context({ account }));
  expect(nth(0).facts).toMatchObject({ aggregatedMerchantId: 'am-7' });
});

test('the call carries the key, and has the time of a money call', async () => {
  const { context, requests } = scripted([200, SESSION]);
  await wave.initiate(INPUT, context);
  expect(requests).toMatchObject([
    {
      method: 'POST',
      url: 'http://127.0.0.1:4010/wave/v1/checkout/sessions',
      headers: { authorization: 'Bearer wave_ci_test_key', 'content-type': 'application/json' },
      timeoutMs: 30_000,
    },
  ]);
});

const faults: readonly (readonly [Fault, unknown, number])[] = [
  [{ kind: 'refuse_connection' }, { kind: 'not_sent', cause: 'ECONNREFUSED' }, 0],
  [{ kind: 'pre_accept_5xx' }, { kind: 'uncertain', cause: 'HTTP 503' }, 0],
  [{ kind: 'accept_then_timeout' }, { kind: 'uncertain', cause: 'timeout' }, 1],
  [{ kind: 'accept_then_reset' }, { kind: 'uncertain', cause: 'ECONNRESET' }, 1],
  [{ kind: 'accept_then_5xx', status: 504 }, { kind: 'uncertain', cause: 'HTTP 504' }, 1],
  [{ kind: 'truncated_body' }, { kind: 'uncertain', cause: 'truncated' }, 1],
  [{ kind: 'html_200' }, { kind: 'uncertain', cause: 'not JSON' }, 1],
  [{ kind: 'slow', delayMs: 29_000 }, { kind: 'accepted' }, 1],
  [{ kind: 'slow', delayMs: 31_000 }, { kind: 'uncertain', cause: 'timeout' }, 1],
  [{ kind: 'delayed_arrival', delayMs: 60_000 }, { kind: 'uncertain', cause: 'timeout' }, 0],
  [{ kind: 'throttle', retryAfterS: 7 }, { kind: 'not_sent', cause: 'HTTP 429', retryAfterMs: 7_000 }, 0],
  [{ kind: 'throttle' }, { kind: 'not_sent', cause: 'HTTP 429' }, 0],
  [{ kind: 'unauthorized' }, { kind: 'not_sent', isAuth: true }, 0],
  [{ kind: 'reject' }, { kind: 'refused', failure: { code: 'unknown', providerCode: 'INVALID_INPUT' } }, 0],
  [{ kind: 'tell_other', amountMinor: 5_001 }, { kind: 'accepted' }, 1],
];
test.each(faults)('a create that meets %o', async (fault, expected, opened) => {
  const { world, network, context } = waveBench();
  network.faults.arm({ rail: 'wave', operation: 'money', fault });
  expect(await wave.initiate(INPUT, context())).toMatchObject(expected as object);
  expect(world.list('wave')).toHaveLength(opened);
});

test('a refusal of the simulator is read as one', async () => {
  const { context } = waveBench();
  const outcome = await wave.initiate({ ...INPUT, currency: 'XAF' }, context());
  expect(outcome).toEqual({
    kind: 'refused',
    failure: { code: 'config_error', providerCode: 'request-validation-error' },
  });
});

test('a key that is not known, and one that is not there', async () => {
  const { context, calls } = waveBench();
  expect(await wave.initiate(INPUT, context({ secrets: { apiKey: 'wave_ci_other' } }))).toEqual({
    kind: 'not_sent',
    cause: 'no-matching-api-key',
    isAuth: true,
  });
  expect(await wave.initiate(INPUT, context({ secrets: {} }))).toMatchObject({ kind: 'not_sent', isAuth: true });
  expect(calls()).toHaveLength(1);
});

describe('what is no refusal', () => {
  const answers: readonly (readonly [string, number, unknown, unknown])[] = [
    ['a wallet that is closed is our matter', 403, { code: 'disabled-wallet' }, { kind: 'not_sent', isAuth: true }],
    ['a 403 of a proxy', 403, '<html>', { kind: 'uncertain' }],
    ['a 400 without a code', 400, { message: 'no' }, { kind: 'uncertain' }],
    ['a 400 with a code that is none', 400, { code: 'no such thing, sorry!' }, { kind: 'uncertain' }],
    ['a 400 that is no JSON', 400, 'Bad Request', { kind: 'uncertain' }],
    ['a 404 of a proxy', 404, '<html>', { kind: 'uncertain' }],
    ['a 409', 409, { code: 'conflict' }, { kind: 'uncertain' }],
    ['a 500 with a code', 500, { code: 'internal' }, { kind: 'uncertain' }],
    ['a 302', 302, '', { kind: 'uncertain' }],
    ['an answer without a body', 200, '', { kind: 'uncertain' }],
    ['a list', 200, [SESSION], { kind: 'uncertain' }],
    ['a session without an id', 200, { ...SESSION, id: undefined }, { kind: 'uncertain' }],
    ['a session without a link', 200, { ...SESSION, wave_launch_url: null }, { kind: 'uncertain' }],
    ['a session in a state that nobody knows', 200, { ...SESSION, checkout_status: 'paused' }, { kind: 'uncertain' }],
    ['an amount as a number', 200, { ...SESSION, amount: 5_000 }, { kind: 'accepted' }],
    [
      'a 422 with a code',
      422,
      { code: 'kyb-limits-exceeded' },
      { kind: 'refused', failure: { code: 'merchant_limit' } },
    ],
  ];
  test.each(answers)('%s', async (_name, status, body, expected) => {
    expect(await wave.initiate(INPUT, scripted([status, body]).context)).toMatchObject(expected as object);
  });
});

describe('a link that leads elsewhere', () => {
  const foreign = { ...SESSION, wave_launch_url: 'https://pay.wave.com.evil.test/c/cos-1' };

  test('is refused when its session was closed', async () => {
    const { context, requests } = scripted([200, foreign], [200, '']);
    expect(await wave.initiate(INPUT, context)).toMatchObject({ kind: 'refused', failure: { code: 'config_error' } });
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST http://127.0.0.1:4010/wave/v1/checkout/sessions',
      'POST http://127.0.0.1:4010/wave/v1/checkout/sessions/cos-1/expire',
    ]);
  });

  test('leaves it uncertain while its session may be open', async () => {
    const { context } = scripted([200, foreign], [503, '']);
    expect(await wave.initiate(INPUT, context)).toEqual({ kind: 'uncertain', cause: 'foreign launch url' });
  });
});

test('no answer tells the key or a number', async () => {
  const leaky = { code: 'wave_ci_test_key +2250701020304', message: 'Bearer wave_ci_test_key' };
  for (const status of [200, 400, 401, 403, 429, 500]) {
    const told = JSON.stringify(await wave.initiate(INPUT, scripted([status, leaky]).context));
    expect(told).not.toMatch(/wave_ci_test_key|0701020304/);
  }
});
