import { assert } from '@resto360/domain';
import { CHAIN_START, linkHash, type Sha256 } from '../protocol/op-hash.ts';
import { START, type ClientStore, type ClientTx, type Identity, type OutboxEntry } from './store.ts';

/**
 * Makes a device the new installation that the server enrolled it as, with everything it still holds (SYN-12, SYN-15).
 *
 *     old install: outbox 41 42 43 ──one strict transaction──▶ new install: outbox 1 2 3, same ids, same bytes
 *
 * Held and settled ops, rows and cursor stay, and so does the last stamp: the clock only rises. Where the kind of device
 * changed, the next pull starts from 0, because the cursor's scope is no longer the device's (SYN-20).
 * **Why** an install that is this one already only gets its new token: when the answer to an enrolment was written and
 * not seen, the same code is tried again, and ops numbered twice under one install would look like a copied tablet.
 * **Errors** asserts that the restaurant is the same; nothing is written otherwise.
 */
export async function reEnrol(store: ClientStore, identity: Identity, hash: Sha256): Promise<void> {
  await store.write('strict', async (tx) => {
    const before = await tx.meta('identity');
    assert(before?.restaurant === identity.restaurant, 'a device enrols again in its own restaurant');
    await tx.setMeta('identity', identity);
    if (before.kind !== identity.kind) await readAnew(tx);
    const notices = await tx.meta('notices');
    if (before.install === identity.install) {
      if (notices) await tx.setMeta('notices', { ...notices, stopped: null });
      return;
    }
    await sealAgain(tx, hash);
    if (notices) await tx.setMeta('notices', { ...notices, fork: false, missing: [], stopped: null });
  });
}

// Another kind holds other collections, and other days of them.
async function readAnew(tx: ClientTx): Promise<void> {
  const { part: _part, stale: _stale, collections: _held, ...cursor } = (await tx.meta('cursor')) ?? START;
  await tx.setMeta('sweep', null);
  await tx.setMeta('cursor', { ...cursor, cursor: 0, more: true, floor: 0 });
}

// Place and link stand outside the body: an op is numbered anew, and its bytes stay those that were said to be saved.
async function sealAgain(tx: ClientTx, hash: Sha256): Promise<void> {
  const entries = await tx.list('outbox');
  const sealed: OutboxEntry[] = [];
  let link = CHAIN_START;
  for (const [index, entry] of entries.entries()) {
    const [seq, prev] = [index + 1, link];
    link = linkHash(prev, seq, entry.body, hash);
    sealed.push({ ...entry, seq, prev, link });
  }
  await tx.delete(
    'outbox',
    entries.map((entry) => entry.seq),
  );
  await tx.put('outbox', sealed);
  const stamp = (await tx.meta('counters'))?.stamp ?? null;
  await tx.setMeta('counters', { seq: sealed.length, link, stamp, receiptCount: 0 });
}
