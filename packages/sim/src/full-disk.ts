import type { Op } from '@resto360/sync';
import type { Tablet } from './tablet.ts';

/** A tablet's disk is full from now on, or has room again. A crash that a full disk had forestalled does not come later. */
export function turnDisk(tablet: Tablet): undefined {
  const { faults } = tablet.store;
  faults.crashBeforeCommit = faults.crashAfterCommit = false;
  faults.quotaExceeded = !faults.quotaExceeded;
}

/** "Saved" is said of what is on the disk, and of nothing else, whatever the disk does (SYN-8). */
export async function saidAndNotThere(tablet: Tablet, op: Op): Promise<string | undefined> {
  const entries = await tablet.store.read((tx) => tx.list('outbox'));
  if (entries.some(({ id }) => id === op.id)) return undefined;
  return `${tablet.name}: op ${op.id} (${op.kind}) was said to be saved and is not on its disk`;
}
