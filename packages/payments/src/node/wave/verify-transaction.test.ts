import { describe, expect, test } from 'vitest';
import type { AskedReference } from '../../provider.ts';
import { START_MS } from '../paysim/rails/wave-rail-bench.ts';
import type { Fault } from '../paysim/sim-faults.ts';
import { INPUT, scripted, waveBench } from './wave-bench.ts';
import { wave } from './wave.ts';

const HOUR_MS = 3_600_000;
const scan = {
  rail: 'wave',
  merchant: 'wallet-1',
  amountMinor: 5_000,
  currency: 'XOF',
  payer: '+2250701020304',
} as const;

function claim(reference: string, over: Partial<AskedReference> = {}): AskedReference {
  const window = { fromMs: START_MS - 2 * HOUR_MS, untilMs: START_MS + HOUR_MS / 2 };
  return { reference, amountMinor: 5_000, currency: 'XOF', ...window, ...over };
}

/** A customer paid the code on the wall. */
function scanned(options: Parameters<typeof waveBench>[0] = {}) {
  const bench = waveBench(options);
  const { operatorTxnId } = bench.world.pay(scan);
  const verify = async (over: Partial<AskedReference> = {}, reference = operatorTxnId) =>
    wave.verifyReference?.(claim(reference, over), bench.context());
  return { ...bench, operatorTxnId, verify };
}

test('a reference is proven by the wallet’s list: what the customer paid is net and fee', async () => {
  const { verify, operatorTxnId, calls } = scanned();
  expect(await verify()).toEqual({
    kind: 'matched',
    receipt: {
      kind: 'succeeded',
      amountMinor: 5_000,
      feeMinor: 50,
      currency: 'XOF',
      providerTxnId: operatorTxnId,
      paidAtMs: START_MS,
      payerMasked: '***0304',
    },
  });
  expect(calls()).toEqual(['GET /v1/transactions?date=2026-06-01']);
});

test('it is found however it was typed', async () => {
  const { verify, operatorTxnId } = scanned();
  const typed = ` ${operatorTxnId.toLowerCase().slice(0, 5)}-\u200b${operatorTxnId.toLowerCase().slice(5)} `;
  expect(await verify({}, typed)).toMatchObject({ kind: 'matched' });
});

test('a reference that is nobody’s, off by more than two letters, or empty', async () => {
  const { verify, operatorTxnId } = scanned();
  expect(await verify({}, 'T_NOBODY')).toEqual({ kind: 'not_found' });
  expect(await verify({}, `${operatorTxnId.slice(0, -3)}XYZ`)).toEqual({ kind: 'not_found' });
  expect(await verify({}, ' - ')).toEqual({ kind: 'not_found' });
});

test('money paid to another wallet is not ours', async () => {
  const { world, context } = waveBench();
  const { operatorTxnId } = world.pay({ ...scan, merchant: 'wallet-2' });
  expect(await wave.verifyReference?.(claim(operatorTxnId), context())).toEqual({ kind: 'not_found' });
});

test('a checkout’s own reference names the request that it paid', async () => {
  const { world, context, nth } = waveBench();
  await wave.initiate(INPUT, context());
  world.approve(nth(0));
  expect(await wave.verifyReference?.(claim(nth(0).operatorTxnId), context())).toMatchObject({
    kind: 'matched',
    receipt: { echoedRequestId: INPUT.requestId },
  });
});

const slipped = (reference: string) => `${reference.slice(0, -2)}X${reference.slice(-1)}`;
const nearOf = async (
  verify: ReturnType<typeof scanned>['verify'],
  typed: string,
  over: Partial<AskedReference> = {},
) => {
  const outcome = await verify(over, typed);
  return outcome?.kind === 'not_found' ? (outcome.near?.reference ?? 'none') : outcome?.kind;
};

describe('[PAY-19] a reference that stands nowhere, and the one receipt that was likely meant', () => {
  test('up to two slips of the hand, however it was typed: told, and proven by nothing', async () => {
    const { verify, operatorTxnId: reference } = scanned();
    const near = { reference, amountMinor: 5_000, atMs: START_MS };
    expect(await verify({}, slipped(reference))).toEqual({ kind: 'not_found', near });
    for (const typed of [` t-${slipped(reference).slice(1).toLowerCase()}`, `${reference}0X`, reference.slice(2)]) {
      expect(await nearOf(verify, typed)).toBe(reference);
    }
  });

  test('is of what was asked: amount, currency, payee, time', async () => {
    const { verify, nth, operatorTxnId: reference } = scanned();
    const typed = slipped(reference);
    const others = [
      { amountMinor: 4_999 },
      { currency: 'XAF' },
      { fromMs: START_MS + 1_000 },
      { untilMs: START_MS - 1 },
    ] as const;
    for (const over of others) expect(await nearOf(verify, typed, over)).toBe('none');
    nth(0).told = { merchant: 'Chez Moussa' };
    expect(await nearOf(verify, typed)).toBe('none');
  });

  test('is not what went back', async () => {
    const { verify, world, nth, operatorTxnId: reference } = scanned();
    world.reverse(nth(0));
    expect(await nearOf(verify, slipped(reference))).toBe('none');
  });

  test('is none of two, whichever is nearer; one of another amount is no second', async () => {
    const { verify, world, operatorTxnId: reference } = scanned();
    const other = world.pay({ ...scan, amountMinor: 7_000 });
    Object.assign(other, { operatorTxnId: `${reference.slice(0, -2)}Y${reference.slice(-1)}` });
    expect(await nearOf(verify, slipped(reference))).toBe(reference);
    Object.assign(other, { amountMinor: 5_000 });
    expect(await nearOf(verify, slipped(reference))).toBe('none');
    expect(await nearOf(verify, `${slipped(reference).slice(0, -1)}X`)).toBe('none');
  });

  test('is none where the reference stands there, whatever stands beside it', async () => {
    const { verify, world, operatorTxnId: reference } = scanned();
    Object.assign(world.pay(scan), { operatorTxnId: slipped(reference) });
    expect(await verify({}, reference)).toMatchObject({ kind: 'matched', receipt: { providerTxnId: reference } });
    expect(await verify({ amountMinor: 1 }, reference)).toMatchObject({ kind: 'differs', reasons: ['amount'] });
  });
});

