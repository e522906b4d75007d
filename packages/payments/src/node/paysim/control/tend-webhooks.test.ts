import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEMO_MERCHANTS } from '../demo-merchants.ts';
import { inputOf, PAYER, SimBench, WebhookDoor } from '../sim-server-fixture.ts';
import type { PostLine } from '../sim-post.ts';

// Between a rail and the merchant's door: what was paid at Wave is told by an event, and somebody steps in.

let door: WebhookDoor;
let bench: SimBench;
beforeEach(async () => {
  door = await WebhookDoor.open();
  bench = await SimBench.start({ webhookUrls: { wave: `${door.origin}/hooks/wave` } });
  door.nowMs = () => bench.world.nowMs;
});
afterEach(async () => {
  await bench.paysim.close();
  await door.close();
});

const post = (path: string, body?: unknown) => bench.must('POST', path, body);
const lines = async () => (await bench.must('GET', 'webhooks'))['webhooks'] as PostLine[];
const pay = (amountMinor: number) => post('pay', { rail: 'wave', amountMinor, payer: PAYER });

/** Events of payments that wait; their ids. */
async function held(...amounts: readonly number[]): Promise<number[]> {
  await post('webhooks', { isHeld: true });
  for (const amount of amounts) await pay(amount);
  return (await lines()).map(({ id }) => id);
}

/** What the wallet got, by the events that came; Wave keeps one percent. */
const heard = () => door.bodies.map((body) => Number((JSON.parse(body) as { data: { amount: string } }).data.amount));

const readings = () =>
  door.heard.map((event) => {
    const { account, secrets } = bench.context('wave');
    return DEMO_MERCHANTS.wave.provider.readWebhook(event, account, secrets);
  });

test('an event goes out by itself, and is listed', async () => {
  await pay(1_000);
  expect(heard()).toEqual([990]);
  expect(await lines()).toEqual([
    expect.objectContaining({ rail: 'wave', state: 'delivered', tries: 0, url: `${door.origin}/hooks/wave` }),
  ]);
});

test('while they are held nothing goes out, whatever the clock says', async () => {
  await held(1_000);
  await post('clock', { advanceMs: 86_400_000 });
  expect(heard()).toEqual([]);
  expect((await lines()).map(({ state }) => state)).toEqual(['waiting']);
  await post('webhooks', { isHeld: false });
  expect(heard()).toEqual([990]);
});

test('deliver: that one, now; and once more when it has gone', async () => {
  const [, second] = await held(1_000, 2_000);
  await post(`webhooks/${second}/deliver`);
  expect(heard()).toEqual([1_980]);
  await post(`webhooks/${second}/deliver`);
  expect(heard()).toEqual([1_980, 1_980]);
  expect(readings()[1]).toEqual(readings()[0]);
});

test('duplicate: copies of one event have one key', async () => {
  const [first] = await held(1_000);
  await post(`webhooks/${first}/duplicate`, { copies: 2 });
  await post('webhooks', { isHeld: false });
  expect(heard()).toEqual([990, 990, 990]);
  expect(new Set(readings().map((reading) => reading.ok && reading.eventKey)).size).toBe(1);
});

test('drop: it never comes', async () => {
  const [first] = await held(1_000);
  await post(`webhooks/${first}/drop`);
  await post('webhooks', { isHeld: false });
  await post('clock', { advanceMs: 4 * 86_400_000 });
  expect(heard()).toEqual([]);
  expect((await lines()).map(({ state }) => state)).toEqual(['dropped']);
});

test('delay: not before so much later, and signed when it leaves', async () => {
  const [first] = await held(1_000);
  await post(`webhooks/${first}/delay`, { ms: 3_600_000 });
  await post('webhooks', { isHeld: false });
  await post('clock', { advanceMs: 3_599_999 });
  expect(heard()).toEqual([]);
  await post('clock', { advanceMs: 1 });
  expect(readings()).toMatchObject([{ ok: true }]);
});

