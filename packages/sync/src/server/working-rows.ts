import { hangsOn, CATALOG, assert, type Id, type Stamp } from '@resto360/domain';
import { joinChange, type JoinRules } from '../join.ts';
import { packMost, readMarks } from '../marks.ts';
import type { Op } from '../protocol/op.ts';
import { conflictsOf, type Conflict } from './conflicts.ts';
import type { HeldWriter, StoredRow } from './store.ts';

/**
 * The rows that one version touches, joined in memory. The same code serves a push and the fold of the journal, so that
 * a rebuilt table can only differ from the stored one if one of them was tampered with.
 */
export class WorkingRows {
  readonly #load: (collection: string, id: Id) => StoredRow | undefined;
  readonly #rules: JoinRules;
  readonly #changed = new Map<string, Map<Id, StoredRow>>();
  readonly #orders = new Set<Id>();
  readonly #writers: HeldWriter[] = [];

  constructor(load: (collection: string, id: Id) => StoredRow | undefined, rules: JoinRules) {
    this.#load = load;
    this.#rules = rules;
  }

  /** The row as it is now. */
  row(collection: string, id: Id): StoredRow | undefined {
    return this.#changed.get(collection)?.get(id) ?? this.#load(collection, id);
  }

  /** Puts a row of a SERVER collection, as it is. */
  put(collection: string, row: StoredRow): void {
    const rows = this.#changed.get(collection) ?? new Map<Id, StoredRow>();
    this.#changed.set(collection, rows.set(row.id, row));
  }

  /** Joins an op at a version under its effective stamp, and leaves a row for each concurrent edit (SYN-23). */
  apply(op: Op, effective: Stamp, version: number): void {
    for (const change of op.changes) {
      const [name, id] = change;
      const collection = CATALOG.get(name);
      assert(collection, 'a valid op writes known collections');
      const before = this.row(name, id);
      const after = joinChange(before, collection, change, effective, version, this.#rules);
      const kept = before && this.#rules.conflicts === 'kept';
      const conflicts = kept ? conflictsOf(collection, before, after, { op, change, effective }) : [];
      for (const conflict of conflicts) this.#putConflict(conflict, effective, version);
      if (after !== before) {
        this.put(name, { ...after, ...writtenAt(name, before, after, version) });
        this.#noteOrders(name, before, after);
      }
    }
  }

  /** What changed, by collection. */
  changed(): ReadonlyMap<string, readonly StoredRow[]> {
    return new Map([...this.#changed].map(([name, rows]) => [name, [...rows.values()]]));
  }

  /** Whom the conflicts met, for whoever has the journal. */
  writers(): readonly HeldWriter[] {
    return this.#writers;
  }

  /** Orders that changed or of which a child changed. */
  treeOrders(): Id[] {
    return [...this.#orders];
  }

  // Also the one that an order was merged into, and the one that it is separated from: the sums of both are others now.
  #noteOrders(collection: string, before: StoredRow | undefined, after: Pick<StoredRow, 'id' | 'f'>): void {
    if (collection === 'orders') this.#orders.add(after.id);
    for (const order of [...(before ? hangsOn(before) : []), ...hangsOn(after)]) this.#orders.add(order);
  }

  #putConflict({ id, f, held }: Conflict, effective: Stamp, version: number): void {
    this.put('conflicts', { id, f, v: version, st: effective, sv: version });
    this.#writers.push({ conflict: id, ...held });
  }
}

// At which version each cell was last written: the common one and the exceptions, like marks.
function writtenAt(
  name: string,
  before: StoredRow | undefined,
  after: Pick<StoredRow, 'id' | 'v' | 'st' | 'f' | 'sx'>,
  version: number,
): Pick<StoredRow, 'sv' | 'fv'> {
  const collection = CATALOG.get(name);
  if (!before || !collection || collection.class === 'fact') return { sv: version };
  const marksBefore = readMarks(before, collection);
  const versions = new Map<string, number>();
  for (const [key, mark] of readMarks(after, collection)) {
    const same = marksBefore.get(key) === mark;
    versions.set(key, same ? (before.fv?.[key] ?? before.sv) : version);
  }
  const { common, exceptions } = packMost(versions);
  return { sv: common ?? version, ...(exceptions ? { fv: exceptions } : {}) };
}
