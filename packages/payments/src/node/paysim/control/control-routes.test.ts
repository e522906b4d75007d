import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inputOf, PAYER, SimBench, START_MS, type DemoRail } from '../sim-server-fixture.ts';

let bench: SimBench;
beforeEach(async () => {
  bench = await SimBench.start();
});
afterEach(() => bench.paysim.close());

const { requestId } = inputOf('mtn');
const post = (path: string, body?: unknown) => bench.must('POST', path, body);
const only = (rail: DemoRail = 'mtn') => {
  const [one] = bench.world.list(rail);
  if (!one) throw new Error(`nothing was asked at ${rail}`);
  return one;
};

describe('the clock', () => {
  test('goes ahead, to a moment, and in another way', async () => {
    expect(await post('clock', { advanceMs: 5 })).toEqual({ nowMs: START_MS + 5, mode: 'virtual' });
    expect(await post('clock', { now: START_MS + 70 })).toMatchObject({ nowMs: START_MS + 70 });
    expect(await post('clock', { mode: 'real' })).toMatchObject({ mode: 'real' });
  });

  test('lets requests run out', async () => {
    await bench.initiate('mtn');
    await post('clock', { advanceMs: 300_000 });
    expect((await bench.read('mtn')).kind).toBe('failed');
  });
});

test('a reset forgets everything, and the same seed runs the same', async () => {
  const run = async () => {
    await post('crowd', { approves: 0.5, fails: 0.5, afterMs: [1, 9_000] });
    await bench.initiate('mtn');
    await post('clock', { advanceMs: 10_000 });
    return JSON.stringify(bench.world.list());
  };
  const first = await run();
  expect(await post('reset', { seed: 1 })).toEqual({ nowMs: START_MS, mode: 'virtual' });
  expect([bench.world.list(), bench.world.crowd, (await bench.must('GET', 'requests'))['requests']]).toEqual([
    [],
    undefined,
    [],
  ]);
  expect(await run()).toBe(first);
});

describe('faults', () => {
  test('are armed, listed, met as often as was said, and cleared', async () => {
    const fault = { kind: 'pre_accept_5xx', status: 502 };
    await post('faults', { match: { provider: 'mtn', op: 'money' }, fault, times: 2 });
    expect(await bench.must('GET', 'faults')).toEqual({
      armed: [{ rail: 'mtn', operation: 'money', fault, times: 2 }],
    });
    expect(await bench.initiate('mtn')).toEqual({ kind: 'uncertain', cause: 'http 502' });
    expect(await bench.must('GET', 'faults')).toMatchObject({ armed: [{ times: 1 }] });
    expect(await bench.must('DELETE', 'faults')).toEqual({ armed: [] });
    expect(await bench.initiate('mtn')).toMatchObject({ kind: 'accepted' });
  });

  test.each([{ msisdn: PAYER }, { requestId }, { about: 'partyId' }])('meet only what %o is about', async (match) => {
    await post('faults', { match: { op: 'money', ...match }, fault: { kind: 'reject' } });
    await post('faults', { match: { op: 'money', about: 'nobody' }, fault: { kind: 'throttle' } });
    expect((await bench.initiate('mtn')).kind).toBe('refused');
  });

  test('another amount is told as was said', async () => {
    await post('faults', { match: { op: 'money' }, fault: { kind: 'tell_other', amountMinor: 1, currency: 'XOF' } });
    await bench.initiate('mtn');
    await post('customer', { action: 'approve', requestId });
    expect(await bench.read('mtn')).toMatchObject({ kind: 'succeeded', amountMinor: 1 });
  });
});

describe('the customer', () => {
  test.each([{ msisdn: PAYER }, { requestId }, { transactionId: requestId }])('is found by %o', async (by) => {
    await bench.initiate('mtn');
    expect(await post('customer', { action: 'approve', ...by })).toMatchObject({ rail: 'mtn', state: 'succeeded' });
    expect((await bench.read('mtn')).kind).toBe('succeeded');
  });

  test('answers after a while', async () => {
    await bench.initiate('mtn');
    expect(await post('customer', { action: 'approve', requestId, afterMs: 4_000 })).toMatchObject({
      state: 'pending',
    });
    await post('clock', { advanceMs: 3_999 });
    expect((await bench.read('mtn')).kind).toBe('pending');
    await post('clock', { advanceMs: 1 });
    expect((await bench.read('mtn')).kind).toBe('succeeded');
  });

  test.each([
    ['reject', {}, 'customer_rejected'],
    ['reject', { reason: 'NOT_ENOUGH_FUNDS' }, 'insufficient_funds'],
    ['wrong_pin', {}, 'customer_rejected'],
  ])('%s %o: no money, and why', async (action, more, code) => {
    await bench.initiate('mtn');
    await post('customer', { action, requestId, ...more });
    expect(await bench.read('mtn')).toMatchObject({ kind: 'failed', failure: { code } });
  });

  test('enters a wrong PIN at Wave: the page stays open, and can be paid after all', async () => {
    await bench.initiate('wave');
    await post('customer', { action: 'wrong_pin', requestId });
    expect((await bench.read('wave')).kind).toBe('pending');
    await post('customer', { action: 'approve', requestId, payer: '+2250701020304' });
    expect(only('wave').payer).toBe('+2250701020304');
    expect((await bench.read('wave')).kind).toBe('succeeded');
  });

  test('ignores: it runs out by itself', async () => {
    await bench.initiate('mtn');
    await post('customer', { action: 'ignore', requestId });
    expect((await bench.read('mtn')).kind).toBe('pending');
    await post('clock', { advanceMs: 300_000 });
    expect((await bench.read('mtn')).kind).toBe('failed');
  });

  test('approves too late: failed first, and paid after all', async () => {
    await bench.initiate('mtn');
    await post('customer', { action: 'late_approve', requestId });
    await post('clock', { advanceMs: 300_000 });
    expect((await bench.read('mtn')).kind).toBe('failed');
    await post('clock', { advanceMs: 1_000 });
    expect((await bench.read('mtn')).kind).toBe('succeeded');
  });

  test('of two requests on one telephone answers the older first', async () => {
    await bench.initiate('mtn');
    await bench.initiate('mtn', { requestId: SECOND_ID });
    for (const id of [requestId, SECOND_ID]) {
      expect(await post('customer', { action: 'approve', msisdn: PAYER })).toMatchObject({ id });
    }
  });
});

