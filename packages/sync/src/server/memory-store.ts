import { assert, type Id, type Install } from '@resto360/domain';
import { rowKey } from '../own-rows.ts';
import { CHAIN_START } from '../protocol/op-hash.ts';
import { Writers } from './held-writers.ts';
import { headOf, type House } from './memory-house.ts';
import { purgeSome } from './memory-tombstones.ts';
import { digestOf, raiseOldOrders, windowOf } from './memory-window.ts';
import { SETTLING_KINDS, isSettling, settledBy } from './settling.ts';
import {
  UnstorableError,
  type DeviceState,
  type Head,
  type JournalEntry,
  type LoadRequest,
  type Loaded,
  type Page,
  type PageRequest,
  type ServerStore,
  type StoredRow,
  type WritePlan,
} from './store.ts';
import type { DeviceRead, Purge, Purged, PurgeRequest } from './tombstones.ts';
import type { Verdict } from '../protocol/messages.ts';

/** Faults that a test or the simulator can cause in the next write. */
export type MemoryFaults = {
  crashBeforeCommit: boolean;
  crashAfterCommit: boolean;
  /** Ops that a plan must not apply: the store refuses it as one that it can never take. */
  readonly unstorable: Set<Id>;
};

/** What a crashed server throws: nobody gets an answer. */
export class CrashError extends Error {
  override readonly name = 'CrashError';
}

/** A server store in memory, with the same contract as PostgreSQL's and two knobs for crashes. */
export class MemoryServerStore implements ServerStore {
  readonly faults: MemoryFaults = { crashBeforeCommit: false, crashAfterCommit: false, unstorable: new Set() };
  readonly #houses = new Map<Id, House>();
  #tail: Promise<unknown> = Promise.resolve();

