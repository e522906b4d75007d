import { describe, expect, test } from 'vitest';
import type { Fault } from '../paysim/sim-faults.ts';
import { askedWith, openedBench, scripted, waveBench } from './wave-bench.ts';
import { wave } from './wave.ts';

async function opened(count: number) {
  const bench = await openedBench(count);
  const { asked } = bench;
  const cancel = (handle = asked.handle) => wave.cancel?.({ ...asked, handle }, bench.context());
  const refund = (backMinor = 5_000, handle = asked.handle) =>
    wave.refund?.({ ...asked, handle, refundId: 'refund-1', askedBackAtMs: 0, backMinor }, bench.context());
  const readRefund = () => wave.readRefund?.({ ...asked, refundId: 'refund-1', askedBackAtMs: 0 }, bench.context());
  return { ...bench, cancel, refund, readRefund };
}

describe('cancel', () => {
  test('makes every link unpayable', async () => {
    const { cancel, states, world, nth } = await opened(2);
    expect(await cancel()).toBe('cancelled');
    expect(states()).toEqual(['expired', 'expired']);
    expect(world.approve(nth(0))).toBe(false);
    expect(await cancel({})).toBe('cancelled');
  });

  test('is too late when one was paid, and closes the others', async () => {
    const { cancel, states, world, nth } = await opened(2);
    world.approve(nth(1));
    expect(await cancel()).toBe('too_late');
    expect(states()).toEqual(['expired', 'succeeded']);
  });

  test('is too late when it is paid that moment', async () => {
    const { asked, context, world, network, nth } = await opened(1);
    const { http } = context();
    const paidBefore: typeof http = async (request) => {
      if (request.method === 'POST') world.approve(nth(0));
      return http(request);
    };
    expect(await wave.cancel?.(asked, context({ http: paidBefore }))).toBe('too_late');
    expect(network.recorded.some(({ path }) => path.endsWith('/expire'))).toBe(true);
  });

  test('says nothing where nobody can tell', async () => {
    const { cancel, network, world } = await opened(1);
    network.faults.arm({ operation: 'other', fault: { kind: 'pre_accept_5xx' } });
    expect(await cancel()).toBe('unreadable');
    network.faults.arm({ operation: 'read', about: '/search', fault: { kind: 'pre_accept_5xx' }, times: 2 });
    expect(await cancel({})).toBe('unreadable');
    // The link that is shown can be closed even so.
    expect(await cancel()).toBe('cancelled');
    expect(world.list('wave').map(({ state }) => state)).toEqual(['expired']);
  });

  test('a lost answer is looked at again', async () => {
    const { cancel, network } = await opened(1);
    network.faults.arm({ operation: 'other', fault: { kind: 'accept_then_reset' } });
    expect(await cancel()).toBe('cancelled');
  });

  test('says nothing where there is no session yet', async () => {
    const { context } = waveBench();
    expect(await wave.cancel?.(askedWith({}), context())).toBe('unreadable');
  });
});

