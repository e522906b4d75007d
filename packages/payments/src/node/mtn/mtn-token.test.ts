import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../http-call.ts';
import { answer, MtnTestTill, testInput } from './mtn-test-till.ts';
import { mtn } from './mtn.ts';

describe('tokens', () => {
  test('one serves many calls, and is renewed ten minutes before it ends', async () => {
    const till = new MtnTestTill();
    await till.submit();
    await till.read();
    till.world.advance(49 * 60_000);
    await till.read();
    expect(till.count('token')).toBe(1);
    till.world.advance(60_000);
    await till.read();
    expect(till.count('token')).toBe(2);
  });

  test('fifty tills without one ask for one (S12)', async () => {
    const till = new MtnTestTill({ rail: { readsPerSecondMax: 100 } });
    const told = await Promise.all(Array.from({ length: 50 }, () => till.read()));
    expect(told.every(({ kind }) => kind === 'not_found')).toBe(true);
    expect(till.count('token')).toBe(1);
  });

  test('F11 one that MTN no longer takes is renewed, and the same request goes out again', async () => {
    const till = new MtnTestTill().arm('money', { kind: 'unauthorized' });
    expect(await till.submit()).toMatchObject({ kind: 'accepted' });
    expect([till.count('token'), till.count('money')]).toEqual([2, 2]);
    const sent = till.calls.filter(({ url }) => url.endsWith('requesttopay'));
    expect(new Set(sent.map(({ headers }) => headers['x-reference-id'])).size).toBe(1);
    expect(new Set(sent.map(({ headers }) => headers['authorization'])).size).toBe(2);
  });

  test('F11 but only once', async () => {
    const till = new MtnTestTill().arm('money', { kind: 'unauthorized' }, 5);
    expect(await till.submit()).toEqual({ kind: 'not_sent', cause: 'http 401', isAuth: true });
    expect(till.count('money')).toBe(2);
    expect(till.world.list()).toHaveLength(0);
  });

  test('F11 a read is tried again the same way, and then tells nothing', async () => {
    const till = new MtnTestTill().arm('read', { kind: 'unauthorized' });
    expect(await till.read()).toEqual({ kind: 'not_found' });
    till.arm('read', { kind: 'unauthorized' }, 2);
    expect(await till.read()).toEqual({ kind: 'unreadable', cause: 'http 401' });
  });

  test('F11 with the token call down, nothing was sent', async () => {
    const till = new MtnTestTill().arm('money', { kind: 'unauthorized' });
    await till.tokens.get('mtn/collection/till-account', till.world.nowMs, () =>
      Promise.resolve({ token: 'stale', expiresInMs: 3_600_000 }),
    );
    till.arm('token', { kind: 'pre_accept_5xx' });
    expect(await till.submit()).toEqual({ kind: 'not_sent', cause: 'token: http 503' });
  });

  test('without one, nothing is sent, whatever became of the call for it', async () => {
    const lost = new MtnTestTill().arm('token', { kind: 'accept_then_timeout' });
    expect(await lost.submit()).toEqual({ kind: 'not_sent', cause: 'token: timeout' });
    const slow = new MtnTestTill().arm('token', { kind: 'throttle', retryAfterS: 3 });
    expect(await slow.submit()).toEqual({ kind: 'not_sent', cause: 'token: http 429', retryAfterMs: 3000 });
    const read = new MtnTestTill().arm('token', { kind: 'throttle', retryAfterS: 3 });
    expect(await read.read()).toEqual({ kind: 'unreadable', cause: 'token: http 429', retryAfterMs: 3000 });
    const page = new MtnTestTill().arm('token', { kind: 'html_200' });
    expect(await page.submit()).toEqual({ kind: 'not_sent', cause: 'token: none in the answer' });
    expect(page.count('money') + lost.count('money')).toBe(0);
  });

  test('wrong keys are told as such, but never shown', async () => {
    const till = new MtnTestTill();
    for (const name of ['apiUser', 'apiKey', 'subscriptionKey']) {
      const wrong = new MtnTestTill({ secrets: { ...till.secrets, [name]: 'wrong-secret' } });
      const told = await wrong.submit();
      expect(told).toEqual({ kind: 'not_sent', cause: 'token: http 401', isAuth: true });
      expect(wrong.count('money')).toBe(0);
    }
    expect(await new MtnTestTill({ secrets: {} }).submit()).toMatchObject({ kind: 'not_sent', isAuth: true });
  });

  test.each([
    ['no token', { expires_in: 3600 }],
    ['no life', { access_token: 'a' }],
    ['a life of nothing', { access_token: 'a', expires_in: 0 }],
    ['a token that no header can hold', { access_token: 'a\nb', expires_in: 3600 }],
  ])('an answer with %s is none', async (_name, body) => {
    const till = new MtnTestTill();
    const seen: HttpRequest[] = [];
    const http = (request: HttpRequest) => {
      seen.push(request);
      return Promise.resolve(answer(200, body));
    };
    expect(await mtn.initiate(testInput(), { ...till.context, http })).toMatchObject({ kind: 'not_sent' });
    expect(seen).toHaveLength(1);
  });

  test('the call for a token has no body', async () => {
    const till = new MtnTestTill();
    await till.read();
    expect(till.calls[0]).not.toHaveProperty('body');
  });
});
