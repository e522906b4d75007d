import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { hearWebhook, WEBHOOK_MAX_BYTES, type WebhookInbox } from './hear-webhook.ts';
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

const house = async () => {
  const one = new PayHouse(waveTestRail(), 3);
  const row = one.ask(one.openOrder(5_000));
  await one.workDue();
  return { one, row, inbox: new MemoryInbox() };
};

function call({ one, inbox }: Awaited<ReturnType<typeof house>>, body: string, secret = 'wave_test_secret') {
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
