import {
  canonicalJson,
  type Change,
  type Collection,
  type Field,
  type Json,
  type Mark,
  type Row,
  type Stamp,
} from '@resto360/domain';
import { LIMITS } from './limits.ts';
import { BORN_KEY, markKey, packMarks, readMarks, type Marks } from './marks.ts';

/** How statuses meet; only the simulator passes another than `rises`, to see that it is caught. */
export type StatusRule = 'rises' | 'last_write_wins';

/** Rules the simulator can switch off (ablations). In production always the default. */
export type JoinRules = {
  readonly status: StatusRule;
  readonly settledBeatsDraft: boolean;
  /** A concurrent edit leaves a row with both values (SYN-23). */
  readonly conflicts: 'kept' | 'forgotten';
};
export const JOIN_RULES: JoinRules = { status: 'rises', settledBeatsDraft: true, conflicts: 'kept' };

/**
 * Joins one change into a row: commutative, associative, idempotent, so that the order of arrival and the number of
 * times never matter (SYN section 1). Returns the very same row when nothing changed.
 * **Shapes** `version` is given to the row when it changed; a device joining its own unsent ops passes the row's own.
 * **Source** SYN-1, SYN-2.
 */
export function joinChange(
  before: Row | undefined,
  collection: Collection,
  change: Change,
  stamp: Stamp,
  version: number,
  rules: JoinRules = JOIN_RULES,
): Row {
  const [, id, fields] = change;
  if (collection.class === 'fact' || collection.class === 'server')
    return joinFact(before, { id, v: version, st: stamp, f: fields });
  const draft = new Draft(before, collection, rules);
  const settling = settles(fields['status'], collection) && rules.settledBeatsDraft;
  const mark = settling ? `~${stamp}` : stamp;
  for (const [key, names] of cellsOf(collection, fields)) {
    const field = collection.fields[names[0] ?? ''];
    if (!field) continue;
    const values = names.map((name): [string, Json] => [name, clamped(collection.fields[name], fields[name] ?? null)]);
    if (field.join === 'fixed') draft.fixed(values, stamp);
    else if (field.join === 'status') draft.status(key, values[0]?.[1] ?? null, field, mark);
    else draft.latest(key, values, field.join === 'settled' ? mark : stamp);
  }
  return draft.row(id, version);
}

// Insert-only: the earliest stamp stays whole; on a tie the smaller text, so that every replica agrees.
function joinFact(before: Row | undefined, row: Row): Row {
  if (!before) return row;
  if (row.st !== before.st) return row.st < before.st ? row : before;
  return canonicalJson(row.f) < canonicalJson(before.f) ? row : before;
}

function settles(status: Json | undefined, collection: Collection): boolean {
  const shape = collection.fields['status']?.shape;
  if (shape?.kind !== 'status' || !Array.isArray(status)) return false;
  return shape.ranks.indexOf(String(status[1])) >= 1 && shape.ranks[0] === 'draft';
}

function cellsOf(collection: Collection, fields: Change[2]): Map<string, string[]> {
  const cells = new Map<string, string[]>();
  for (const name in fields) {
    const field = collection.fields[name];
    if (!field) continue;
    const key = markKey(name, field);
    const cell = cells.get(key);
    if (cell) cell.push(name);
    else cells.set(key, [name]);
  }
  for (const names of cells.values()) if (names.length > 1) names.sort();
  return cells;
}

/** The bounds of a number's field, also where it may be null; undefined for other fields. */
export function boundsOf(field: Field | undefined): { readonly min: number; readonly max: number } | undefined {
  const shape = field?.shape.kind === 'nullable' ? field.shape.of : field?.shape;
  return shape?.kind === 'integer' ? shape : undefined;
}

// An INTENT number out of range is brought to its bound, the same on every replica (SYN section 3).
function clamped(field: Field | undefined, value: Json): Json {
  const bounds = typeof value === 'number' ? boundsOf(field) : undefined;
  return bounds && typeof value === 'number' ? Math.min(Math.max(value, bounds.min), bounds.max) : value;
}

/** A row being joined: copies on the first write, so that an unchanged row stays the same object. */
class Draft {
  readonly #before: Row | undefined;
  readonly #rules: JoinRules;
  readonly #marks: Marks;
  #f: Record<string, Json> | undefined;
  #alt: Row['alt'];
  #changed = false;

  constructor(before: Row | undefined, collection: Collection, rules: JoinRules) {
    this.#before = before;
    this.#rules = rules;
    this.#marks = before ? readMarks(before, collection) : new Map();
    this.#alt = before?.alt;
  }