describe('what differs', () => {
  test.each([
    [{ amountMinor: 4_950 }, ['amount']],
    [{ amountMinor: 5_001 }, ['amount']],
    [{ currency: 'XAF' }, ['currency']],
    [{ fromMs: START_MS + 1_000 }, ['time']],
    [{ untilMs: START_MS - 1 }, ['time']],
    [{ amountMinor: 1, currency: 'XAF', untilMs: START_MS - 1 }, ['amount', 'currency', 'time']],
  ] as const)('%o', async (over, reasons) => {
    expect(await scanned().verify(over)).toMatchObject({ kind: 'differs', reasons, receipt: { amountMinor: 5_000 } });
  });

  test('both ends of the window are in it', async () => {
    expect(await scanned().verify({ fromMs: START_MS, untilMs: START_MS })).toMatchObject({ kind: 'matched' });
  });

  test('an amount, a currency, a payee that Wave tells otherwise (F20, F21)', async () => {
    const { world, nth, verify } = scanned();
    world.advance(1_000);
    nth(0).told = { amountMinor: 500_000 };
    expect(await verify()).toMatchObject({ kind: 'differs', reasons: ['amount'] });
    nth(0).told = { merchant: 'Chez Moussa' };
    expect(await verify()).toMatchObject({ kind: 'differs', reasons: ['payee'], receipt: { payee: 'Chez Moussa' } });
    nth(0).told = { merchant: 'wallet-1' };
    expect(await verify()).toMatchObject({ kind: 'matched', receipt: { payee: 'Chez Awa' } });
  });

  test('it went back', async () => {
    const { world, nth, verify } = scanned();
    world.reverse(nth(0));
    expect(await verify()).toMatchObject({ kind: 'differs', reasons: ['reversed'] });
  });
});

describe('where it looks', () => {
  test('on every day (UTC) that the window touches', async () => {
    const { verify, calls } = scanned();
    await verify({ fromMs: START_MS - 24 * HOUR_MS, untilMs: START_MS + HOUR_MS });
    expect(calls()).toEqual(['GET /v1/transactions?date=2026-05-31', 'GET /v1/transactions?date=2026-06-01']);
  });

  test('across midnight, and not on a day that has not come', async () => {
    const { world, context, calls } = waveBench();
    world.advance(12 * HOUR_MS - 60_000);
    const { operatorTxnId } = world.pay(scan);
    world.advance(30_000);
    const window = { fromMs: world.nowMs - 2 * HOUR_MS, untilMs: world.nowMs + HOUR_MS / 2 };
    const ask = () => wave.verifyReference?.(claim(operatorTxnId, window), context());
    expect(await ask()).toMatchObject({ kind: 'matched' });
    expect(calls()).toEqual(['GET /v1/transactions?date=2026-06-01']);
    world.advance(60_000);
    await ask();
    expect(calls().at(-1)).toBe('GET /v1/transactions?date=2026-06-02');
  });

  test('on every page', async () => {
    const { world, verify, calls } = scanned({ pageSize: 2 });
    const last = [1, 2, 3, 4].map(() => world.pay(scan).operatorTxnId).at(-1);
    expect(await verify({}, last)).toMatchObject({ kind: 'matched' });
    expect(calls()).toHaveLength(3);
  });

  test('not without end', async () => {
    const { context, requests } = scripted(
      ...Array.from({ length: 99 }, (_, page) => {
        const info = { end_cursor: `c${page}`, has_next_page: true };
        return [200, { page_info: info, items: [] }] as const;
      }),
    );
    const outcome = await wave.verifyReference?.(claim('T_1'), context);
    expect(outcome).toEqual({ kind: 'unreadable', cause: 'too many pages' });
    expect(requests).toHaveLength(50);
    const long = claim('T_1', { fromMs: START_MS - 240 * HOUR_MS });
    expect(await wave.verifyReference?.(long, context)).toEqual({ kind: 'unreadable', cause: 'too many days' });
  });
});

const faults: readonly (readonly [Fault, object])[] = [
  [{ kind: 'refuse_connection' }, { cause: 'ECONNREFUSED' }],
  [{ kind: 'pre_accept_5xx' }, { cause: 'HTTP 503' }],
  [{ kind: 'accept_then_timeout' }, { cause: 'timeout' }],
  [{ kind: 'truncated_body' }, { cause: 'truncated' }],
  [{ kind: 'html_200' }, { cause: 'not JSON' }],
  [
    { kind: 'throttle', retryAfterS: 3 },
    { cause: 'HTTP 429', retryAfterMs: 3_000 },
  ],
  [{ kind: 'unauthorized' }, { cause: 'HTTP 401' }],
  [{ kind: 'reject' }, { cause: 'INVALID_INPUT' }],
];
test.each(faults)('a list that meets %o says nothing, on its last page too', async (fault, told) => {
  const { world, network, verify } = scanned({ pageSize: 1 });
  world.pay(scan);
  network.faults.arm({ operation: 'read', about: 'after=', fault });
  expect(await verify()).toEqual({ kind: 'unreadable', ...told });
});
