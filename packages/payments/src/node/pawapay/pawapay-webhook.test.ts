import { expect, test } from 'vitest';
import { pawapay } from './pawapay.ts';
import { ACCOUNT, ID, bad, readingOf, sent, utf8 } from './pawapay-signed-fixture.ts';

test('without keys a callback is a knock at the door', () => {
  const request = sent();
  expect(request.headers).not.toHaveProperty('signature');
  expect(readingOf(request)).toEqual(bad);
  const knock = (text: string) => pawapay.readWebhook({ ...request, rawBody: utf8(text) }, ACCOUNT, {});
  expect(pawapay.readWebhook(request, ACCOUNT, {})).toMatchObject({ ok: true, about: { requestId: ID } });
  expect(knock(`{"refundId":"r-1","depositId":"${ID}"}`)).toMatchObject({ about: { requestId: ID } });
  expect(knock('{"refundId":"r-1"}')).toMatchObject({ about: { requestId: 'r-1' } });
  for (const text of [
    '',
    '{',
    '[]',
    '{}',
    '{"depositId":7}',
    '{"depositId":"a b"}',
    `{"depositId":"${'a'.repeat(65)}"}`,
  ])
    expect(knock(text)).toEqual({ ok: false, reason: 'malformed' });
});

test('a key of an event: the same for copies, another for another', () => {
  expect(keyOf('FAILED')).toBe(keyOf('FAILED'));
  expect(keyOf('FAILED')).not.toBe(keyOf('COMPLETED'));
});

function keyOf(status: string): string | undefined {
  const reading = pawapay.readWebhook(
    { ...sent(), rawBody: utf8(`{"depositId":"a","status":"${status}"}`) },
    ACCOUNT,
    {},
  );
  return reading.ok ? reading.eventKey : undefined;
}
