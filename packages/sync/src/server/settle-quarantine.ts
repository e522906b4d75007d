import { SCHEMA, assert, canonicalJson, isId, makeStamp, nameId, type Id } from '@resto360/domain';
import { SERVER_INSTALL } from '../server-install.ts';
import { linkHash } from '../protocol/op-hash.ts';
import type { ApplyDeps } from './apply-ops.ts';
import { readChain, type Incoming } from './incoming.ts';
import { journalLink } from './journal-chain.ts';
import { isAdmin, judge } from './judge.ts';
import { planDays } from './plan-days.ts';
import { SERVER_RULES } from './rules.ts';
import { addNumber } from './seen-ranges.ts';
import { UnstorableError, type JournalEntry, type Loaded, type StoredRow, type WritePlan } from './store.ts';
import { SETTLING_KINDS, applySettling } from './settling.ts';
import { WorkingRows } from './working-rows.ts';

/**
 * What somebody wants of a quarantined op. `bring_back`: one that was discarded counts after all; it is replayed, or waits
 * again where this release can't apply it. `by`: the id of a person, or a word for the server itself.
 */
export type Settling = { readonly id: Id; readonly how: 'replay' | 'discard' | 'bring_back'; readonly by: string };

/** What became of it. `still_held`: this release can't apply it either; it stays where it is. */
export type Settled =
  | { readonly kind: 'settled'; readonly version: number; readonly how: keyof typeof SETTLING_KINDS }
  | { readonly kind: 'still_held'; readonly code: string }
  | { readonly kind: 'not_waiting' };

/**
 * Ends the wait of a quarantined op: applies it after a release that can, or puts it aside because somebody decided so;
 * and takes the latter back. Each is an entry of the journal at a version of its own; the op's bytes stay where they are,
 * and its devices let go of it when they have read the row that says so (SYN-10, SYN-19).
 */
export async function settleQuarantined(
  restaurant: Id<'restaurant'>,
  settling: Settling,
  deps: ApplyDeps,
): Promise<Settled> {
  const entry = await deps.store.entry(restaurant, settling.id);
  if (entry?.verdict !== 'quarantined') return { kind: 'not_waiting' };
  const work = { settling, entry, one: readAgain(entry, deps) };
  try {
    return await settleNow(restaurant, { ...work, isReplayable: true }, deps);
  } catch (error) {
    if (!(error instanceof UnstorableError)) throw error;
    if (settling.how === 'bring_back') return settleNow(restaurant, { ...work, isReplayable: false }, deps);
    return { kind: 'still_held', code: 'not_storable' };
  }
}

type Work = {
  readonly settling: Settling;
  readonly entry: JournalEntry;
  readonly one: Incoming | undefined;
  /** The store has not refused it yet. */
  readonly isReplayable: boolean;
};

function settleNow(
  restaurant: Id<'restaurant'>,
  { settling, entry, one, isReplayable }: Work,
  deps: ApplyDeps,
): Promise<Settled> {
  const load = { opIds: [], installs: [SERVER_INSTALL, entry.install], rows: rowsOf(entry, one) };
  return deps.store.write(restaurant, load, (loaded): { plan: WritePlan | undefined; value: Settled } => {
    const row = loaded.row('quarantine', settling.id);
    if (!row || (row.f['state'] ?? 'waiting') !== STATE_BEFORE[settling.how])
      return { plan: undefined, value: { kind: 'not_waiting' } };
    const refused = isReplayable ? whyStillHeld(entry, one, loaded, deps) : 'not_storable';
    if (settling.how === 'replay' && refused !== undefined)
      return { plan: undefined, value: { kind: 'still_held', code: refused } };
    const again = refused === undefined ? 'replay' : 'reopen';
    const how = settling.how === 'bring_back' ? again : settling.how;
    const plan = planOf({ entry, row, settling: { ...settling, how } }, loaded, deps);
    return { plan, value: { kind: 'settled', version: plan.head, how } };
  });
}

const STATE_BEFORE: Readonly<Record<Settling['how'], string>> = {
  replay: 'waiting',
  discard: 'waiting',
  bring_back: 'discarded',
};

