import { newAttempt, referenceOf } from '@resto360/domain';
import { expect, test } from 'vitest';
import { VERIFY_WITHIN_MS } from './new-row.ts';
import { suggestedTaken } from './take-suggested.ts';
import { NOTE, NOW_MS, add, moved, mustTake, type StoreBench } from './testing/store-bench.ts';

/** What every store of attempts keeps of what is suggested for a claim (PAY-19). */
export function describeSuggestions(open: () => Promise<StoreBench>): void {
  test('[PAY-19] what is suggested for a claim is kept, taken with another reference and more time, and goes', async () => {
    const { bench, row } = await suggestible(open);
    const held = await mustTake(bench, row.id);
    const suggested = { reference: `T_${row.id}`, atMs: NOW_MS - 1_000 };
    const saved = await bench.store.save(held, { ...moved(held.row), suggested }, [NOTE]);
    expect(saved).toMatchObject({ kind: 'saved', held: { row: { suggested } } });
    expect(await bench.get(row.id)).toMatchObject({ reference: row.reference, suggested });
    const stands = await bench.get(row.id);
    if (!stands) expect.fail('it is kept');
    const taken = suggestedTaken(stands, NOW_MS);
    if (!taken) expect.fail('something is suggested');
    await bench.decide(taken);
    const validUntilMs = NOW_MS + VERIFY_WITHIN_MS;
    const reference = referenceOf(suggested.reference);
    expect(await bench.get(row.id)).toMatchObject({ reference, suggested: null, validUntilMs, nextTryAtMs: NOW_MS });
  });

  test.each(['providerTxnId', 'operatorTxnId'] as const)(
    '[PAY-19] money that counts for another attempt by its %s is suggested for none, not even by who held its row',
    async (name) => {
      const { bench, row, order } = await suggestible(open);
      const txn = `T_${row.id}`;
      const suggested = { reference: txn, atMs: NOW_MS };
      const first = await mustTake(bench, row.id);
      const saved = await bench.store.save(first, { ...moved(first.row), suggested }, []);
      if (typeof saved === 'string') expect.fail('the row is held');
      const elsewhere = await add(bench, order, 5_000, { ...CLAIM, account: 'wave-2', suggested });
      const owner = await mustTake(bench, (await add(bench, order, 5_000, CLAIM)).id);
      const counts = { ...owner.row.attempt, state: 'verified', acceptedMinor: 5_000, grade: 'provider' } as const;
      const names = { providerTxnId: `of ${txn}`, operatorTxnId: null, [name]: txn };
      await bench.store.save(owner, { ...moved(owner.row), attempt: counts, ...names }, []);
      // Gone, and with a version more: tills are told, and who holds the row is handed it.
      const gone = { ...saved.held.row, suggested: null, version: saved.held.row.version + 1 };
      expect(await bench.get(row.id)).toEqual(gone);
      const again = await bench.store.save(saved.held, { ...moved(saved.held.row), suggested }, []);
      expect(again).toMatchObject({ kind: 'changed', held: { row: gone } });
      if (typeof again === 'string') return;
      const last = await bench.store.save(again.held, { ...moved(again.held.row), suggested }, []);
      expect(last).toMatchObject({ kind: 'saved', held: { row: { suggested: null } } });
      expect([(await bench.get(row.id))?.suggested, (await bench.get(elsewhere.id))?.suggested]).toEqual([
        null,
        suggested,
      ]);
    },
  );

  test('[PAY-19] money that is held for a person is suggested: it is nobody’s yet', async () => {
    const { bench, row, order } = await suggestible(open);
    const suggested = { reference: `T_${row.id}`, atMs: NOW_MS };
    const other = await mustTake(bench, (await add(bench, order, 5_000, CLAIM)).id);
    const isHeld = { ...other.row.attempt, state: 'integrity_hold', acceptedMinor: 5_000 } as const;
    await bench.store.save(other, { ...moved(other.row), attempt: isHeld, providerTxnId: suggested.reference }, []);
    const held = await mustTake(bench, row.id);
    await bench.store.save(held, { ...moved(held.row), suggested }, []);
    expect((await bench.get(row.id))?.suggested).toEqual(suggested);
  });
}

const CLAIM = { kind: 'claim', attempt: newAttempt('claimed'), reference: 'T_TYPED' } as const;

/** An order with a claim on it, whose reference stands nowhere. */
async function suggestible(open: () => Promise<StoreBench>) {
  const bench = await open();
  const order = await bench.openOrder(5_000);
  return { bench, order, row: await add(bench, order, 5_000, CLAIM) };
}
