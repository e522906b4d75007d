import type { Sha256 } from '../protocol/op-hash.ts';
import { numberAnew } from './new-history.ts';
import type { ClientStore, ClientTx, OverlayEntry } from './store.ts';

/**
 * Lets go of carried ops as of own ones: with a verdict, and read back (SYN-10). They go to the recorder under their own
 * install's name, so that a restored server gets them back from here too (SYN-21).
 */
export async function settleCarried(
  tx: ClientTx,
  mayLeave: (entry: OverlayEntry) => boolean,
  nowMs: number,
): Promise<void> {
  const done = (await tx.list('overlay')).filter(mayLeave);
  await tx.put(
    'recorder',
    done.map((entry) => ({ ...entry, settledAt: nowMs })),
  );
  await tx.delete(
    'overlay',
    done.map(({ id }) => id),
  );
}

/**
 * The server does not know an install whose ops are carried here (a restored backup from before it was enrolled). What
 * happened is not lost for that: the ops get numbers of this install, as when a device enrols again, and keep their ids
 * and bytes (SYN-12, SYN-29).
 * **Why** those of that install alone: one line of an unknown one in a file would give a revoked device's ops, which the
 * server sets apart, the name of a device that has its right. Undefined: a server that named none.
 */
export async function adoptCarried(store: ClientStore, unknown: string | undefined, hash: Sha256): Promise<void> {
  await store.write('strict', async (tx) => {
    const carried = (await tx.list('overlay')).filter(
      ({ verdict, install }) => verdict === null && (unknown === undefined || install === unknown),
    );
    const taken = new Set((await tx.list('outbox')).map(({ id }) => id));
    await numberAnew(
      tx,
      carried.filter(({ id }) => !taken.has(id)),
      hash,
    );
    await tx.delete(
      'overlay',
      carried.map(({ id }) => id),
    );
  });
}
