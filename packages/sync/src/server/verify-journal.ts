import { CATALOG, canonicalJson, isStamp, type Id } from '@resto360/domain';
import { JOIN_RULES, type JoinRules } from '../join.ts';
import { CHAIN_START, linkHash, type Sha256 } from '../protocol/op-hash.ts';
import type { Op } from '../protocol/op.ts';
import { journalLink } from './journal-chain.ts';
import { quarantineRow } from './quarantine-row.ts';
import { readChain, toldOf } from './incoming.ts';
import { applySettling, isSettling, settledAt, settledBy } from './settling.ts';
import { FoldedPurges } from './folded-purges.ts';
import { DeviceChains } from './device-chains.ts';
import { Writers } from './held-writers.ts';
import type { JournalEntry, ServerStore, StoredRow } from './store.ts';
import { orderOf } from '../window.ts';
import type { Purge } from './tombstones.ts';
import { OrderTouches } from './order-touches.ts';
import { WorkingRows } from './working-rows.ts';

/** What the check found. `problem` names the first bad entry or row; undefined when everything agrees. */
export type Verification = {
  readonly versions: number;
  readonly ops: number;
  readonly rows: number;
  readonly problem: string | undefined;
};

const PAGE = 500;
/** Written by the server outside the journal: who is enrolled, and who no longer was when an op came. */
const NOT_FOLDED = new Set(['devices', 'suspense', 'payment_attempts', 'rails']);

/**
 * Folds the journal from empty with the same join, checks both chains on the way, and compares every field, mark and
 * version with the tables. The first thing that does not fit is named (TEN-19; "Rebuild" of section 7).
 */
export async function verifyJournal(
  restaurant: Id<'restaurant'>,
  store: ServerStore,
  hash: Sha256,
  rules: JoinRules = JOIN_RULES,
): Promise<Verification> {
  // The house goes on serving while it is checked: what looks wrong counts only if nothing was written meanwhile.
  for (let tries = 1; ; tries++) {
    const before = await store.head(restaurant);
    const fold = new Fold(hash, rules, await store.purges(restaurant));
    const found = await foldAndCompare(restaurant, store, fold);
    const after = await store.head(restaurant);
    const isSame = before?.head === after?.head && before?.horizon === after?.horizon;
    if (found.problem === undefined || isSame || tries >= TRIES_MAX) return found;
  }
}

/** How often a house that is written to while it is checked is checked again. */
const TRIES_MAX = 5;

async function foldAndCompare(restaurant: Id<'restaurant'>, store: ServerStore, fold: Fold): Promise<Verification> {
  let above = 0;
  for (;;) {
    const entries = await store.journal(restaurant, above, PAGE);
    if (entries.length === 0) break;
    const problem = fold.take(entries);
    if (problem !== undefined) return fold.result(problem);
    above = entries.at(-1)?.version ?? above;
  }
  const head = await store.head(restaurant);
  if (head?.journalHash !== fold.chain)
    return fold.result(
      `journal ends at version ${above}, but the restaurant's hash says otherwise: its tail was cut or edited`,
    );
  fold.purges.doneBefore(Number.POSITIVE_INFINITY);
  const broken = fold.brokenDevice();
  if (broken !== undefined) return fold.result(broken);
  return fold.result(await firstDifference(restaurant, store, fold));
}

class Fold {
  readonly rows = new Map<string, Map<Id, StoredRow>>();
  readonly #hash: Sha256;
  readonly #rules: JoinRules;
  readonly #devices = new DeviceChains();
  readonly #quarantined = new Map<Id, JournalEntry>();
  readonly #touches = new OrderTouches();
  readonly #writers = new Writers();
  readonly purges: FoldedPurges;
  chain = CHAIN_START;
  #versions = 0;
  #ops = 0;

  constructor(hash: Sha256, rules: JoinRules, purges: readonly Purge[]) {
    this.purges = new FoldedPurges(this.rows, purges);
    this.#hash = hash;
    this.#rules = rules;
  }

