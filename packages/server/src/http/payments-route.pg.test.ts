import { afterAll, expect, test } from 'vitest';
import { withTransaction } from '../db/transaction.ts';
import { newId } from '../enrolment/secrets.ts';
import { CANARY_ATTEMPT } from '../testing/canary-notes.ts';
import { CANARY_MANAGER } from '../testing/canary-rows.ts';
import { openTwoHouses, SHARED } from '../testing/two-houses.ts';

const two = await openTwoHouses();
afterAll(() => two.close());
const [mine] = two.both;

const wish = (actor: string) =>
  two.app.inject({
    method: 'POST',
    url: `/api/payments/queue/${CANARY_ATTEMPT}/wish`,
    headers: { authorization: `Bearer ${mine.tokens.office}` },
    payload: { wish: 'attest', reason: 'seen on the statement', actor },
  });
const standing = () =>
  withTransaction(two.house.pool, { mode: 'snapshot', restaurantId: mine.id }, async (transaction) => {
    const text = 'select status from offline_payment_queue where restaurant_id = $1 and id = $2';
    const found = await transaction.query<{ readonly status: string }>({ text, values: [mine.id, CANARY_ATTEMPT] });
    return found.rows[0]?.status;
  });

test.each([
  ['nobody of the house', newId(Date.now())],
  ['one who only wrote ops', SHARED.staff],
])('[TEN-15] %s is refused, and the attempt stays where it stands', async (_who, actor) => {
  const answer = await wish(actor);
  expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, 'no_right']);
  expect(await standing()).toBe('unverifiable');
});

test('the queue tells what the provider gave', async () => {
  const metadata = { handle: { checkoutId: 'cos-1' }, next: { kind: 'open_url', url: 'https://pay.example/cos-1' } };
  await withTransaction(two.house.pool, { mode: 'write', restaurantId: mine.id }, (transaction) =>
    transaction.query({
      text: 'update offline_payment_queue set metadata = $3 where restaurant_id = $1 and id = $2',
      values: [mine.id, CANARY_ATTEMPT, metadata],
    }),
  );
  const answer = await two.app.inject({
    url: `/api/payments/queue/?restaurant_id=${mine.id}`,
    headers: { authorization: `Bearer ${mine.tokens.office}` },
  });
  const payments = answer.json<{ payments: { id: string; metadata: unknown }[] }>().payments;
  expect(payments.find(({ id }) => id === CANARY_ATTEMPT)?.metadata).toEqual({
    checkout_id: 'cos-1',
    provider_txn: null,
    url: 'https://pay.example/cos-1',
    ussd: null,
  });
});

test('[TEN-15] a manager is heard', async () => {
  const answer = await wish(CANARY_MANAGER);
  expect([answer.statusCode, answer.json()]).toEqual([200, { done: true }]);
  expect(await standing()).toBe('attested');
});
