import { CATALOG, assert, type Id } from '@resto360/domain';
import { CHAIN_START, linkHash, type Sha256 } from '../protocol/op-hash.ts';
import { pendingOf } from './pending.ts';
import type { ClientRules } from './rules.ts';
import type { ClientTx, HeldEntry, OutboxEntry, OverlayEntry, RecorderEntry } from './store.ts';

type Around = { readonly hash: Sha256; readonly rules: ClientRules };

/**
 * The server was restored from a backup, and its history begins anew: the rows of the former one go, and what the server
 * may have lost goes back into the outbox, without a verdict (SYN-21).
 *
 *     recorder, held ──▶ outbox ──▶ "which of these do you know?" ──▶ the others in full ──▶ recorder again
 *
 * Runs in the transaction that puts the first page of the new history into the rows: a screen never shows neither.
 * What was `rejected` stays in the recorder: a refused price must not come true months later because the roles changed.
 * So does what a person discarded, as far as this device had read it: it was settled in another way.
 */
export async function beginHistory(tx: ClientTx, around: Around): Promise<void> {
  const [discarded, apart] = [await listDiscarded(tx), await listApart(tx)];
  await tx.clear('rows');
  await tx.setMeta('sweep', null);
  const waiting = await tx.list('outbox');
  await tx.put(
    'outbox',
    waiting.filter(({ verdict }) => verdict !== null).map((entry) => asked(entry)),
  );
  const carried = await tx.list('overlay');
  await tx.put(
    'overlay',
    carried.map((entry) => ({ ...entry, verdict: null })),
  );
  if (around.rules.giveBack === 'nothing') return;
  const recorder = await tx.list('recorder');
  const isDiscarded = (entry: RecorderEntry) => entry.discarded ?? discarded.has(entry.quarantineId ?? entry.id);
  const settled = recorder.filter((entry) => isGivenBack(entry, around.rules) && !isDiscarded(entry));
  // The row that says so goes with the history.
  await tx.put(
    'recorder',
    recorder.filter(isDiscarded).map((entry) => ({ ...entry, discarded: true as const })),
  );
  const kept = await carryApart(tx, { settled, apart });
  await giveBack(tx, kept, around.hash);
  await tx.delete(
    'recorder',
    settled.map(({ id }) => id),
  );
}

// What stood apart because its device had no right any more goes back under that device's name and not under this one's:
// else nobody would be asked about it (SYN-25). Answers what is left of what was settled.
async function carryApart(
  tx: ClientTx,
  { settled, apart }: { readonly settled: readonly RecorderEntry[]; readonly apart: ReadonlySet<Id> },
): Promise<readonly RecorderEntry[]> {
  const own = (await tx.meta('identity'))?.install;
  const isOthers = ({ id, install, quarantineId }: RecorderEntry | HeldEntry) =>
    install !== own && apart.has(quarantineId ?? id);
  const carried = settled.filter(isOthers);
  // Of two bodies of one id the later waits for the earlier (SYN-12).
  const taken = new Set([...(await tx.list('overlay')), ...settled].map(({ id }) => id));
  const held = (await tx.list('held')).filter((entry) => isOthers(entry) && !taken.has(entry.id));
  await tx.put('overlay', [...carried, ...held].map(carriedAgain));
  await tx.delete(
    'held',
    held.map(({ id }) => id),
  );
  return settled.filter((entry) => !carried.includes(entry));
}

/**
 * Gives held ops back to the outbox that a former history had put apart, one by one as their ids become free: an op that
 * bears another's id must come after it, as it did the first time (SYN-12).
 */
export async function releaseHeld(tx: ClientTx, lineage: number, around: Around): Promise<void> {
  if (around.rules.giveBack !== 'everything') return;
  const old = (await tx.list('held')).filter(({ judgedIn }) => judgedIn < lineage);
  if (old.length === 0) return;
  const taken = new Set((await tx.list('outbox')).map(({ id }) => id));
  const free = old.filter(({ id }) => !taken.has(id));
  await giveBack(tx, free, around.hash);
  await tx.delete(
    'held',
    free.map(({ id }) => id),
  );
}

async function listDiscarded(tx: ClientTx): Promise<ReadonlySet<Id>> {
  const rows = await tx.rowsOf('quarantine');
  return new Set(rows.filter(({ f }) => f['state'] === 'discarded').map(({ id }) => id));
}

async function listApart(tx: ClientTx): Promise<ReadonlySet<Id>> {
  return new Set((await tx.rowsOf('suspense')).map(({ id }) => id));
}

function carriedAgain(entry: RecorderEntry | HeldEntry): OverlayEntry {
  const { recall: _, ...whole } = asked(entry);
  return { ...whole, install: entry.install };
}

const isGivenBack = (entry: RecorderEntry, rules: ClientRules): boolean => {
  if (entry.verdict?.[0] === 'rejected') return false;
  if (rules.giveBack === 'everything') return true;
  const { changes } = pendingOf(entry).op;
  return changes.some(([name]) => CATALOG.get(name)?.class === 'fact');
};

// Numbers of this install stay what they were, and the server's account of it has no holes. What an earlier install of
// this device wrote is numbered anew at the end, as when the device enrolled again.
async function giveBack(tx: ClientTx, back: readonly (RecorderEntry | HeldEntry)[], hash: Sha256): Promise<void> {
  if (back.length === 0) return;
  const identity = await tx.meta('identity');
  assert(identity, 'a device that settled ops is enrolled');
  const own = back.filter(({ install }) => install === identity.install);
  await tx.put(
    'outbox',
    own.map((entry) => asked(entry)),
  );
  const others = back.filter(({ install }) => install !== identity.install);
  await numberAnew(
    tx,
    others.map((entry) => asked(entry)),
    hash,
  );
}

/** Puts ops of other installs at the end of this one's outbox: their numbers and links are new, ids and bytes stay. */
export async function numberAnew(tx: ClientTx, others: readonly OutboxEntry[], hash: Sha256): Promise<void> {
  if (others.length === 0) return;
  const counters = (await tx.meta('counters')) ?? { seq: 0, link: CHAIN_START, stamp: null, receiptCount: 0 };
  let { seq, link } = counters;
  const entries = others.map(({ id, body, effective, recordedAt, lineage, recall, unread }): OutboxEntry => {
    const prev = link;
    seq += 1;
    link = linkHash(prev, seq, body, hash);
    const sealed = { seq, id, prev, link, body, effective, verdict: null, recordedAt, lineage };
    return { ...sealed, ...(recall ? { recall } : {}), ...(unread ? { unread } : {}) };
  });
  await tx.put('outbox', entries);
  await tx.setMeta('counters', { ...counters, seq, link });
}

function asked({ seq, id, prev, link, body, effective, recordedAt, lineage, unread }: OutboxEntry): OutboxEntry {
  const entry = { seq, id, prev, link, body, effective, verdict: null, recordedAt, lineage, recall: true as const };
  return unread ? { ...entry, unread } : entry;
}