test('put off by different times, they come in the order of their times', async () => {
  const [first, second] = await held(1_000, 2_000);
  await post(`webhooks/${first}/delay`, { ms: 9_000 });
  await post(`webhooks/${second}/delay`, { ms: 8_000 });
  await post('clock', { advanceMs: 10_000 });
  await post('webhooks', { isHeld: false });
  expect(heard()).toEqual([1_980, 990]);
});

test('tamper: another body under the old signature is no event of Wave', async () => {
  const [first, second] = await held(1_000, 2_000);
  await post(`webhooks/${first}/tamper`);
  await post(`webhooks/${second}/tamper`, { body: '{"id":"EV_1","type":"x","data":{}}' });
  await post('webhooks', { isHeld: false });
  expect(door.bodies[1]).toBe('{"id":"EV_1","type":"x","data":{}}');
  expect(readings()).toEqual([
    { ok: false, reason: 'bad_signature' },
    { ok: false, reason: 'bad_signature' },
  ]);
});

test('reorder: these, in this order, now', async () => {
  const [first, second, third] = await held(1_000, 2_000, 3_000);
  await post('webhooks/reorder', { ids: [third, first] });
  expect(heard()).toEqual([2_970, 990]);
  expect((await lines()).find(({ id }) => id === second)?.state).toBe('waiting');
});

test('what has gone cannot be dropped, put off or changed any more', async () => {
  await pay(1_000);
  const [{ id } = { id: 0 }] = await lines();
  for (const [deed, body] of [
    ['drop', {}],
    ['delay', { ms: 1 }],
    ['tamper', {}],
  ] as const) {
    expect(await bench.control('POST', `webhooks/${id}/${deed}`, body)).toMatchObject({ status: 409 });
  }
});

test('a door that says no is tried again as Wave does, and one try can be made sooner', async () => {
  door.status = 500;
  await pay(1_000);
  await post('clock', { advanceMs: 60_000 });
  expect((await lines()).map(({ state, tries }) => [state, tries])).toEqual([
    ['failed', 0],
    ['failed', 1],
    ['waiting', 2],
  ]);
  door.status = 204;
  const [{ id } = { id: 0 }] = await lines();
  await post(`webhooks/${id}/deliver`);
  expect((await lines()).at(-1)).toMatchObject({ state: 'delivered', tries: 2 });
  await post('clock', { advanceMs: 4 * 86_400_000 });
  expect(heard()).toHaveLength(3);
});

test('one leap of the clock: each try is made at its own moment', async () => {
  door.status = 500;
  await pay(1_000);
  const [first] = door.heard;
  await post('clock', { advanceMs: 4 * 86_400_000 });
  const minutes = door.heard.map(({ receivedAtMs }) => (receivedAtMs - (first?.receivedAtMs ?? 0)) / 60_000);
  expect(minutes).toEqual([0, 1, 6, 21, 81, 261, 621, 1_341, 2_781, 4_221]);
});

test('to look at one that comes later does not make it come sooner', async () => {
  door.status = 500;
  await pay(1_000);
  const [{ id } = { id: 0 }] = await lines();
  door.status = 200;
  await post(`webhooks/${id}/duplicate`);
  expect(heard()).toEqual([990, 990]);
  expect((await lines()).map(({ state }) => state)).toEqual(['failed', 'delivered', 'waiting']);
});

test('an event for a door that is not allowed goes nowhere', async () => {
  const other = await WebhookDoor.open();
  try {
    const mine = await SimBench.start({ deliverTo: [door.origin] }, { webhookUrl: `${other.origin}/hooks` });
    await mine.initiate('mtn');
    await mine.must('POST', 'customer', { action: 'approve', requestId: inputOf('mtn').requestId });
    expect(await mine.must('GET', 'webhooks')).toMatchObject({ webhooks: [{ state: 'failed' }] });
    expect(other.heard).toEqual([]);
    await mine.paysim.close();
  } finally {
    await other.close();
  }
});

test('a reset stops the post of the world before', async () => {
  await held(1_000);
  await post('reset');
  expect(await bench.must('GET', 'webhooks')).toEqual({ isHeld: false, webhooks: [] });
  await post('clock', { advanceMs: 86_400_000 });
  expect(heard()).toEqual([]);
});
