import { canonicalJson, nextStamp, type Change, type Id } from '@resto360/domain';
import { CHAIN_START, linkHash, sha256Hex, type Op } from '@resto360/sync';
import { HOUSE } from './house.ts';
import type { Tablet } from './tablet.ts';

/**
 * Writes an op that no command of this app would, straight to a tablet's disk, as another build of it might; then the app
 * starts again. **Units** `nowMs` dates the op's stamp where the tablet's last one is not later.
 */
export async function writeStrangeOp(
  tablet: Tablet,
  from: { readonly id: Id; readonly schema: number; readonly nowMs: number; readonly changes: readonly Change[] },
): Promise<void> {
  const { id, schema, changes } = from;
  await tablet.store.write('strict', async (tx) => {
    const counters = await tx.meta('counters');
    const prev = counters?.link ?? CHAIN_START;
    const seq = (counters?.seq ?? 0) + 1;
    const before = from.nowMs < tablet.nowMs() ? undefined : (counters?.stamp ?? undefined);
    const stamp = nextStamp(before, from.nowMs, tablet.identity.install);
    const op: Op = { id, stamp, kind: 'payment.take', actor: HOUSE.staff.cashier, base: 0, schema, changes };
    const body = canonicalJson(op);
    const link = linkHash(prev, seq, body, sha256Hex);
    const lineage = (await tx.meta('cursor'))?.lineage ?? 1;
    const entry = { seq, id, prev, link, body, effective: null, verdict: null, recordedAt: tablet.nowMs(), lineage };
    await tx.put('outbox', [entry]);
    const kept = counters?.stamp ?? stamp;
    await tx.setMeta('counters', {
      seq,
      link,
      stamp: kept > stamp ? kept : stamp,
      receiptCount: counters?.receiptCount ?? 0,
    });
  });
  await tablet.restart();
}

/** A payment of an order that nobody knows. */
export function somePayment(newId: () => Id): Change {
  const [id, order, shift] = [newId(), newId(), newId()];
  const cash = { method: 'cash', amountMinor: 1000, tenderedMinor: 1000, changeMinor: 0, currency: 'XOF' };
  return ['payments', id, { order, shift, ...cash, by: HOUSE.staff.cashier, at: 0 }];
}
