import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DEMO_MERCHANTS } from './demo-merchants.ts';
import { inputOf, PAYER, RAILS, SimBench, WebhookDoor, type DemoRail } from './sim-server-fixture.ts';

// From the adapter of the product over a real socket to the simulator, and back by its events.

describe.each(RAILS)('%s over a real socket', (rail) => {
  let door: WebhookDoor;
  let bench: SimBench;
  beforeEach(async () => {
    door = await WebhookDoor.open();
    const webhookUrls = { wave: `${door.origin}/hooks/wave`, pawapay: `${door.origin}/hooks/pawapay` };
    const account = rail === 'mtn' ? { webhookUrl: `${door.origin}/hooks/mtn` } : {};
    bench = await SimBench.start({ webhookUrls, deliverTo: [door.origin] }, account);
    door.nowMs = () => bench.world.nowMs;
  });
  afterEach(async () => {
    await bench.paysim.close();
    await door.close();
  });

  const { requestId } = inputOf(rail);

  test('the demo account is one that the adapter takes', () => {
    const { account } = bench.context(rail);
    expect(DEMO_MERCHANTS[rail].provider.validate(inputOf(rail), account)).toBeNull();
    expect(account.environment).toBe('simulator');
  });

  test('asked, approved, read; and the truth is what was read', async () => {
    expect(await bench.initiate(rail)).toMatchObject({ kind: 'accepted' });
    expect(await bench.read(rail)).toMatchObject({ kind: 'pending' });
    expect(await bench.must('GET', 'truth')).toEqual({ debits: [] });
    await bench.must('POST', 'customer', { action: 'approve', requestId, payer: PAYER });
    const told = await bench.read(rail);
    expect(told).toMatchObject({ kind: 'succeeded', amountMinor: 12_500, currency: 'XOF' });
    const { debits } = (await bench.must('GET', 'truth')) as { debits: Record<string, unknown>[] };
    const { merchant } = DEMO_MERCHANTS[rail];
    const debit = { rail, requestId, merchant, amountMinor: 12_500, currency: 'XOF', payer: PAYER, reversedMinor: 0 };
    expect(debits).toEqual([expect.objectContaining(debit)]);
    const txnId = told.kind === 'succeeded' ? (told.operatorTxnId ?? told.providerTxnId) : '';
    expect(debits[0]?.['operatorTxnId']).toBe(txnId);
  });

  test('refused by the customer: no money', async () => {
    await bench.initiate(rail);
    await bench.must('POST', 'customer', { action: 'reject', requestId });
    expect(['failed', 'expired']).toContain((await bench.read(rail)).kind);
    expect(await bench.must('GET', 'truth')).toEqual({ debits: [] });
  });

  test('its event reaches the door of the merchant, and is about the request', async () => {
    await bench.initiate(rail);
    await bench.must('POST', 'customer', { action: 'approve', requestId });
    const [event, ...more] = door.heard;
    expect(more).toEqual([]);
    expect(event).toMatchObject({ path: `/hooks/${rail}`, method: rail === 'mtn' ? 'PUT' : 'POST' });
    expect(readingOf(rail, event, bench)).toMatchObject({ ok: true, about: { requestId } });
  });
});

test.each(['wave', 'pawapay'] as const)(
  '%s: an event that comes again later is the same one, and fresh',
  async (rail) => {
    const door = await WebhookDoor.open();
    const url = `${door.origin}/hooks`;
    const bench = await SimBench.start({ webhookUrls: { [rail]: url } });
    door.nowMs = () => bench.world.nowMs;
    door.status = 503;
    try {
      await bench.initiate(rail);
      await bench.must('POST', 'customer', { action: 'approve', requestId: inputOf(rail).requestId });
      door.status = 200;
      await bench.must('POST', 'clock', { advanceMs: 86_400_000 });
      const [first, second, ...more] = door.heard.map((event) => readingOf(rail, event, bench));
      expect(more).toEqual([]);
      expect(first).toMatchObject({ ok: true });
      expect(second).toEqual(first);
      const [early, late] = door.heard.map(({ receivedAtMs }) => receivedAtMs);
      expect(late).toBeGreaterThan(early ?? 0);
    } finally {
      await bench.paysim.close();
      await door.close();
    }
  },
);

test("Wave's link leads to a page of the simulator, where somebody pays, and Wave tells the merchant", async () => {
  const door = await WebhookDoor.open();
  const bench = await SimBench.start({ webhookUrls: { wave: `${door.origin}/hooks` } });
  try {
    const outcome = await bench.initiate('wave');
    const link = outcome.kind === 'accepted' && outcome.next.kind === 'open_url' ? outcome.next.url : '';
    expect(await (await fetch(link)).text()).toContain('12500 XOF');
    const paid = await fetch(`${link}/approve`, { method: 'POST', redirect: 'manual' });
    expect([paid.status, paid.headers.get('location')]).toEqual([303, inputOf('wave').returnUrl]);
    expect((await bench.read('wave')).kind).toBe('succeeded');
    await door.first;
    expect(door.heard).toHaveLength(1);
  } finally {
    await bench.paysim.close();
    await door.close();
  }
});

test("pawaPay's link for Wave leads to the customer's page", async () => {
  const bench = await SimBench.start();
  try {
    await bench.initiate('pawapay', { operator: 'WAVE_CIV' });
    await bench.must('POST', 'clock', { advanceMs: 1_000 });
    const told = await bench.read('pawapay');
    const link = told.kind === 'pending' && told.next?.kind === 'open_url' ? told.next.url : '';
    expect(await (await fetch(link)).text()).toContain('id="requests"');
  } finally {
    await bench.paysim.close();
  }
});

test('a payment by the code on the wall: the reference that the customer shows is proven', async () => {
  const bench = await SimBench.start();
  try {
    const paid = await bench.must('POST', 'pay', { rail: 'wave', amountMinor: 4_500, payer: PAYER });
    const asked = {
      amountMinor: 4_500,
      currency: 'XOF',
      fromMs: bench.world.nowMs,
      untilMs: bench.world.nowMs,
    } as const;
    const verify = (reference: string) =>
      DEMO_MERCHANTS.wave.provider.verifyReference?.({ ...asked, reference }, bench.context('wave'));
    expect(await verify(String(paid['operatorTxnId']))).toMatchObject({
      kind: 'matched',
      receipt: { amountMinor: 4_500 },
    });
    expect(await verify('T_NOBODYPAID')).toMatchObject({ kind: 'not_found' });
  } finally {
    await bench.paysim.close();
  }
});

test('nothing that the demo merchants show is a key of anybody', () => {
  for (const { secrets } of Object.values(DEMO_MERCHANTS)) {
    for (const secret of Object.values(secrets)) expect(secret).toMatch(/^paysim-/);
  }
});

function readingOf(rail: DemoRail, event: WebhookDoor['heard'][number] | undefined, bench: SimBench) {
  if (!event) throw new Error('nothing came');
  const { account, secrets } = bench.context(rail);
  return DEMO_MERCHANTS[rail].provider.readWebhook(event, account, secrets);
}
