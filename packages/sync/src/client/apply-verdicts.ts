import { assert, nameId, readStamp, type Id, type Install, type Stamp } from '@resto360/domain';
import { LIMITS } from '../limits.ts';
import type { PushAnswer, Verdict } from '../protocol/messages.ts';
import { later } from './outbox.ts';
import { pendingOf, readOutbox } from './pending.ts';
import type { Pushed } from './pushed.ts';
import type { ClientRules } from './rules.ts';
import type { ClientTx, HeldEntry, Notices, OutboxEntry, OverlayEntry } from './store.ts';

/** The notices of a device to which nothing odd was told. */
export const NO_NOTICES: Notices = { fork: false, missing: [], rejected: [], stopped: null };

/** What a push answer is read with. `pushed`: the numbers that its request brought. */
type Judged = { readonly rules: ClientRules; readonly lineage: number; readonly pushed: Pushed };

/**
 * Writes down what the cloud said of each op. Nothing leaves the outbox here but a quarantined op, which moves to
 * `held` and stays in the view (SYN-10).
 */
export async function applyVerdicts(tx: ClientTx, answer: PushAnswer, around: Judged): Promise<void> {
  await takeVerdicts(tx, answer.verdicts, around);
  await noteAnswer(tx, answer);
}

/**
 * Writes down which of the ops asked for the present history knows; the others will be sent in full. What it had put
 * apart is sent too, so that its row and ours meet as the first time (SYN-21).
 */
export async function applyRecalled(
  tx: ClientTx,
  asked: readonly Id[],
  known: Readonly<Record<string, Verdict>>,
): Promise<void> {
  const ids = new Set<Id>(asked);
  const isAsked = (entry: OutboxEntry) => entry.recall === true && ids.has(entry.id);
  const read = await readOutbox(tx, (_part, all) => all.filter(isAsked).length >= ids.size);
  const carried = (await tx.list('overlay')).filter(isAsked);
  await tx.put(
    'outbox',
    read.filter(isAsked).map(({ recall: _asked, ...entry }) => answered(entry, known)),
  );
  await tx.put(
    'overlay',
    carried.map(({ recall: _asked, ...entry }): OverlayEntry => answered(entry, known)),
  );
}

// What this history does not know goes in full.
function answered<E extends OutboxEntry & Pick<OverlayEntry, 'shownAs'>>(
  entry: E,
  known: Readonly<Record<string, Verdict>>,
) {
  const verdict = known[entry.id];
  return verdict?.[0] === 'ok' ? withVerdict(entry, verdict) : entry;
}

async function takeVerdicts(
  tx: ClientTx,
  verdicts: PushAnswer['verdicts'],
  { rules, lineage, pushed }: Judged,
): Promise<void> {
  const install: Install | undefined = (await tx.meta('identity'))?.install;
  assert(install !== undefined, 'a device that pushed is enrolled');
  const entries = await tx.getMany('outbox', pushed.numbersOf(install));
  const judged = entries.flatMap((entry): OutboxEntry[] => {
    const verdict = entry && verdicts[entry.id];
    return verdict && entry.verdict === null ? [withVerdict(entry, verdict)] : [];
  });
  const quarantined = judged.filter((entry) => entry.verdict?.[0] === 'quarantined');
  const kept = judged.filter((entry) => entry.verdict?.[0] !== 'quarantined');
  await tx.put('outbox', kept);
  await tx.delete(
    'outbox',
    quarantined.map((entry) => entry.seq),
  );
  if (rules.quarantined === 'held') {
    await tx.put(
      'held',
      quarantined.map((entry) => held(entry, { install, judgedIn: lineage })),
    );
  }
  if (judged.some((entry) => entry.effective !== null)) await resetStamp(tx);
  await takeCarried(tx, verdicts, { lineage, pushed });
}

// Of what is carried for other installs the same is written down, under their names (SYN-29).
async function takeCarried(
  tx: ClientTx,
  verdicts: PushAnswer['verdicts'],
  { lineage, pushed }: Pick<Judged, 'lineage' | 'pushed'>,
): Promise<void> {
  const judged = (await tx.list('overlay')).flatMap((entry): OverlayEntry[] => {
    const verdict = verdicts[entry.id];
    const isOf = verdict && entry.verdict === null && pushed.has(entry.install, entry.seq);
    return isOf ? [withVerdict(entry, verdict)] : [];
  });
  await tx.put('overlay', judged);
  // The next edit here lies above the stamp that was given to what it follows (SYN-24).
  const given = judged.reduce<Stamp | undefined>((newest, one) => later(newest, one.effective ?? undefined), undefined);
  const heard = later(await tx.meta('heard'), given);
  if (given !== undefined && heard !== undefined) await tx.setMeta('heard', heard);
  const quarantined = judged.filter(({ verdict }) => verdict?.[0] === 'quarantined');
  await tx.delete(
    'overlay',
    quarantined.map(({ id }) => id),
  );
  await tx.put(
    'held',
    quarantined.map((entry) => held(entry, { install: entry.install, judgedIn: lineage })),
  );
}

// A stamp that the server gave stands before the one that a device shows by itself (SYN-24).
function withVerdict<E extends OutboxEntry & Pick<OverlayEntry, 'shownAs'>>(entry: E, verdict: Verdict) {
  const effective = verdict[0] === 'ok' || verdict[0] === 'dup' ? (verdict[2] ?? null) : null;
  const { shownAs, ...rest } = entry;
  return { ...rest, verdict, effective, ...(shownAs && effective === null ? { shownAs } : {}) };
}

function held(entry: OutboxEntry, where: Pick<HeldEntry, 'install' | 'judgedIn'>): HeldEntry {
  const reused = entry.verdict?.[0] === 'quarantined' && entry.verdict[2] === 'id_reused';
  return { ...entry, ...where, quarantineId: reused ? nameId(`reused:${entry.id}:${entry.link}`) : entry.id };
}

// The clock had run ahead and was brought back: later ops follow the stamps that count, not the ones that were refused.
async function resetStamp(tx: ClientTx): Promise<void> {
  const counters = await tx.meta('counters');
  if (!counters) return;
  let newest: Stamp | undefined = await tx.meta('heard');
  // What was put apart is still on the screen under the stamp it was written with.
  for (const entry of [...(await tx.list('outbox')), ...(await tx.list('held'))])
    newest = later(newest, pendingOf(entry).effective);
  const unjudgedAhead =
    newest !== undefined && counters.stamp !== null && readStamp(newest).ms > readStamp(counters.stamp).ms;
  await tx.setMeta('counters', { ...counters, stamp: unjudgedAhead ? counters.stamp : (newest ?? counters.stamp) });
}

async function noteAnswer(tx: ClientTx, answer: PushAnswer): Promise<void> {
  const before = (await tx.meta('notices')) ?? NO_NOTICES;
  const rejected = Object.entries(answer.verdicts).flatMap(([id, verdict]) =>
    verdict[0] === 'rejected' && !before.rejected.some((one) => one.id === id) ? [{ id, code: verdict[2] }] : [],
  );
  const all = [...before.rejected, ...rejected];
  const rejectedBefore = (before.rejectedBefore ?? 0) + Math.max(0, all.length - LIMITS.rejectedListed);
  await tx.setMeta('notices', {
    fork: before.fork || answer.fork,
    missing: answer.missing,
    rejected: all.slice(-LIMITS.rejectedListed),
    ...(rejectedBefore > 0 ? { rejectedBefore } : {}),
    stopped: null,
  });
}