  /** Adds a restaurant. */
  addRestaurant(id: Id<'restaurant'>): void {
    const head: Head = { lineage: 1, head: 0, journalHash: CHAIN_START, starts: [], day: 0, clockDay: 0, horizon: 0 };
    this.#houses.set(id, {
      head,
      rows: new Map(),
      journal: [],
      known: new Map(),
      devices: new Map(),
      byVersion: [],
      reads: new Map(),
      purges: [],
      days: [],
    });
  }

  /** Enrols an install. */
  addDevice(restaurant: Id<'restaurant'>, device: Pick<DeviceState, 'install' | 'kind'> & Partial<DeviceState>): void {
    const state: DeviceState = { seen: [], tipHash: CHAIN_START, clampStamp: null, revoked: false, ...device };
    this.#house(restaurant).devices.set(device.install, state);
  }

  /** Takes an install's right away. */
  revoke(restaurant: Id<'restaurant'>, install: Install): void {
    const { devices } = this.#house(restaurant);
    const device = devices.get(install);
    if (device) devices.set(install, { ...device, revoked: true });
  }

  async write<T>(
    restaurant: Id<'restaurant'>,
    load: LoadRequest,
    decide: (loaded: Loaded) => { readonly plan: WritePlan | undefined; readonly value: T },
  ): Promise<T> {
    const turn = this.#tail.then(() => this.#writeNow(this.#house(restaurant), load, decide));
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  async page(restaurant: Id<'restaurant'>, request: PageRequest): Promise<Page> {
    const house = this.#house(restaurant);
    const wanted = new Set(request.collections);
    const { floor, isLeftOut } = windowOf(house, request);
    const rows: Record<string, unknown[]> = {};
    const leftOut: string[] = [];
    let count = 0;
    let bytes = 0;
    let to = house.head.head;
    let more = false;
    for (const { version, collection, id } of changesAbove(house, request.since)) {
      if (!wanted.has(collection)) continue;
      const full = count >= request.limitRows || bytes >= request.limitBytes;
      if (full && version > to) {
        more = true;
        break;
      }
      const row = house.rows.get(collection)?.get(id);
      if (row?.v !== version || isLeftOut(collection, row)) continue;
      count++;
      if (request.leaveOut?.get(rowKey(collection, id)) === version) {
        leftOut.push(rowKey(collection, id));
      } else {
        const wire = wireRow(row);
        (rows[collection] ??= []).push(wire);
        bytes += JSON.stringify(wire).length;
      }
      if (count >= request.limitRows || bytes >= request.limitBytes) to = version;
    }
    if (!more) to = house.head.head;
    const digest = request.digest && !more ? digestOf(house, request, floor) : undefined;
    return {
      head: headOf(house, request.hashesAt),
      to,
      more,
      rowsJson: JSON.stringify(rows),
      leftOut,
      floor,
      ...(digest ? { digest } : {}),
    };
  }

  async head(restaurant: Id<'restaurant'>, hashesAt?: readonly number[]): Promise<Head | undefined> {
    const house = this.#houses.get(restaurant);
    return house && headOf(house, hashesAt);
  }

  async beginLineage(restaurant: Id<'restaurant'>, after: number, common?: number): Promise<Head | undefined> {
    const house = this.#house(restaurant);
    const { lineage, head, starts } = house.head;
    const start = Math.min(head, common ?? head);
    if (lineage === after) house.head = { ...house.head, lineage: lineage + 1, starts: [...starts, start] };
    return house.head;
  }

  /** A backup of everything as it is now. `restore` puts it back; what was committed since then is lost. */
  backup(): { restore: () => void } {
    const copies = new Map([...this.#houses].map(([id, house]) => [id, copyOf(house)]));
    return {
      restore: () => {
        this.#houses.clear();
        for (const [id, house] of copies) this.#houses.set(id, copyOf(house));
      },
    };
  }

  /** Another server with everything that this one has now: a replica, which hears no more of it. */
  replicate(): MemoryServerStore {
    const replica = new MemoryServerStore();
    for (const [id, house] of this.#houses) replica.#houses.set(id, copyOf(house));
    return replica;
  }

  async journal(restaurant: Id<'restaurant'>, above: number, limit: number): Promise<readonly JournalEntry[]> {
    const later = this.#house(restaurant).journal.filter((entry) => entry.version > above);
    const last = later[limit - 1]?.version ?? Number.POSITIVE_INFINITY;
    return later.filter((entry) => entry.version <= last);
  }

  async entry(restaurant: Id<'restaurant'>, id: Id): Promise<JournalEntry | undefined> {
    return this.#house(restaurant).journal.find((entry) => entry.id === id);
  }

  async verdicts(restaurant: Id<'restaurant'>, ids: readonly Id[]): Promise<ReadonlyMap<Id, Verdict>> {
    const found = new Map<Id, Verdict>();
    for (const id of ids) {
      const known = this.#house(restaurant).known.get(id);
      if (known) found.set(id, known.verdict);
    }
    return found;
  }

  async rows(restaurant: Id<'restaurant'>, collection: string): Promise<readonly StoredRow[]> {
    return [...(this.#house(restaurant).rows.get(collection)?.values() ?? [])];
  }

  async devices(restaurant: Id<'restaurant'>): Promise<readonly DeviceState[]> {
    return [...this.#house(restaurant).devices.values()];
  }

  async noteRead(restaurant: Id<'restaurant'>, install: Install, read: DeviceRead): Promise<void> {
    this.#house(restaurant).reads.set(install, read);
  }

  async reads(restaurant: Id<'restaurant'>): Promise<readonly DeviceRead[]> {
    const { reads, devices } = this.#house(restaurant);
    return [...reads].flatMap(([install, read]) => (devices.get(install)?.revoked === false ? [read] : []));
  }

  async purge(restaurant: Id<'restaurant'>, request: PurgeRequest): Promise<Purged> {
    const turn = this.#tail.then(() => purgeSome(this.#house(restaurant), request));
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  async purges(restaurant: Id<'restaurant'>): Promise<readonly Purge[]> {
    return this.#house(restaurant).purges;
  }

  /** Changes a journal entry or a row behind the store's back, as a thief would: for the tests of verify-journal. */
  tamper(
    restaurant: Id<'restaurant'>,
    how: (house: { journal: JournalEntry[]; rows: Map<string, Map<Id, StoredRow>> }) => void,
  ): void {
    how(this.#house(restaurant));
  }

  #house(id: Id<'restaurant'>): House {
    const house = this.#houses.get(id);
    assert(house, 'the restaurant exists');
    return house;
  }

  #writeNow<T>(
    house: House,
    load: LoadRequest,
    decide: (loaded: Loaded) => { readonly plan: WritePlan | undefined; readonly value: T },
  ): T {
    const { plan, value } = decide({
      head: headOf(house, load.hashesAt),
      known: pickFrom(house.known, load.opIds),
      devices: pickFrom(house.devices, load.installs),
      row: (collection, id) => house.rows.get(collection)?.get(id),
    });
    if (plan && this.#isUnstorable(plan)) throw new UnstorableError('a constraint');
    if (this.faults.crashBeforeCommit) this.#crash('crashBeforeCommit');
    if (plan) commit(house, plan);
    if (this.faults.crashAfterCommit) this.#crash('crashAfterCommit');
    return value;
  }

  #isUnstorable({ journal }: WritePlan): boolean {
    const applied = journal.filter(({ verdict }) => verdict === 'ok');
    return applied.some((entry) => this.faults.unstorable.has(appliedBy(entry) ?? ''));
  }

  #crash(knob: 'crashBeforeCommit' | 'crashAfterCommit'): never {
    this.faults[knob] = false;
    throw new CrashError(knob);
  }
}

// Putting an op aside, or back among those that wait, applies nothing.
function appliedBy(entry: JournalEntry): Id | undefined {
  if (!isSettling(entry)) return entry.id;
  return entry.kind === SETTLING_KINDS.replay ? settledBy(entry.body) : undefined;
}

const copyOf = (house: House): House => ({
  head: house.head,
  rows: new Map([...house.rows].map(([name, rows]) => [name, new Map(rows)])),
  journal: [...house.journal],
  known: new Map(house.known),
  devices: new Map(house.devices),
  byVersion: [...house.byVersion],
  reads: new Map(house.reads),
  purges: [...house.purges],
  days: [...house.days],
});

function commit(house: House, plan: WritePlan): void {
  raiseOldOrders(house, plan);
  for (const [name, rows] of plan.rows) {
    const collection = house.rows.get(name) ?? new Map<Id, StoredRow>();
    house.rows.set(name, collection);
    for (const row of rows) {
      collection.set(row.id, row);
      house.byVersion.push({ version: row.v, collection: name, id: row.id });
    }
  }
  for (const entry of plan.journal) {
    house.journal.push(entry);
    house.known.set(entry.id, { id: entry.id, body: entry.body, verdict: verdictOf(entry) });
  }
  nameWriters(house, plan);
  for (const device of plan.devices) house.devices.set(device.install, device);
  const { today: day, isFirst, clockDay } = plan.days;
  if (isFirst) house.days.push({ day, head: house.head.head });
  house.head = { ...house.head, head: plan.head, journalHash: plan.journalHash, day, clockDay };
}

function nameWriters({ journal, rows }: House, { writers: held }: WritePlan): void {
  if (held.length === 0) return;
  const writers = new Writers();
  for (const entry of journal) writers.add(entry);
  for (const one of held) {
    const row = rows.get('conflicts')?.get(one.conflict);
    if (row) rows.get('conflicts')?.set(row.id, writers.named(row, one));
  }
}

/** The verdict that a journal entry stands for. */
export function verdictOf(entry: Pick<JournalEntry, 'verdict' | 'version' | 'code' | 'effective'>): Verdict {
  if (entry.verdict !== 'ok') return [entry.verdict, entry.version, entry.code ?? ''];
  return entry.effective === null ? ['ok', entry.version] : ['ok', entry.version, entry.effective];
}

function* changesAbove(house: House, since: number) {
  let low = 0;
  let high = house.byVersion.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((house.byVersion[middle]?.version ?? 0) > since) high = middle;
    else low = middle + 1;
  }
  for (let index = low; index < house.byVersion.length; index++) {
    const change = house.byVersion[index];
    if (change) yield change;
  }
}

function wireRow({ id, v, st, f, sx, alt }: StoredRow) {
  return { id, v, st, f, ...(sx ? { sx } : {}), ...(alt ? { alt } : {}) };
}

function pickFrom<V>(map: ReadonlyMap<string, V>, keys: readonly string[]): Map<string, V> {
  const picked = new Map<string, V>();
  for (const key of keys) {
    const value = map.get(key);
    if (value !== undefined) picked.set(key, value);
  }
  return picked;
}
