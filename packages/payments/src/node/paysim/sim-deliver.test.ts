import { expect, test } from 'vitest';
import type { HttpAnswer } from '../../http-call.ts';
import { deliverOverHttp } from './sim-deliver.ts';

const ORIGIN = 'http://127.0.0.1:4000';
const webhook = (url: string) => ({ eventId: 'e', method: 'PUT' as const, url, headers: { a: 'b' }, body: '{}' });
const answered = (status: number): HttpAnswer => ({ kind: 'answer', status, headers: {}, body: '' });

test.each<[HttpAnswer, boolean]>([
  [answered(200), true],
  [answered(204), true],
  [answered(302), false],
  [answered(500), false],
  [{ kind: 'uncertain', cause: 'timeout' }, false],
  [{ kind: 'not_sent', cause: 'ECONNREFUSED' }, false],
])('%o is taken: %s', async (answer, isTaken) => {
  expect(await deliverOverHttp([ORIGIN], async () => answer)(webhook(`${ORIGIN}/hooks`))).toBe(isTaken);
});

test('nothing leaves for another origin, though one of the open internet could be reached', async () => {
  const called: string[] = [];
  const deliver = deliverOverHttp([ORIGIN], async ({ url }) => {
    called.push(url);
    return answered(200);
  });
  const urls = [
    'https://shop.example/hooks',
    'http://127.0.0.1:4001/',
    'http://localhost:4000/',
    'hooks',
    `${ORIGIN}/x`,
  ];
  expect(await Promise.all(urls.map((url) => deliver(webhook(url))))).toEqual([false, false, false, false, true]);
  expect(called).toEqual([`${ORIGIN}/x`]);
});
