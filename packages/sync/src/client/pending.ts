import type { Stamp } from '@resto360/domain';
import type { Op } from '../protocol/op.ts';
import type { ClientTx, OutboxEntry } from './store.ts';

/** An op that is in the view but not (surely) in the rows: from outbox, held or overlay. */
export type PendingOp = { readonly op: Op; readonly effective: Stamp };

/** Every pending op of a device (SYN-9). */
export async function listPending(tx: ClientTx): Promise<PendingOp[]> {
  const entries = [...(await tx.list('outbox')), ...(await tx.list('held')), ...(await tx.list('overlay'))];
  return entries.map(pendingOf);
}

/** What this device has still to bring to the cloud and read back: its own, and what it carries for others (SYN-29). */
export async function listUnsettled(tx: ClientTx): Promise<readonly OutboxEntry[]> {
  return [...(await tx.list('outbox')), ...(await tx.list('overlay'))];
}

/** The op of an entry with the stamp that joins use. */
export function pendingOf(entry: { readonly body: string; readonly effective: Stamp | null }): PendingOp {
  const op = JSON.parse(entry.body) as Op;
  return { op, effective: entry.effective ?? op.stamp };
}
