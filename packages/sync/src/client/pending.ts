import type { Stamp } from '@resto360/domain';
import type { Op } from '../protocol/op.ts';
import type { ClientTx } from './store.ts';

/** An op that is in the view but not (surely) in the rows: from outbox, held or overlay. */
export type PendingOp = { readonly op: Op; readonly effective: Stamp };

/** Every pending op of a device (SYN-9). */
export async function listPending(tx: ClientTx): Promise<PendingOp[]> {
  const entries = [...(await tx.list('outbox')), ...(await tx.list('held')), ...(await tx.list('overlay'))];
  return entries.map(pendingOf);
}

/** The op of an entry with the stamp that joins use. */
export function pendingOf(entry: { readonly body: string; readonly effective: Stamp | null }): PendingOp {
  const op = JSON.parse(entry.body) as Op;
  return { op, effective: entry.effective ?? op.stamp };
}
