import { expect, test } from 'vitest';
import type { Fault } from '../paysim/sim-faults.ts';
import { ACCOUNT, INPUT, TOKEN, accepted, start, uncertain, unreadable } from './pawapay-fixture.ts';
import { pawapay } from './pawapay.ts';

/** What the money call tells, and whether the customer is asked all the same. */
test.each<[Fault, object, number]>([
  [{ kind: 'refuse_connection' }, { kind: 'not_sent', cause: 'ECONNREFUSED' }, 0],
  [{ kind: 'pre_accept_5xx' }, uncertain('http 503'), 0],
  [{ kind: 'accept_then_timeout' }, uncertain('timeout'), 1],
  [{ kind: 'accept_then_reset' }, uncertain('ECONNRESET'), 1],
  [{ kind: 'accept_then_5xx', status: 500 }, uncertain('http 500'), 1],
  [{ kind: 'accept_then_5xx', status: 502 }, uncertain('http 502'), 1],
  [{ kind: 'accept_then_5xx', status: 504 }, uncertain('http 504'), 1],
  [{ kind: 'truncated_body' }, uncertain('truncated'), 1],
  [{ kind: 'html_200' }, uncertain('no json'), 1],
  [{ kind: 'slow', delayMs: 29_000 }, accepted, 1],
  [{ kind: 'slow', delayMs: 31_000 }, uncertain('timeout'), 1],
  [{ kind: 'throttle', retryAfterS: 7 }, { kind: 'not_sent', cause: 'http 429', retryAfterMs: 7_000 }, 0],
  [{ kind: 'throttle' }, { kind: 'not_sent', cause: 'http 429' }, 0],
  [{ kind: 'unauthorized' }, { kind: 'not_sent', cause: 'http 401', isAuth: true }, 0],
  [{ kind: 'reject' }, { kind: 'refused', failure: { code: 'config_error', providerCode: 'INVALID_INPUT' } }, 0],
  [
    { kind: 'reject', status: 422 },
    { kind: 'refused', failure: { code: 'config_error', providerCode: 'INVALID_INPUT' } },
    0,
  ],
  [{ kind: 'reject', status: 409 }, uncertain('http 409'), 0],
])('a money call that meets %o', async (fault, outcome, opened) => {
  const { initiate, read, world, arm } = start();
  arm(fault);
  expect(await initiate()).toEqual(outcome);
  expect(world.list()).toHaveLength(opened);
  expect((await read()).kind).toBe(opened === 1 ? 'pending' : 'not_found');
  expect((await initiate()).kind).toBe(opened === 1 ? 'duplicate' : 'accepted');
  expect(world.list()).toHaveLength(1);
});

test('a request that arrives late is found when it has arrived', async () => {
  const { initiate, read, world, arm } = start();
  arm({ kind: 'delayed_arrival', delayMs: 90_000 });
  expect(await initiate()).toEqual(uncertain('timeout'));
  expect(await read()).toEqual({ kind: 'not_found' });
  world.advance(90_000);
  expect(await read()).toMatchObject({ kind: 'pending' });
  expect(pawapay.capabilities(ACCOUNT).graceMs).toBeGreaterThan(90_000);
});

test.each<[Fault, object]>([
  [{ kind: 'refuse_connection' }, unreadable('ECONNREFUSED')],
  [{ kind: 'pre_accept_5xx' }, unreadable('http 503')],
  [{ kind: 'accept_then_timeout' }, unreadable('timeout')],
  [{ kind: 'accept_then_reset' }, unreadable('ECONNRESET')],
  [{ kind: 'accept_then_5xx' }, unreadable('http 502')],
  [{ kind: 'truncated_body' }, unreadable('truncated')],
  [{ kind: 'html_200' }, unreadable('http 200')],
  [{ kind: 'slow', delayMs: 11_000 }, unreadable('timeout')],
  [{ kind: 'delayed_arrival', delayMs: 1 }, unreadable('timeout')],
  [
    { kind: 'throttle', retryAfterS: 3 },
    { ...unreadable('http 429'), retryAfterMs: 3_000 },
  ],
  [{ kind: 'unauthorized' }, unreadable('http 401')],
  [{ kind: 'reject', status: 404 }, unreadable('http 404')],
])('a read that meets %o tells nothing', async (fault, outcome) => {
  const { initiate, read, approve, arm } = start();
  await initiate();
  approve();
  arm(fault);
  expect(await read()).toEqual(outcome);
  expect(await read()).toMatchObject({ kind: 'succeeded' });
});

test.each<[Extract<Fault, { kind: 'tell_other' }>, object]>([
  [
    { kind: 'tell_other', amountMinor: 12_501 },
    { amountMinor: 12_501, currency: 'XOF' },
  ],
  [{ kind: 'tell_other', amountMinor: 1_250_000 }, { amountMinor: 1_250_000 }],
  [
    { kind: 'tell_other', currency: 'GHS' },
    { amountMinor: 12_500, currency: 'GHS' },
  ],
])('a success is told as the provider tells it: %o', async (fault, told) => {
  const { initiate, read, approve, arm } = start();
  arm(fault);
  await initiate();
  approve();
  expect(await read()).toMatchObject({ kind: 'succeeded', echoedRequestId: INPUT.requestId, ...told });
});

test.each([{}, { apiToken: '' }, { apiToken: 'another' }])('a wrong token is ours to mend: %o', async (secrets) => {
  const { initiate, read } = start(ACCOUNT, secrets);
  expect(await initiate()).toMatchObject({ kind: 'not_sent', isAuth: true });
  expect(await read()).toMatchObject({ kind: 'unreadable' });
});

test('no outcome shows the token or the number', async () => {
  const outcomes: unknown[] = [];
  for (const kind of ['reject', 'unauthorized', 'html_200', 'pre_accept_5xx', 'truncated_body'] as const) {
    const { initiate, read, arm, approve } = start(ACCOUNT, { apiToken: TOKEN });
    arm({ kind });
    outcomes.push(await initiate(), await initiate(), await read());
    approve();
    outcomes.push(await read());
  }
  const text = JSON.stringify(outcomes);
  expect(text).not.toContain(TOKEN);
  expect(text).not.toContain('0501020304');
});
