import { nameId } from '@resto360/domain';
import { describe, expect, test } from 'vitest';
import type { AttemptRow } from './attempt-row.ts';
import { describeSuggestions } from './suggestion-store.contract.ts';
import { LEASE, NOTE, NOW_MS, add, moved, mustTake, type StoreBench } from './testing/store-bench.ts';

/** What every store of attempts keeps: leases, versions, one request at a time for what is due, money that is one's own. */
export function describeAttemptStore(name: string, open: () => Promise<StoreBench>): void {
  describe(`the contract of stores of attempts: ${name}`, () => {
    test('what was added is as it was', async () => {
      const { bench, row } = await asked(open);
      expect(await bench.get(row.id)).toEqual(row);
    });

    test('[PAY-11] a row is in one worker’s hands until its lease ends', async () => {
      const { bench, row } = await asked(open);
      const first = await bench.store.take(row.id, LEASE);
      expect(first?.row).toEqual(row);
      expect(await bench.store.take(row.id, { ...LEASE, owner: 'two', nowMs: NOW_MS + 89_999 })).toBeUndefined();
      const second = await bench.store.take(row.id, { ...LEASE, owner: 'two', nowMs: NOW_MS + 90_000 });
      expect(second?.token).toBeGreaterThan(first?.token ?? 0);
      expect(await bench.store.take(nameId('nobody'), LEASE)).toBeUndefined();
    });

    test('[PAY-11] who lost the lease stores nothing, and releases nothing', async () => {
      const { bench, row } = await asked(open);
      const first = await mustTake(bench, row.id);
      const second = await mustTake(bench, row.id, { ...LEASE, owner: 'two', nowMs: NOW_MS + 90_000 });
      expect(await bench.store.save(first, moved(first.row), [NOTE])).toBe('lost');
      expect(await bench.store.start(first, left(first.row), [NOTE])).toBe('lost');
      await bench.store.release(first);
      expect(await bench.store.take(row.id, { ...LEASE, owner: 'three', nowMs: NOW_MS + 90_001 })).toBeUndefined();
      expect(await bench.store.save(second, moved(second.row), [NOTE])).toMatchObject({ kind: 'saved' });
    });

    test('the same name twice is two holders', async () => {
      const { bench, row } = await asked(open);
      const first = await mustTake(bench, row.id);
      await mustTake(bench, row.id, { ...LEASE, nowMs: NOW_MS + 90_000 });
      expect(await bench.store.save(first, moved(first.row), [])).toBe('lost');
    });

    test('what a person changed meanwhile stays, and the worker is handed it', async () => {
      const { bench, row } = await asked(open);
      const held = await mustTake(bench, row.id);
      const wished = { ...row, attempt: { ...row.attempt, isCancelAsked: true }, version: row.version + 1 };
      await bench.decide(wished);
      const saved = await bench.store.save(held, moved(held.row), [NOTE]);
      expect(saved).toMatchObject({ kind: 'changed', held: { row: wished } });
      if (typeof saved === 'string') return;
      const again = moved(saved.held.row);
      expect(await bench.store.save(saved.held, again, [NOTE])).toMatchObject({ kind: 'saved' });
      expect(await bench.get(row.id)).toEqual(again);
    });

    test('a released row is free', async () => {
      const { bench, row } = await asked(open);
      await bench.store.release(await mustTake(bench, row.id));
      expect(await bench.store.take(row.id, { ...LEASE, owner: 'two' })).toBeDefined();
    });

    test('[PAY-15] one request at a time leaves for what is due', async () => {
      const { bench, row, order } = await asked(open);
      const other = await add(bench, order, 5_000);
      const held = await mustTake(bench, row.id);
      const sent = await bench.store.start(held, left(held.row), [NOTE]);
      expect(sent).toMatchObject({ row: { attempt: { state: 'submitting' } } });
      const second = await mustTake(bench, other.id);
      expect(await bench.store.start(second, left(second.row), [NOTE])).toBe('busy');
      expect(await bench.get(other.id)).toEqual(other);
    });

    test('[PAY-15] two parts of one bill may be asked side by side', async () => {
      const bench = await open();
      const order = await bench.openOrder(5_000);
      for (const amountMinor of [2_000, 3_000]) {
        const held = await mustTake(bench, (await add(bench, order, amountMinor)).id);
        expect(await bench.store.start(held, left(held.row), [])).toMatchObject({ row: { amountMinor } });
      }
    });

    test('[PAY-15] more than is due is not asked; nor what another one has brought', async () => {
      const bench = await open();
      const order = await bench.openOrder(5_000);
      const more = await mustTake(bench, (await add(bench, order, 5_001)).id);
      expect(await bench.store.start(more, left(more.row), [])).toBe('not_due');
      const first = await mustTake(bench, (await add(bench, order, 5_000)).id);
      const paid = { ...first.row.attempt, state: 'succeeded', acceptedMinor: 5_000, grade: 'provider' } as const;
      await bench.store.save(first, { ...moved(first.row), attempt: paid }, []);
      const second = await mustTake(bench, (await add(bench, order, 5_000)).id);
      expect(await bench.store.start(second, left(second.row), [])).toBe('not_due');
    });

    test('[PAY-20] a refund waits for what it sends back, leaves with what that is read by, one at a time', async () => {
      const { bench, row, order } = await asked(open);
      const first = await mustTake(bench, (await add(bench, order, 5_000, back(row))).id);
      expect(await bench.store.start(first, left(first.row), [])).toBe('busy');
      const late = { state: 'late_success', acceptedMinor: 5_000, grade: 'provider' } as const;
      const money = { handle: { checkoutId: 'cos-1' }, providerTxnId: `txn ${row.id}` };
      const held = await mustTake(bench, row.id);
      await bench.store.save(held, { ...moved(held.row), ...money, attempt: { ...held.row.attempt, ...late } }, []);
      const sent = await bench.store.start(first, left(first.row), [NOTE]);
      const handle = { checkoutId: 'cos-1', providerTxnId: money.providerTxnId };
      expect(sent).toMatchObject({ row: { refundOf: row.id, handle, attempt: { state: 'submitting' } } });
      expect((await bench.get(first.row.id))?.handle).toEqual(handle);
      const second = await mustTake(bench, (await add(bench, order, 5_000, back(row))).id);
      expect(await bench.store.start(second, left(second.row), [])).toBe('busy');
      if (typeof sent === 'string') return;
      const gone = { ...sent.row.attempt, state: 'succeeded', acceptedMinor: 5_000 } as const;
      await bench.store.save(sent, { ...moved(sent.row), attempt: gone }, []);
      expect(await bench.store.start(second, left(second.row), [])).toBe('not_due');
    });

    test('[PAY-20] of what counts, no more goes back than the order has too much', async () => {
      const { bench, row, order } = await asked(open);
      const held = await mustTake(bench, row.id);
      const paid = { ...held.row.attempt, state: 'succeeded', acceptedMinor: 5_000, grade: 'provider' } as const;
      await bench.store.save(held, { ...moved(held.row), attempt: paid }, []);
      const refund = await mustTake(bench, (await add(bench, order, 1, back(row))).id);
      expect(await bench.store.start(refund, left(refund.row), [])).toBe('not_due');
    });

    test('[PAY-20] a refund brings an order nothing, and stands in no request’s way', async () => {
      const { bench, row, order } = await asked(open);
      const refund = await mustTake(bench, (await add(bench, order, 5_000, back(row))).id);
      const gone = { ...refund.row.attempt, state: 'succeeded', acceptedMinor: 5_000 } as const;
      await bench.store.save(refund, { ...moved(refund.row), attempt: gone }, []);
      const held = await mustTake(bench, row.id);
      expect(await bench.store.start(held, left(held.row), [])).toMatchObject({ row: { id: row.id } });
    });

    test('[PAY-18] a customer who left is asked twice for one order at most', async () => {
      const bench = await open();
      const order = await bench.openOrder(5_000);
      const push = { kind: 'push', payer: '+2250700000001' } as const;
      const deferred = async () => {
        const waiting = await add(bench, order, 1_000, push);
        const { attempt } = waiting;
        const row = { ...moved(waiting), attempt: { ...attempt, state: 'queued_offline' } } as const;
        await bench.decide(row);
        const held = await mustTake(bench, row.id);
        return { held, sent: await bench.store.start(held, left(held.row), []) };
      };
      for (let prompts = 0; prompts < 2; prompts++) {
        const { sent } = await deferred();
        if (typeof sent === 'string') expect.fail(`it leaves, ${sent}`);
        await bench.store.save(sent, { ...moved(sent.row), attempt: { ...sent.row.attempt, state: 'failed' } }, []);
      }
      expect((await deferred()).sent).toBe('busy');
    });

    test('[PAY-15] what may have left in a history that is forgotten is read before anything else leaves', async () => {
      const { bench, row, order } = await asked(open);
      await bench.beginHistory();
      const other = await add(bench, order, 5_000, { createdAtMs: Date.now() + 3_600_000 });
      const second = await mustTake(bench, other.id);
      expect(await bench.store.start(second, left(second.row), [])).toBe('busy');
      const first = await mustTake(bench, row.id);
      expect(first.row.attempt).toMatchObject({ state: 'unknown', ambiguousSends: 1 });
      await bench.store.save(first, { ...moved(first.row), attempt: { ...first.row.attempt, state: 'failed' } }, []);
      expect(await bench.store.start(second, left(second.row), [])).toMatchObject({ row: { id: other.id } });
    });

    test('[PAY-15] what was replaced by a manager’s word is not waited for', async () => {
      const { bench, row, order } = await asked(open);
      const held = await mustTake(bench, row.id);
      const away = { ...held.row.attempt, state: 'unknown', ambiguousSends: 1, isReplaced: true } as const;
      await bench.store.save(held, { ...moved(held.row), attempt: away }, []);
      const second = await mustTake(bench, (await add(bench, order, 5_000)).id);
      expect(await bench.store.start(second, left(second.row), [])).not.toBe('busy');
    });

    test('[PAY-16] money that is held is nobody’s until somebody lets it count', async () => {
      const { bench, row, order } = await asked(open);
      const other = await add(bench, order, 5_000);
      const [first, second] = [await mustTake(bench, row.id), await mustTake(bench, other.id)];
      const named = { providerTxnId: `txn ${row.id}` };
      const held = {
        ...moved(first.row),
        ...named,
        attempt: { ...first.row.attempt, state: 'integrity_hold' },
      } as const;
      expect(await bench.store.save(first, held, [])).toMatchObject({ kind: 'saved' });
      const counts = { ...second.row.attempt, state: 'verified', acceptedMinor: 5_000, grade: 'provider' } as const;
      expect(await bench.store.save(second, { ...moved(second.row), ...named, attempt: counts }, [])).toMatchObject({
        kind: 'saved',
      });
    });

    test('[PAY-16] money at a provider is of one attempt', async () => {
      const { bench, row, order } = await asked(open);
      const other = await add(bench, order, 5_000);
      const [first, second] = [await mustTake(bench, row.id), await mustTake(bench, other.id)];
      const txn = `txn ${row.id}`;
      const attempt = { ...first.row.attempt, state: 'late_success', acceptedMinor: 5_000, grade: 'provider' } as const;
      await bench.store.save(first, { ...moved(first.row), attempt, providerTxnId: txn }, []);
      expect(await bench.store.save(second, { ...moved(second.row), attempt, providerTxnId: txn }, [NOTE])).toBe(
        'taken',
      );
      // Nothing of it was stored, and the row is still in these hands.
      expect(await bench.get(other.id)).toEqual(other);
      expect(await bench.store.save(second, moved(second.row), [])).toMatchObject({ kind: 'saved' });
    });

    describeSuggestions(open);

    test('what is due is listed, the longest first; what is held, later or never is not', async () => {
      const bench = await open();
      const order = await bench.openOrder(5_000);
      const at = async (nextTryAtMs: number | null) => (await add(bench, order, 1_000, { nextTryAtMs })).id;
      const [late, later] = [await at(NOW_MS - 1), await at(NOW_MS - 2)];
      const held = await at(NOW_MS - 3);
      await mustTake(bench, held);
      await at(NOW_MS + 1);
      await at(null);
      expect(await bench.store.listDue(NOW_MS, 10)).toEqual([later, late]);
      expect(await bench.store.listDue(NOW_MS, 1)).toEqual([later]);
    });

    test('[PAY-14] a knock makes due what it names, by each of its names, and nothing else', async () => {
      const { bench, order } = await asked(open);
      const page = `cos-${order}`;
      const receipt = `REF${order.replaceAll(/[^\da-z]/g, '').toUpperCase()}`;
      const row = await add(bench, order, 1_000, {
        nextTryAtMs: NOW_MS + 60_000,
        handle: { checkoutId: page },
        reference: receipt,
      });
      const about = { provider: 'wave', account: 'wave-1' };
      for (const named of [{ checkoutId: page }, { reference: ` ${receipt.toLowerCase().replace('ref', 'ref-')} ` }]) {
        expect(await bench.store.wake({ ...about, ...named }, NOW_MS)).toEqual([row.id]);
      }
      expect((await bench.get(row.id))?.nextTryAtMs).toBe(NOW_MS);
      expect(await bench.store.wake({ ...about, account: 'wave-2', checkoutId: page }, NOW_MS)).toEqual([]);
      expect(await bench.store.wake({ ...about, checkoutId: 'cos-nobody' }, NOW_MS)).toEqual([]);
    });

    test('[PAY-14] a knock while a worker holds the row is not forgotten', async () => {
      const { bench, order } = await asked(open);
      const page = `cos-${order}`;
      const row = await add(bench, order, 1_000, { handle: { checkoutId: page } });
      const held = await mustTake(bench, row.id);
      await bench.store.wake({ provider: 'wave', account: 'wave-1', checkoutId: page }, NOW_MS);
      const saved = await bench.store.save(held, { ...moved(held.row), nextTryAtMs: Date.now() + 3_600_000 }, []);
      if (typeof saved === 'string') expect.fail('the row is held');
      await bench.store.release(saved.held);
      expect((await bench.get(row.id))?.nextTryAtMs).toBeLessThanOrEqual(Date.now());
    });

    test('[PAY-14] a knock of very many makes due later what was looked at just now, and writes nothing twice', async () => {
      const { bench, about, row, wakeAt } = await knockedAt(open, { lastTryAtMs: NOW_MS - 10_000 });
      expect(await wakeAt(NOW_MS)).toEqual([row.id]);
      expect((await bench.get(row.id))?.nextTryAtMs).toBe(NOW_MS + 20_000);
      expect(await wakeAt(NOW_MS + 1_000)).toEqual([]);
      expect(await bench.store.wakePaced({ ...about, account: 'wave-2' }, NOW_MS, EVERY_MS)).toEqual([]);
      // What waited long enough is due at once, and is so once.
      expect(await wakeAt(NOW_MS + 20_000)).toEqual([]);
      const { bench: other, row: quiet, wakeAt: wakeOther } = await knockedAt(open, { lastTryAtMs: NOW_MS - EVERY_MS });
      expect([await wakeOther(NOW_MS), await wakeOther(NOW_MS)]).toEqual([[quiet.id], []]);
      expect((await other.get(quiet.id))?.nextTryAtMs).toBe(NOW_MS);
    });

    test('[PAY-14] one of very many while a worker holds the row is not forgotten where its last look was long ago', async () => {
      const { bench, row, wakeAt } = await knockedAt(open, { lastTryAtMs: null, nextTryAtMs: NOW_MS });
      const held = await mustTake(bench, row.id);
      expect([await wakeAt(NOW_MS), await wakeAt(NOW_MS)]).toEqual([[row.id], []]);
      const looked = { ...moved(held.row), lastTryAtMs: NOW_MS, nextTryAtMs: Date.now() + 3_600_000 };
      const saved = await bench.store.save(held, looked, []);
      if (typeof saved === 'string') expect.fail('the row is held');
      await bench.store.release(saved.held);
      expect((await bench.get(row.id))?.nextTryAtMs).toBeLessThanOrEqual(Date.now());
    });
  });
}

const EVERY_MS = 30_000;

/** A row that is due in an hour unless told, and how very many calls wake it. */
async function knockedAt(open: () => Promise<StoreBench>, more: Partial<AttemptRow>) {
  const { bench, order } = await asked(open);
  const checkoutId = `cos-${order}`;
  const row = await add(bench, order, 1_000, { nextTryAtMs: NOW_MS + 3_600_000, handle: { checkoutId }, ...more });
  const about = { provider: 'wave', account: 'wave-1', checkoutId };
  return { bench, row, about, wakeAt: (nowMs: number) => bench.store.wakePaced(about, nowMs, EVERY_MS) };
}

async function asked(open: () => Promise<StoreBench>) {
  const bench = await open();
  const order = await bench.openOrder(5_000);
  return { bench, order, row: await add(bench, order, 5_000) };
}

const back = ({ id: refundOf }: AttemptRow) => ({ kind: 'refund', refundOf }) as const;
const left = (row: AttemptRow): AttemptRow => ({
  ...row,
  version: row.version + 1,
  attempt: { ...row.attempt, state: 'submitting', sends: 1, lastSendAtMs: NOW_MS },
});