  result(problem: string | undefined): Verification {
    const rows = [...this.rows.values()].reduce((sum, collection) => sum + collection.size, 0);
    return { versions: this.#versions, ops: this.#ops, rows, problem };
  }

  take(entries: readonly JournalEntry[]): string | undefined {
    for (const group of byVersion(entries)) {
      const problem = this.#chainProblem(group) ?? this.#apply(group);
      if (problem !== undefined) return problem;
    }
    return undefined;
  }

  brokenDevice(): string | undefined {
    return this.#devices.firstBreak();
  }

  /** Whether a row of an order may stand at a later version than its own: then the order was sent whole (SYN-20). */
  mayBeRaised(collection: string, row: StoredRow): boolean {
    return this.#touches.hasTouched(orderOf(collection, row), row.v);
  }

  #chainProblem(group: readonly JournalEntry[]): string | undefined {
    const version = group[0]?.version ?? 0;
    for (const entry of group) {
      const where = `version ${version}, op ${entry.id}`;
      if (linkHash(entry.prev, entry.seq, entry.body, this.#hash) !== entry.link)
        return `${where}: its bytes do not match its hash`;
      const told = toldOf(JSON.parse(entry.body) as Record<string, unknown>);
      if (told.kind !== entry.kind || told.actor !== entry.actor || told.stamp !== entry.stamp)
        return `${where}: what is told of it does not match its bytes`;
      this.#devices.add(entry);
    }
    const chain = journalLink(this.chain, version, group, this.#hash);
    if (group.some((entry) => entry.chain !== chain))
      return `version ${version}: the journal's chain breaks here; an entry was deleted, added or edited at or before it`;
    this.chain = chain;
    return undefined;
  }

  // A quarantined op that somebody replayed or put aside: what it did stands at this version.
  #settle({ version, body, kind, actor: by, id }: JournalEntry, working: WorkingRows): string | undefined {
    const settled = settledBy(body);
    const original = settled === undefined ? undefined : this.#quarantined.get(settled);
    const row = settled === undefined ? undefined : working.row('quarantine', settled);
    if (!original || !row) return `version ${version}, op ${id}: ends an op that was never put apart`;
    applySettling(working, { kind, by, version, row, at: settledAt(body) }, original);
    return undefined;
  }

  #apply(group: readonly JournalEntry[]): string | undefined {
    this.purges.doneBefore(group[0]?.version ?? 0);
    const working = new WorkingRows((collection, id) => this.rows.get(collection)?.get(id), this.#rules);
    for (const entry of group) this.#writers.add(entry);
    for (const entry of group) {
      this.#ops++;
      if (isSettling(entry)) {
        const problem = this.#settle(entry, working);
        if (problem !== undefined) return problem;
      } else if (entry.verdict === 'ok') {
        const op = JSON.parse(entry.body) as Op;
        if (!isStamp(op.stamp)) return `version ${entry.version}, op ${entry.id}: was applied but cannot be read`;
        const read = entry.base === null ? op : { ...op, base: entry.base };
        working.apply(read, entry.effective ?? op.stamp, entry.version);
      } else if (entry.verdict === 'quarantined') {
        this.#quarantined.set(entry.id, entry);
        const [one] = readChain(
          { install: entry.install, seq: entry.seq, prev: entry.prev, sig: null, ops: [JSON.parse(entry.body)] },
          this.#hash,
        );
        if (one)
          working.put('quarantine', quarantineRow(one, entry.id, entry.code ?? '', entry.version, entry.receivedAt));
      }
    }
    for (const held of working.writers()) {
      const row = working.row('conflicts', held.conflict);
      if (row) working.put('conflicts', this.#writers.named(row, held));
    }
    this.#versions++;
    this.#touches.note(group[0]?.version ?? 0, working);
    for (const [name, rows] of working.changed()) {
      const collection = this.rows.get(name) ?? new Map<Id, StoredRow>();
      for (const row of rows) collection.set(row.id, row);
      this.rows.set(name, collection);
    }
    return undefined;
  }
}

function byVersion(entries: readonly JournalEntry[]): JournalEntry[][] {
  const groups: JournalEntry[][] = [];
  for (const entry of entries) {
    const current = groups.at(-1);
    if (current?.[0]?.version === entry.version) current.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

async function firstDifference(
  restaurant: Id<'restaurant'>,
  store: ServerStore,
  fold: Fold,
): Promise<string | undefined> {
  for (const name of CATALOG.keys()) {
    if (NOT_FOLDED.has(name)) continue;
    const expected = fold.rows.get(name) ?? new Map<Id, StoredRow>();
    const stored = await store.rows(restaurant, name);
    for (const row of stored) {
      const before = expected.get(row.id);
      if (!before) return `${name} ${row.id}: stands in the table, but no op wrote it`;
      const isRaised = row.v > before.v && fold.mayBeRaised(name, row);
      const where = differingField(isRaised ? { ...before, v: row.v } : before, row);
      if (where !== undefined) return `${name} ${row.id}: ${where} differs from what the journal says`;
    }
    const ids = new Set(stored.map((row) => row.id));
    for (const id of expected.keys())
      if (!ids.has(id)) return `${name} ${id}: the journal wrote it, but the table has lost it`;
  }
  return undefined;
}

function differingField(expected: StoredRow, stored: StoredRow): string | undefined {
  for (const key of ['v', 'st', 'sv', 'sx', 'fv', 'alt', 'f'] as const) {
    if (canonicalJson(expected[key] ?? null) !== canonicalJson(stored[key] ?? null)) return key;
  }
  return undefined;
}
