import { createHmac } from 'node:crypto';
import { Random } from '@resto360/domain';
import { expect, test } from 'vitest';
import type { AttemptRow } from './attempt-row.ts';
import { hearWebhook, KNOCK_EVERY_MS, WEBHOOK_MAX_BYTES, type WebhookInbox } from './hear-webhook.ts';
import { PayHouse } from './testing/pay-house.ts';
import { waveTestRail } from './testing/test-rails.ts';

class MemoryInbox implements WebhookInbox {
  readonly #known = new Set<string>();

  async keep({ provider, account, eventKey }: Parameters<WebhookInbox['keep']>[0]) {
    const key = `${provider}/${account}/${eventKey}`;
    if (this.#known.has(key)) return 'known' as const;
    this.#known.add(key);
    return 'new' as const;
  }
}

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

const house = async (seed = 3): Promise<Here> => {
  const one = new PayHouse(waveTestRail(), seed);
  const row = one.ask(one.openOrder(5_000));
  await one.workDue();
  return { one, row, inbox: new MemoryInbox() };
};

type Here = { readonly one: PayHouse; readonly row: AttemptRow; readonly inbox: WebhookInbox };

function call({ one, inbox }: Here, body: string, secret = 'wave_test_secret') {
  const t = Math.floor(one.world.nowMs / 1000);
  const v1 = createHmac('sha256', secret).update(`${t}${body}`).digest('hex');
  const request = {
    headers: { 'wave-signature': `t=${t},v1=${v1}` },
    method: 'POST',
    path: '/api/payments/webhooks/wave/wave-1',
    authority: 'resto.example',
    rawBody: new TextEncoder().encode(body),
    receivedAtMs: one.world.nowMs,
  };
  return hearWebhook(request, one.rail, { inbox, store: one.store });
}

const paid = (id: string, session: string) =>
  JSON.stringify({ id, type: 'checkout.session.completed', data: { id: session, payment_status: 'succeeded' } });
const sessionOf = (one: PayHouse) => one.world.list()[0]?.id ?? '';

test('[PAY-14] a call that says paid wakes the attempt, and its read says whether it is', async () => {
  const here = await house();
  const { one, row } = here;
  expect(await call(here, paid('EV_1', sessionOf(one)))).toEqual({ kind: 'woken', attempts: [row.id] });
  await one.workDue();
  expect(one.store.get(row.id)?.attempt.state).toBe('action_required');
  one.world.approve(one.world.list()[0] ?? expect.fail('there is a session'), '+221770000001');
  await call(here, paid('EV_2', sessionOf(one)));
  await one.workDue();
  expect(one.store.get(row.id)?.attempt).toMatchObject({ state: 'succeeded', acceptedMinor: 5_000 });
});

test('[PAY-14] a copy of a call is known and wakes nobody', async () => {
  const here = await house();
  await call(here, paid('EV_1', sessionOf(here.one)));
  expect(await call(here, paid('EV_1', sessionOf(here.one)))).toEqual({ kind: 'known' });
});

test('[PAY-14] one that is signed with another secret, and one that is too large, are refused and not kept', async () => {
  const here = await house();
  const body = paid('EV_1', sessionOf(here.one));
  expect(await call(here, body, 'another')).toEqual({ kind: 'refused', reason: 'bad_signature' });
  expect((await call(here, body)).kind).toBe('woken');
  expect(await call(here, 'x'.repeat(WEBHOOK_MAX_BYTES + 1))).toEqual({ kind: 'refused', reason: 'malformed' });
});

test('[PAY-14] one about what is not known here wakes nobody', async () => {
  expect(await call(await house(), paid('EV_1', 'cos-unknown'))).toEqual({ kind: 'nobody' });
});

test.each(SEEDS)('S5, seed %i: a call that comes before the answer of the request is not forgotten', async (seed) => {
  const { one, row, inbox } = await house(seed);
  const lease = { owner: 'worker', nowMs: one.world.nowMs, leaseMs: 90_000 };
  const held = (await one.store.take(row.id, lease)) ?? expect.fail('nobody has it');
  one.world.approve(one.world.list()[0] ?? expect.fail('there is a session'), '+221770000001');
  const heard = await call({ one, row, inbox }, paid('EV_1', sessionOf(one)));
  expect(heard).toEqual({ kind: 'woken', attempts: [row.id] });
  await one.workDue();
  expect(one.store.get(row.id)?.attempt.state).toBe('action_required');
  await one.store.release(held);
  await one.workDue();
  expect(one.store.get(row.id)?.attempt.state).toBe('succeeded');
});

test.each(SEEDS)('S6, seed %i: copies, and news in any order, count the money once', async (seed) => {
  const here = await house(seed);
  const { one, row } = here;
  const random = new Random(seed);
  one.world.approve(one.world.list()[0] ?? expect.fail('there is a session'), '+221770000001');
  const old = {
    id: 'EV_0',
    type: 'checkout.session.payment_failed',
    data: { id: sessionOf(one), payment_status: 'processing' },
  };
  const calls = ['EV_1', 'EV_1', 'EV_2', 'EV_3'].map((id) => paid(id, sessionOf(one)));
  for (const body of calls.toSpliced(random.below(calls.length + 1), 0, JSON.stringify(old))) {
    await call(here, body);
    if (random.chance(0.5)) await one.workDue();
  }
  await one.pass(600_000);
  expect(one.store.get(row.id)?.attempt).toMatchObject({ state: 'succeeded', acceptedMinor: 5_000 });
  expect(one.dueOf(row.order)).toBe(0);
});

test.each(SEEDS)('S16, seed %i: a flood of forged calls wakes nobody, and the true one is heard', async (seed) => {
  const here = await house(seed);
  const { one, row } = here;
  const before = one.store.get(row.id);
  for (let count = 0; count < 50; count++) {
    const forged = await call(here, paid(`EV_${seed}_${count}`, sessionOf(one)), `guess ${count}`);
    expect(forged).toMatchObject({ kind: 'refused' });
  }
  expect(one.store.get(row.id)).toEqual(before);
  expect(await call(here, paid('EV_TRUE', sessionOf(one)))).toEqual({ kind: 'woken', attempts: [row.id] });
});

test('[PAY-14] a flood of calls that are not kept costs a read each half minute, and the true one in it is heard', async () => {
  const here = { ...(await house()), inbox: { keep: async () => 'full' as const } };
  const { one, row } = here;
  const [session] = one.world.list();
  if (!session) expect.fail('there is a session');
  one.world.approve(session, '+221770000001');
  await one.pass(600_000);
  expect(one.store.get(row.id)?.attempt.state).toBe('succeeded');
  const looks = new Set([one.store.get(row.id)?.lastTryAtMs]);
  for (let count = 0; count < 400; count++) {
    await call(here, paid(`EV_${count}`, session.id));
    await one.pass(300);
    looks.add(one.store.get(row.id)?.lastTryAtMs);
  }
  // Two minutes of it: the first was long after the last look, and each is half a minute after the one before.
  expect(looks.size).toBeLessThanOrEqual(6);
  one.world.reverse(session);
  await call(here, paid('EV_TRUE', session.id));
  await one.pass(KNOCK_EVERY_MS);
  expect(one.dueOf(row.order)).toBe(5_000);
});