/** Tries every waiting op of a restaurant once more, in the order in which they came; answers how many went through. */
export async function replayWaiting(restaurant: Id<'restaurant'>, deps: ApplyDeps): Promise<number> {
  const rows = (await deps.store.rows(restaurant, 'quarantine')).filter(
    ({ f }) => (f['state'] ?? 'waiting') === 'waiting',
  );
  let settled = 0;
  for (const { id } of rows.toSorted((a, b) => a.v - b.v)) {
    const outcome = await settleQuarantined(restaurant, { id, how: 'replay', by: 'server' }, deps);
    if (outcome.kind === 'settled') settled++;
  }
  return settled;
}

function readAgain(entry: JournalEntry, deps: ApplyDeps): Incoming | undefined {
  const { install, seq, prev, body } = entry;
  const chain = { install, seq, prev, sig: null, ops: [JSON.parse(body) as unknown] };
  return readChain(chain, deps.hash, deps.rules?.schema)[0];
}

// Everything that judging and joining look at, as when it came the first time.
function rowsOf({ id, kind, actor }: JournalEntry, one: Incoming | undefined): Map<string, Id[]> {
  const rows = new Map<string, Id[]>([['quarantine', [id]]]);
  for (const [collection, row] of one?.op?.changes ?? []) rows.set(collection, [...(rows.get(collection) ?? []), row]);
  if (isId(actor) && isAdmin(kind)) rows.set('staff', [...(rows.get('staff') ?? []), actor]);
  return rows;
}

// A second body of a known id was put apart for what it is, and no release changes that.
function whyStillHeld(
  entry: JournalEntry,
  one: Incoming | undefined,
  loaded: Loaded,
  deps: ApplyDeps,
): string | undefined {
  if (entry.code === 'id_reused') return entry.code;
  const rules = deps.rules ?? SERVER_RULES;
  const device = loaded.devices.get(entry.install);
  const [deviceKind, isRevoked] = [device?.kind, device?.revoked ?? false];
  const around = { row: loaded.row.bind(loaded), deviceKind, isRevoked, trusted: false, rules };
  const judged = one ? judge(one, around) : undefined;
  return judged?.verdict === 'ok' ? undefined : (judged?.code ?? 'malformed_op');
}

type Plan = Pick<Settling, 'id' | 'by'> & { readonly how: keyof typeof SETTLING_KINDS };

function planOf(
  { entry, row, settling }: { entry: JournalEntry; row: StoredRow; settling: Plan },
  loaded: Loaded,
  deps: ApplyDeps,
): WritePlan {
  const { head, journalHash } = loaded.head;
  const version = head + 1;
  const rows = new WorkingRows(loaded.row.bind(loaded), (deps.rules ?? SERVER_RULES).join);
  const kind = SETTLING_KINDS[settling.how];
  const receivedAt = deps.nowMs();
  applySettling(rows, { kind, by: settling.by, version, row, at: receivedAt }, entry);
  const device = loaded.devices.get(SERVER_INSTALL);
  assert(device, 'the server has an install of its own in every restaurant');
  const seq = (device.seen.at(-1)?.[1] ?? 0) + 1;
  const id = nameId(`settled:${settling.id}:${version}`);
  const stamp = makeStamp(receivedAt, 0, SERVER_INSTALL);
  const changes = [['quarantine', settling.id, { how: settling.how, at: receivedAt }]];
  const body = canonicalJson({ id, stamp, kind, actor: settling.by, base: head, schema: SCHEMA, changes });
  const prev = device.tipHash;
  const link = linkHash(prev, seq, body, deps.hash);
  const told = { id, kind, actor: settling.by, stamp, body, install: SERVER_INSTALL, seq, prev, link };
  const said = { version, position: 0, effective: null, base: null, verdict: 'ok', code: null, receivedAt } as const;
  const written = { ...told, ...said };
  const chain = journalLink(journalHash, version, [written], deps.hash);
  return {
    head: version,
    journalHash: chain,
    rows: rows.changed(),
    journal: [{ ...written, chain }],
    devices: [{ ...device, seen: addNumber(device.seen, seq), tipHash: link }],
    treeOrders: rows.treeOrders(),
    writers: rows.writers(),
    days: planDays(receivedAt, loaded.head, (deps.rules ?? SERVER_RULES).window),
  };
}