  fixed(values: readonly (readonly [string, Json])[], stamp: Stamp): void {
    for (const [name, value] of values) {
      const before = this.#value(name);
      if (before === undefined || canonicalJson(value) < canonicalJson(before)) this.#set(name, value);
    }
    this.#markBorn(stamp);
  }

  status(key: string, value: Json, field: Field, mark: Mark): void {
    const before = this.#value(key);
    const order = before === undefined ? 1 : this.#compareStatus(value, before, field, mark, key);
    if (order > 0) this.#set(key, value);
    const held = this.#marks.get(key);
    if (order > 0 || (order === 0 && held !== undefined && mark < held)) this.#mark(key, mark);
  }

  latest(key: string, values: readonly (readonly [string, Json])[], mark: Mark): void {
    const held = this.#marks.get(key);
    const names = values.map(([name]) => name);
    const now: Json = values.map(([, value]) => value);
    const before: Json | undefined = held === undefined ? undefined : names.map((name) => this.#value(name) ?? null);
    const wins =
      held === undefined || mark > held || (mark === held && canonicalJson(now) > canonicalJson(before ?? null));
    if (wins) {
      for (const [name, value] of values) this.#set(name, value);
      this.#mark(key, mark);
    }
    this.#remember(key, { held, before }, { mark, now });
  }

  row(id: string, version: number): Row {
    if (this.#before && !this.#changed) return this.#before;
    const { st, sx } = packMarks(this.#marks);
    return {
      id,
      v: version,
      st,
      f: this.#f ?? {},
      ...(sx ? { sx } : {}),
      ...(this.#alt && Object.keys(this.#alt).length > 0 ? { alt: this.#alt } : {}),
    };
  }

  // Values settled differently: all but the winner are kept, so that a person can see both (SYN-1).
  #remember(
    key: string,
    old: { held: Mark | undefined; before: Json | undefined },
    write: { mark: Mark; now: Json },
  ): void {
    const settled = new Map<string, [Mark, Json]>();
    const add = (mark: Mark | undefined, value: Json | undefined) => {
      if (mark === undefined || value === undefined || !mark.startsWith('~')) return;
      const text = canonicalJson(value);
      const known = settled.get(text);
      if (!known || mark > known[0]) settled.set(text, [mark, value]);
    };
    add(old.held, old.before);
    add(write.mark, write.now);
    for (const [mark, value] of this.#alt?.[key] ?? []) add(mark, value);
    if (settled.size < 2) return;
    const [, ...losers] = [...settled.values()].toSorted(laterFirst);
    const kept = losers.slice(0, LIMITS.settledAlternatives);
    if (canonicalJson(this.#alt?.[key] ?? null) === canonicalJson(kept)) return;
    this.#alt = { ...this.#alt, [key]: kept };
    this.#touch();
  }

  #compareStatus(value: Json, before: Json, field: Field, mark: Mark, key: string): number {
    if (this.#rules.status === 'last_write_wins') return mark > (this.#marks.get(key) ?? '') ? 1 : -1;
    const ranks = field.shape.kind === 'status' ? field.shape.ranks : [];
    const [epoch, rank] = value as readonly [number, string];
    const [heldEpoch, heldRank] = before as readonly [number, string];
    return epoch - heldEpoch || ranks.indexOf(rank) - ranks.indexOf(heldRank);
  }

  #markBorn(stamp: Stamp): void {
    for (const key of this.#marks.keys()) if (key !== BORN_KEY) return;
    const held = this.#marks.get(BORN_KEY);
    if (held === undefined || stamp < held) this.#mark(BORN_KEY, stamp);
  }

  #mark(key: string, mark: Mark): void {
    if (this.#marks.get(key) === mark) return;
    this.#touch();
    this.#marks.set(key, mark);
    // The creation's own mark only dates a row of which nothing else was written.
    if (key !== BORN_KEY) this.#marks.delete(BORN_KEY);
  }

  #set(name: string, value: Json): void {
    if (this.#value(name) === value) return;
    this.#touch();
    this.#f = { ...(this.#f ?? this.#before?.f), [name]: value };
  }

  #value(name: string): Json | undefined {
    return (this.#f ?? this.#before?.f ?? {})[name];
  }

  #touch(): void {
    this.#changed = true;
    this.#f ??= { ...this.#before?.f };
  }
}

const laterFirst = (a: readonly [Mark, Json], b: readonly [Mark, Json]) =>
  a[0] === b[0] ? (canonicalJson(a[1]) < canonicalJson(b[1]) ? 1 : -1) : a[0] < b[0] ? 1 : -1;
