import { describe, expect, test } from 'vitest';
import { openedBench } from './wave-bench.ts';

describe('several sessions of one request', () => {
  test('one link stays, the one that the handle names', async () => {
    const { read, nth, states, calls } = await openedBench(3);
    const shown = { checkoutId: nth(1).id };
    expect(await read(shown)).toMatchObject({ kind: 'pending', handle: shown });
    expect(states()).toEqual(['expired', 'pending', 'expired']);
    const before = calls().length;
    await read(shown);
    expect(
      calls()
        .slice(before)
        .filter((call) => call.startsWith('POST')),
    ).toEqual([]);
  });

  test('the first, where the handle names none', async () => {
    const { read, nth, states } = await openedBench(3);
    expect(await read({})).toMatchObject({ kind: 'pending', handle: { checkoutId: nth(0).id } });
    expect(states()).toEqual(['pending', 'expired', 'expired']);
  });

  test('money of any of them is the money, and no link stays', async () => {
    const { world, read, nth, states } = await openedBench(3);
    world.approve(nth(1));
    expect(await read()).toMatchObject({ kind: 'succeeded', providerTxnId: nth(1).operatorTxnId });
    expect(states()).toEqual(['expired', 'succeeded', 'expired']);
  });

  test('of two moneys the first, whatever is read and however often; the known one before it', async () => {
    const { world, read, nth } = await openedBench(2);
    world.approve(nth(1));
    world.advance(1_000);
    world.approve(nth(0));
    const first = nth(1).operatorTxnId;
    expect(await read()).toMatchObject({ kind: 'succeeded', providerTxnId: first });
    expect(await read({})).toMatchObject({ kind: 'succeeded', providerTxnId: first });
    const known = nth(0).operatorTxnId;
    expect(await read({ providerTxnId: known })).toMatchObject({ kind: 'succeeded', providerTxnId: known });
  });

  test('money that stayed before money that went back', async () => {
    const { world, read, nth } = await openedBench(2);
    world.approve(nth(0));
    world.reverse(nth(0));
    world.advance(1_000);
    world.approve(nth(1));
    expect(await read()).toMatchObject({ kind: 'succeeded', providerTxnId: nth(1).operatorTxnId });
  });

  test('an open one is waited for, whatever became of the others', async () => {
    const { world, read, nth } = await openedBench(2);
    world.fail(nth(0), 'blocked-account');
    expect(await read()).toMatchObject({ kind: 'pending', handle: { checkoutId: nth(1).id } });
    world.expire(nth(1));
    expect(await read()).toMatchObject({ kind: 'failed', failure: { code: 'payer_blocked' } });
  });

  test('a link that could not be closed is tried again by the next read', async () => {
    const { network, read, states } = await openedBench(2);
    network.faults.arm({ operation: 'other', fault: { kind: 'pre_accept_5xx' } });
    expect(await read()).toMatchObject({ kind: 'pending' });
    expect(states()).toEqual(['pending', 'pending']);
    await read();
    expect(states()).toEqual(['pending', 'expired']);
  });
});
