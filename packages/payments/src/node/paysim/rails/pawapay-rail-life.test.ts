import { expect, test } from 'vitest';
import { PAID, REFUND, ID, START_MS, by, rejected, start } from './pawapay-rail-fixture.ts';

test.each([
  ['019', 'PAYER_LIMIT_REACHED'],
  ['029', 'PAYER_NOT_FOUND'],
  ['039', 'PAYMENT_NOT_APPROVED'],
  ['049', 'INSUFFICIENT_BALANCE'],
  ['059', 'PAYMENT_IN_PROGRESS'],
  ['069', 'UNSPECIFIED_FAILURE'],
])('[P] the sandbox number …%s fails: %s', (ending, failureCode) => {
  const { deposit, world, read, callbacks } = start();
  deposit(by('MTN_MOMO_CIV', `2250503456${ending}`));
  world.advance(60_000);
  expect(read().data).toMatchObject({ status: 'FAILED', failureReason: { failureCode } });
  expect(callbacks()).toHaveLength(1);
  expect(world.truth()).toEqual([]);
});

test.each([
  ['MTN_MOMO_CIV', PAID, 'COMPLETED'],
  ['MTN_MOMO_CIV', '2250503456129', 'PROCESSING'],
  ['MTN_MOMO_BEN', '22951345789', 'COMPLETED'],
  ['MOOV_BFA', '22602345678', 'COMPLETED'],
  ['MOOV_BFA', '22602345789', 'FAILED'],
  ['MTN_MOMO_CIV', '2250701020789', 'FAILED'],
])('[P] of %s the number %s is %s after a day', (provider, phone, status) => {
  const { deposit, world, read } = start();
  deposit(by(provider, phone));
  world.advance(86_400_000);
  expect(read().data['status']).toBe(status);
});

test.each(['ENQUEUED', 'IN_RECONCILIATION'] as const)('[P] a paid deposit can be %s for a day', (word) => {
  const { rail, deposit, world, read, callbacks } = start();
  deposit(by('MTN_MOMO_CIV', PAID));
  rail.hold(ID, word);
  world.advance(86_400_000);
  expect(read().data).toMatchObject({ status: word });
  expect(read().data).not.toHaveProperty('providerTransactionId');
  expect(callbacks()).toEqual([]);
  rail.release(ID, world);
  expect(read().data['status']).toBe('COMPLETED');
  expect(callbacks()).toMatchObject([{ status: 'COMPLETED' }]);
});

test('[P] a page: one callback more, with its address', () => {
  const { deposit, world, read, callbacks } = start({ pageOrigin: 'http://sim.test' });
  deposit({ ...by('WAVE_SEN', '221770000001'), successfulUrl: 'https://r.test/' });
  expect(read().data).not.toHaveProperty('authorizationUrl');
  world.advance(1_000);
  const authorizationUrl = `http://sim.test/pawapay/page/${ID}`;
  const step = { status: 'PROCESSING', nextStep: 'REDIRECT_TO_AUTH_URL', authorizationUrl };
  expect(read().data).toMatchObject(step);
  expect(callbacks()).toMatchObject([step]);
});

test('[P] a callback is tried again for 15 minutes and no longer', () => {
  const { deposit, world } = start();
  deposit(by('MTN_MOMO_CIV', PAID));
  world.advance(2_000);
  let lastMs = world.nowMs;
  let count = 0;
  for (let second = 0; second < 3_600; second++) {
    for (const due of world.takeDue()) {
      count += 1;
      lastMs = world.nowMs;
      world.retry(due);
    }
    world.advance(1_000);
  }
  expect(count).toBe(7);
  expect(lastMs - (START_MS + 2_000)).toBe(15 * 60_000);
});

test('[P] a callback is sent again when asked for, once the deposit is final', () => {
  const { deposit, world, send, callbacks } = start();
  const resend = (id: string) => send('POST', `/v2/deposits/resend-callback/${id}`).body;
  deposit(by('MTN_MOMO_CIV', PAID));
  expect(resend(ID)).toMatchObject(rejected('INVALID_STATE'));
  expect(resend(REFUND)).toMatchObject(rejected('NOT_FOUND'));
  world.advance(2_000);
  const first = callbacks();
  expect(resend(ID)).toEqual({ depositId: ID, status: 'ACCEPTED' });
  expect(callbacks()).toEqual(first);
  expect(first).toHaveLength(1);
});

test('[U] money that is taken back later is told to nobody', () => {
  const { deposit, world, read, callbacks } = start();
  deposit(by('MTN_MOMO_CIV', PAID));
  world.advance(2_000);
  callbacks();
  for (const one of world.list()) world.reverse(one);
  expect(callbacks()).toEqual([]);
  expect(read().data['status']).toBe('COMPLETED');
});
