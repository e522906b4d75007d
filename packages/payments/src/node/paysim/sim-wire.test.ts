import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HttpAnswer } from '../../http-call.ts';
import { nodeHttpCall } from '../http-call.ts';
import { SimBench } from './sim-server-fixture.ts';
import type { Fault } from './sim-faults.ts';

// The whole way of a fault: armed by the control API, played on a socket, seen by the client that providers use.

let bench: SimBench;
beforeEach(async () => {
  bench = await SimBench.start();
});
afterEach(() => bench.paysim.close());

const SESSION = {
  amount: '5000',
  currency: 'XOF',
  client_reference: 'ref-1',
  success_url: 'https://shop.test/ok',
  error_url: 'https://shop.test/no',
};

function create(timeoutMs = 5_000): Promise<HttpAnswer> {
  const { origin } = bench.paysim;
  return nodeHttpCall({ allowedOrigins: [origin] })({
    method: 'POST',
    url: `${origin}/wave/v1/checkout/sessions`,
    headers: { authorization: 'Bearer paysim-wave-key', 'content-type': 'application/json' },
    body: JSON.stringify(SESSION),
    timeoutMs,
  });
}

const arm = (fault: Fault) => bench.must('POST', 'faults', { match: { provider: 'wave', op: 'money' }, fault });
const recorded = () => bench.paysim.desk.network.recorded.length;
const openedCount = () => bench.world.list('wave').length;

test.each<[Fault, object, number]>([
  [{ kind: 'refuse_connection' }, { kind: 'uncertain', cause: 'ECONNRESET' }, 0],
  [{ kind: 'accept_then_reset' }, { kind: 'uncertain', cause: 'ECONNRESET' }, 1],
  [{ kind: 'truncated_body' }, { kind: 'uncertain', cause: 'cut' }, 1],
  [{ kind: 'pre_accept_5xx' }, { kind: 'answer', status: 503 }, 0],
  [{ kind: 'accept_then_5xx', status: 504 }, { kind: 'answer', status: 504 }, 1],
  [{ kind: 'html_200' }, { kind: 'answer', status: 200, body: '<html>Portal</html>' }, 1],
  [{ kind: 'throttle', retryAfterS: 7 }, { kind: 'answer', status: 429, headers: { 'retry-after': '7' } }, 0],
  [{ kind: 'unauthorized' }, { kind: 'answer', status: 401 }, 0],
  [{ kind: 'reject', status: 422 }, { kind: 'answer', status: 422 }, 0],
])('$kind: as the client sees it, and what the provider has of it', async (fault, seen, opened) => {
  await arm(fault);
  expect(await create()).toMatchObject(seen);
  expect([recorded(), openedCount()]).toEqual([1, opened]);
});

test('without a fault it is an answer', async () => {
  expect(await create()).toMatchObject({ kind: 'answer', status: 200, headers: { 'x-simulator': 'paysim' } });
});

test('accept_then_timeout: nothing comes, and the provider has it', async () => {
  await arm({ kind: 'accept_then_timeout' });
  expect(await create(80)).toEqual({ kind: 'uncertain', cause: 'timeout' });
  expect(openedCount()).toBe(1);
});

test('delayed_arrival: nothing comes, and the provider has it only later', async () => {
  await arm({ kind: 'delayed_arrival', delayMs: 20_000 });
  expect(await create(80)).toEqual({ kind: 'uncertain', cause: 'timeout' });
  expect(openedCount()).toBe(0);
  await bench.must('POST', 'clock', { advanceMs: 20_000 });
  expect(openedCount()).toBe(1);
});

test('slow: the answer comes when the clock says so', async () => {
  await arm({ kind: 'slow', delayMs: 4_000 });
  let isThere = false;
  const answer = create().then((told) => {
    isThere = true;
    return told;
  });
  await arrival();
  await bench.must('POST', 'clock', { advanceMs: 3_999 });
  expect(isThere).toBe(false);
  await bench.must('POST', 'clock', { advanceMs: 1 });
  expect(await answer).toMatchObject({ kind: 'answer', status: 200 });
});

test('an answer without a body can be cut too', async () => {
  await bench.must('POST', 'faults', { match: { provider: 'mtn', op: 'money' }, fault: { kind: 'truncated_body' } });
  expect(await bench.initiate('mtn')).toEqual({ kind: 'uncertain', cause: 'cut' });
});

/** Until the simulator has the request. */
async function arrival(): Promise<void> {
  while (recorded() === 0) await new Promise((done) => setTimeout(done, 2));
}
