import { afterAll, beforeAll, expect, test } from 'vitest';
import { PAYER, SimBench } from '../sim-server-fixture.ts';

// What makes no sense is told, and changes nothing.

let bench: SimBench;
beforeAll(async () => {
  bench = await SimBench.start();
});
afterAll(() => bench.paysim.close());

test.each<[string, unknown, number, string]>([
  ['POST nothing', {}, 404, 'not_found'],
  ['PUT clock', {}, 404, 'not_found'],
  ['POST reset', '{', 400, 'bad_body'],
  ['POST reset', [], 400, 'bad_body'],
  ['POST reset', { seed: 1.5 }, 400, 'bad_value'],
  ['POST reset', { sead: 1 }, 400, 'unknown_field'],
  ['POST clock', {}, 400, 'missing_field'],
  ['POST clock', { advanceMs: -1 }, 400, 'bad_value'],
  ['POST clock', { advanceMs: 400 * 86_400_000 }, 400, 'bad_value'],
  ['POST clock', { now: 1 }, 400, 'bad_value'],
  ['POST clock', { now: 9e15 }, 400, 'bad_value'],
  ['POST clock', { mode: 'fast' }, 400, 'bad_value'],
  ['POST faults', {}, 400, 'missing_field'],
  ['POST faults', { fault: { kind: 'flood' } }, 400, 'bad_value'],
  ['POST faults', { fault: { kind: 'slow' } }, 400, 'missing_field'],
  ['POST faults', { fault: { kind: 'html_200', status: 200 } }, 400, 'unknown_field'],
  ['POST faults', { fault: { kind: 'reject', status: 200 } }, 400, 'bad_value'],
  ['POST faults', { fault: { kind: 'tell_other', currency: 'ZZZ' } }, 400, 'bad_value'],
  ['POST faults', { fault: { kind: 'html_200' }, match: { provider: 'visa' } }, 400, 'bad_value'],
  ['POST faults', { fault: { kind: 'html_200' }, match: { nth: 2 } }, 400, 'unknown_field'],
  ['POST faults', { fault: { kind: 'html_200' }, match: { msisdn: PAYER, about: 'x' } }, 400, 'bad_value'],
  ['POST faults', { fault: { kind: 'html_200' }, times: 0 }, 400, 'bad_value'],
  ['POST customer', { msisdn: PAYER }, 400, 'missing_field'],
  ['POST customer', { action: 'approve' }, 400, 'missing_field'],
  ['POST customer', { action: 'steal', msisdn: PAYER }, 400, 'bad_value'],
  ['POST customer', { action: 'approve', msisdn: '0707' }, 400, 'bad_value'],
  ['POST customer', { action: 'approve', msisdn: PAYER }, 404, 'not_found'],
  ['POST customer', { action: 'approve', msisdn: PAYER, afterMs: '5' }, 400, 'bad_value'],
  ['POST customer', { action: 'reject', msisdn: PAYER, reason: '<b>' }, 400, 'bad_value'],
  ['POST crowd', {}, 400, 'missing_field'],
  ['POST crowd', { approves: 0.7, fails: 0.4, afterMs: [0, 1] }, 400, 'bad_value'],
  ['POST crowd', { approves: 0.7, fails: 0.1, afterMs: [2, 1] }, 400, 'bad_value'],
  ['POST crowd', { approves: 0.7, fails: 0.1, afterMs: 5 }, 400, 'missing_field'],
  ['POST lag', { ms: -1 }, 400, 'bad_value'],
  ['POST pay', { rail: 'wave', payer: PAYER }, 400, 'missing_field'],
  ['POST pay', { rail: 'cash', payer: PAYER, amountMinor: 5 }, 400, 'bad_value'],
  ['POST pay', { rail: 'wave', payer: PAYER, amountMinor: 0 }, 400, 'bad_value'],
  ['POST pay', { rail: 'wave', payer: 'Awa', amountMinor: 5 }, 400, 'bad_value'],
  ['POST pay', { rail: 'wave', payer: PAYER, amountMinor: 5, currency: 'ZZZ' }, 400, 'bad_value'],
  ['POST reverse', { operatorTxnId: 'T_1' }, 404, 'not_found'],
  ['POST webhooks', { isHeld: 1 }, 400, 'bad_value'],
  ['POST webhooks/reorder', { ids: [] }, 400, 'bad_value'],
  ['POST webhooks/reorder', { ids: [7] }, 409, 'not_waiting'],
  ['POST webhooks/7/deliver', {}, 404, 'not_found'],
  ['POST webhooks/7/burn', {}, 404, 'not_found'],
  ['GET statement?rail=cash&date=2026-11-02', undefined, 400, 'bad_value'],
  ['GET statement?rail=wave&date=2026-02-30', undefined, 400, 'bad_value'],
  ['GET statement?rail=wave&date=2026-11-02&format=pdf', undefined, 400, 'bad_value'],
])('%s %j is %d %s', async (call, body, status, code) => {
  const [method = '', path = ''] = call.split(' ');
  const { nowMs } = bench.world;
  const refused = await bench.control(method, path, body);
  expect(refused).toEqual({ status, told: { code, message: expect.stringMatching(/./) } });
  expect([bench.world.list(), bench.world.nowMs, bench.world.crowd]).toEqual([[], nowMs, undefined]);
  expect(bench.paysim.desk.network.faults.armed).toEqual([]);
});

test('what is over cannot be approved, rejected or taken back', async () => {
  const own = await SimBench.start();
  try {
    await own.initiate('mtn');
    await own.must('POST', 'customer', { action: 'reject', msisdn: PAYER });
    const [{ operatorTxnId } = { operatorTxnId: '' }] = own.world.list();
    const again = await own.control('POST', 'customer', { action: 'approve', msisdn: PAYER });
    expect(again).toMatchObject({ status: 409, told: { code: 'not_pending', message: 'it is failed' } });
    const reverse = await own.control('POST', 'reverse', { operatorTxnId });
    expect(reverse).toMatchObject({ status: 409, told: { code: 'not_paid' } });
  } finally {
    await own.paysim.close();
  }
});
