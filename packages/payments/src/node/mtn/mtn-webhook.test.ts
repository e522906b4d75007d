import { describe, expect, test } from 'vitest';
import type { WebhookRequest } from '../../provider.ts';
import { MtnTestTill, testInput } from './mtn-test-till.ts';
import { mtn } from './mtn.ts';

const till = new MtnTestTill();
const { requestId } = testInput();
const readingOf = (body: string | Uint8Array, more: Partial<WebhookRequest> = {}) =>
  mtn.readWebhook(
    {
      headers: {},
      method: 'PUT',
      path: '/hooks/mtn',
      authority: 'resto.example',
      rawBody: typeof body === 'string' ? Buffer.from(body) : body,
      receivedAtMs: till.world.nowMs,
      ...more,
    },
    till.account,
    {},
  );
const keyOf = (body: string) => {
  const reading = readingOf(body);
  return reading.ok ? reading.eventKey : reading.reason;
};

describe('callbacks', () => {
  test.each(['PUT', 'POST'] as const)('of the simulator, by %s, lead to the request', async (callbackMethod) => {
    const one = new MtnTestTill({ rail: { callbackMethod } });
    await one.submit();
    one.world.approve(one.asked);
    const [delivery] = one.world.takeDue();
    expect(delivery).toMatchObject({ method: callbackMethod, url: 'https://resto.example/hooks/mtn' });
    expect(readingOf(delivery?.body ?? '', { method: callbackMethod })).toMatchObject({
      ok: true,
      about: { requestId },
    });
  });

  test('have the hash of their bytes as their key, and one bit makes another', () => {
    const body = `{"externalId":"${requestId}","amount":"5000"}`;
    expect(readingOf('{"externalId":"c72025f5-5cd1-4630-99e4-8ba4722fad56"}')).toEqual({
      ok: true,
      eventKey: '0be3d04cacc7b8385632a2ade6e05b7139a83755aaa1ebcbcd56814884098b5f',
      about: { requestId: 'c72025f5-5cd1-4630-99e4-8ba4722fad56' },
    });
    expect(keyOf(body)).toBe(keyOf(body));
    expect(keyOf(body.replace('5000', '5001'))).not.toBe(keyOf(body));
  });

  test('without our id are told by the last part of their address', () => {
    const reading = readingOf('{"externalId":"142"}', { path: `/hooks/mtn/${requestId.toUpperCase()}?x=1` });
    expect(reading).toMatchObject({ ok: true, about: { requestId } });
  });

  test.each([
    ['nobody', '{"externalId":"142"}', {}],
    ['no JSON', '<xml/>', {}],
    ['a list', '[]', {}],
    ['nothing', '', { path: `/hooks/mtn/${requestId}` }],
    ['a GET', `{"externalId":"${requestId}"}`, { method: 'GET' }],
    ['an id of another version', `{"externalId":"${testInput().attemptId}"}`, {}],
  ])('about %s are malformed', (_name, body, more) => {
    expect(readingOf(body, more)).toEqual({ ok: false, reason: 'malformed' });
  });

  test('never throw on bytes that are no text', () => {
    expect(readingOf(Uint8Array.from([0xff, 0xfe, 0x00]))).toEqual({ ok: false, reason: 'malformed' });
  });
});