describe('refund', () => {
  test('gives the whole back, once', async () => {
    const { refund, readRefund, world, nth } = await opened(1);
    world.approve(nth(0));
    const { id, operatorTxnId } = nth(0);
    expect(await readRefund()).toEqual({ kind: 'not_found' });
    const handle = { checkoutId: id, providerTxnId: operatorTxnId };
    expect(await refund()).toEqual({ kind: 'accepted', handle, next: { kind: 'wait' } });
    expect(await refund()).toEqual({ kind: 'duplicate', handle });
    expect(world.truth()).toMatchObject([{ reversedMinor: 5_000 }]);
    expect(await readRefund()).toMatchObject({ kind: 'succeeded', amountMinor: 5_000, providerTxnId: operatorTxnId });
  });

  test('finds the session that was paid by our id', async () => {
    const { refund, world, nth } = await opened(2);
    world.approve(nth(1));
    expect(await refund(5_000, {})).toMatchObject({ kind: 'accepted', handle: { checkoutId: nth(1).id } });
  });

  test.each([1, 4_999, 5_001])('of %i is refused', async (backMinor) => {
    const { refund, world, nth, calls } = await opened(1);
    world.approve(nth(0));
    expect(await refund(backMinor)).toEqual({ kind: 'refused', failure: { code: 'amount_out_of_range' } });
    expect(calls().some((call) => call.endsWith('/refund'))).toBe(false);
  });

  test('of what was not paid is refused', async () => {
    const { refund, readRefund } = await opened(1);
    expect(await refund()).toMatchObject({ kind: 'refused', failure: { providerCode: 'checkout-refund-failed' } });
    expect(await readRefund()).toEqual({ kind: 'not_found' });
  });

  const faults: readonly (readonly [Fault, object, number])[] = [
    [{ kind: 'refuse_connection' }, { kind: 'not_sent' }, 0],
    [{ kind: 'pre_accept_5xx' }, { kind: 'uncertain' }, 0],
    [{ kind: 'accept_then_timeout' }, { kind: 'uncertain' }, 5_000],
    [{ kind: 'accept_then_5xx' }, { kind: 'uncertain' }, 5_000],
    [{ kind: 'html_200' }, { kind: 'uncertain' }, 5_000],
    [{ kind: 'throttle', retryAfterS: 2 }, { kind: 'not_sent', retryAfterMs: 2_000 }, 0],
    [{ kind: 'unauthorized' }, { kind: 'not_sent', isAuth: true }, 0],
    [{ kind: 'reject', status: 422 }, { kind: 'refused', failure: { providerCode: 'INVALID_INPUT' } }, 0],
  ];
  test.each(faults)('that meets %o', async (fault, expected, reversedMinor) => {
    const { refund, network, world, nth } = await opened(1);
    world.approve(nth(0));
    network.faults.arm({ operation: 'refund', fault });
    expect(await refund()).toMatchObject(expected);
    expect(world.truth()).toMatchObject([{ reversedMinor }]);
  });

  test('leaves nothing behind where the session can’t be read', async () => {
    const { refund, readRefund, network } = await opened(1);
    network.faults.arm({ operation: 'read', fault: { kind: 'throttle', retryAfterS: 9 }, times: 4 });
    expect(await refund()).toEqual({ kind: 'not_sent', cause: 'HTTP 429', retryAfterMs: 9_000 });
    expect(await readRefund()).toEqual({ kind: 'unreadable', cause: 'HTTP 429', retryAfterMs: 9_000 });
  });
});

describe('a refund that the session does not tell of', () => {
  const session = {
    id: 'cos-1',
    amount: '5000',
    currency: 'XOF',
    checkout_status: 'complete',
    payment_status: 'succeeded',
    transaction_id: 'T_1',
    when_created: '2026-06-01T11:00:00Z',
    when_completed: '2026-06-01T11:01:00Z',
  };
  const back = {
    timestamp: '2026-06-01T11:30:00Z',
    transaction_id: 'T_2',
    transaction_type: 'api_checkout_refund',
    amount: '-5000',
    currency: 'XOF',
    checkout_api_session_id: 'cos-1',
  };
  const read = async (items: readonly unknown[], paidAt = session.when_completed) => {
    const list = { page_info: { has_next_page: false }, items };
    const { context } = scripted([200, { result: [{ ...session, when_completed: paidAt }] }], [200, list]);
    return wave.readRefund?.({ ...askedWith({}), refundId: 'refund-1', askedBackAtMs: 0 }, context);
  };

  test('is read from the list', async () => {
    expect(await read([back])).toMatchObject({ kind: 'succeeded', amountMinor: 5_000, providerTxnId: 'T_1' });
    expect(await read([{ ...back, checkout_api_session_id: null, transaction_id: 'T_1' }])).toMatchObject({
      kind: 'succeeded',
    });
  });

  test('is not that of another', async () => {
    expect(await read([{ ...back, checkout_api_session_id: 'cos-2' }])).toEqual({ kind: 'not_found' });
    expect(await read([{ ...back, transaction_type: 'api_checkout', amount: '4950' }])).toEqual({ kind: 'not_found' });
  });

  test('of a payment that is too old to be looked for says nothing', async () => {
    expect(await read([], '2026-05-01T11:00:00Z')).toMatchObject({ kind: 'unreadable' });
  });
});

test('a refund that the session tells of needs no list', async () => {
  const { refund, readRefund, world, nth, calls } = await opened(1);
  world.approve(nth(0));
  await refund();
  const before = calls().length;
  expect(await readRefund()).toMatchObject({ kind: 'succeeded' });
  expect(
    calls()
      .slice(before)
      .some((call) => call.includes('/v1/transactions')),
  ).toBe(false);
});