test('a crowd decides by itself, until there is none', async () => {
  const crowd = { approves: 1, fails: 0, afterMs: [1_000, 2_000] };
  expect(await post('crowd', crowd)).toEqual({ crowd });
  await bench.initiate('mtn');
  await post('clock', { advanceMs: 2_000 });
  expect(only().state).toBe('succeeded');
  expect(await post('crowd', 'null')).toEqual({ crowd: null });
  await bench.initiate('mtn', { requestId: SECOND_ID });
  await post('clock', { advanceMs: 60_000 });
  expect(bench.world.list('mtn').map(({ state }) => state)).toEqual(['succeeded', 'pending']);
});

test('reads lag behind', async () => {
  await post('lag', { ms: 8_000 });
  await bench.initiate('mtn');
  expect((await bench.read('mtn')).kind).toBe('not_found');
  await post('clock', { advanceMs: 8_000 });
  expect((await bench.read('mtn')).kind).toBe('pending');
});

test('money that comes by itself, and goes back', async () => {
  const paid = await post('pay', { rail: 'mtn', amountMinor: 700, payer: PAYER });
  const operatorTxnId = String(paid['operatorTxnId']);
  const debit = { rail: 'mtn', merchant: 'paysim-mtn-user', amountMinor: 700, payer: PAYER, operatorTxnId };
  expect(await bench.must('GET', 'truth')).toMatchObject({ debits: [{ ...debit, requestId: null, reversedMinor: 0 }] });
  expect(await post('reverse', { operatorTxnId })).toEqual({ operatorTxnId, reversedMinor: 700 });
  expect(await bench.must('GET', 'truth')).toMatchObject({ debits: [{ ...debit, reversedMinor: 700 }] });
});

test('requests are kept as they came, of one provider or of all, and show no key', async () => {
  await bench.initiate('mtn');
  await bench.initiate('wave');
  await fetch(`${bench.paysim.origin}/wave/v1/transactions?key=paysim-wave-key`, { method: 'GET' });
  const { requests } = (await bench.must('GET', 'requests')) as { requests: Record<string, unknown>[] };
  expect(requests.map(({ rail, operation }) => `${String(rail)} ${String(operation)}`)).toEqual([
    'mtn token',
    'mtn money',
    'wave money',
    'wave read',
  ]);
  expect(requests[1]).toMatchObject({ method: 'POST', body: expect.stringContaining('"amount":"12500"') });
  expect(requests[3]).toMatchObject({ path: '/v1/transactions?key=***' });
  const mtn = (await bench.must('GET', 'requests?provider=mtn')) as { requests: unknown[] };
  expect(mtn.requests).toEqual(requests.slice(0, 2));
});

test('a statement: the debits of a rail on a day', async () => {
  await bench.initiate('wave', { requestId: '=1+1' });
  await post('customer', { action: 'approve', requestId: '=1+1', payer: PAYER });
  const { operatorTxnId } = only('wave');
  await post('reverse', { operatorTxnId });
  await post('pay', { rail: 'mtn', amountMinor: 700, payer: PAYER });
  await post('clock', { advanceMs: 86_400_000 });
  await post('pay', { rail: 'wave', amountMinor: 300, payer: PAYER });
  const answer = await fetch(`${bench.paysim.origin}/__sim/statement?rail=wave&date=2026-11-02&format=csv`);
  expect(answer.headers.get('content-type')).toContain('text/csv');
  expect((await answer.text()).split('\r\n')).toEqual([
    'time,operator_txn_id,request_id,merchant,payer,amount,reversed,currency',
    `2026-11-02T12:00:00.000Z,${operatorTxnId},'=1+1,paysim-wave-wallet,'${PAYER},12500,12500,XOF`,
    '',
  ]);
});

test('the board: what waits, what came to nothing, what was debited, the clock', async () => {
  await bench.initiate('pawapay');
  await post('pay', { rail: 'wave', amountMinor: 300, payer: PAYER });
  expect(await bench.must('GET', 'board')).toMatchObject({
    nowMs: START_MS,
    mode: 'virtual',
    rails: ['mtn', 'wave', 'pawapay'],
    requests: [{ rail: 'pawapay', amount: '12500', currency: 'XOF', payer: PAYER, expiresAtMs: START_MS + 300_000 }],
    ended: [],
    debits: [{ rail: 'wave', amount: '300', payer: PAYER }],
  });
  await post('pay', { rail: 'mtn', amountMinor: 400, payer: PAYER });
  expect(await bench.must('GET', 'board')).toMatchObject({ debits: [{ amount: '400' }, { amount: '300' }] });
  await post('clock', { advanceMs: 600_000 });
  expect(await bench.must('GET', 'board')).toMatchObject({
    requests: [],
    ended: [{ rail: 'pawapay', amount: '12500' }],
  });
});

const SECOND_ID = '5d5c2f0a-95f5-4a8e-9a70-3b0a3f4c6d11';
