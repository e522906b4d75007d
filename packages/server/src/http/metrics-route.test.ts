import { expect, test } from 'vitest';
import { bearer, openTestHouse } from './test-kit.ts';

const metrics = { token: 'a-token-of-the-operator', read: async () => 'resto360_up 1\n' };
const ask = async (given: object, headers: Record<string, string>) => {
  const { app } = await openTestHouse(given);
  return app.inject({ method: 'GET', url: '/api/metrics', headers });
};

test('[NOT-3] metrics are for the bearer of the token', async () => {
  const answer = await ask({ metrics }, bearer(metrics.token));
  expect([answer.statusCode, answer.payload]).toEqual([200, 'resto360_up 1\n']);
  expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
});

test.each([{}, bearer('another-token'), bearer('key-mine'), bearer('token-office')])(
  '[NOT-3] and for nobody else: %j',
  async (headers) => {
    expect((await ask({ metrics }, headers)).statusCode).toBe(401);
  },
);

test('[NOT-3] where no token is set there are none', async () => {
  expect((await ask({}, bearer(metrics.token))).statusCode).toBe(404);
});
