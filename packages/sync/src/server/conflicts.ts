import {
  canonicalJson,
  nameId,
  type Change,
  type Collection,
  type Id,
  type Json,
  type Row,
  type Stamp,
} from '@resto360/domain';
import { markKey, readMarks } from '../marks.ts';
import type { Op } from '../protocol/op.ts';
import type { HeldWriter, StoredRow } from './store.ts';

/** A row of the collection `conflicts`, before it has a version; and where the journal names the held value's writer. */
export type Conflict = {
  readonly id: Id;
  readonly f: Readonly<Record<string, Json>>;
  readonly held: Omit<HeldWriter, 'conflict'>;
};

/** Fields of which a concurrent edit waits for a person: a wrong price costs money every hour. */
const NEEDS_PERSON = new Set(['items.priceMinor', 'items.taxBp', 'items.taxIncluded', 'modifiers.priceMinor']);
const SECRETS: ReadonlySet<string> = new Set(['staff.pinHash']);

/**
 * The concurrent edits that a change brings: a cell last written by another install, at a version the writer had not
 * read, with another value. The join has decided already; this keeps both values for people (SYN-23).
 */
export function conflictsOf(
  collection: Collection,
  before: StoredRow,
  after: Row,
  write: { readonly op: Op; readonly change: Change; readonly effective: Stamp },
): Conflict[] {
  const [, row, fields] = write.change;
  if (collection.class === 'fact') return [];
  const found: Conflict[] = [];
  const marks = readMarks(before, collection);
  const marksAfter = readMarks(after, collection);
  for (const [key, names] of cellNames(collection, fields)) {
    const held = marks.get(key);
    if (held === undefined || authorOf(held) === authorOf(write.effective)) continue;
    const version = before.fv?.[key] ?? before.sv;
    if (version <= write.op.base) continue;
    const old = pick(before.f, names);
    const now = pick(fields, names);
    if (canonicalJson(old) === canonicalJson(now)) continue;
    const wins = marksAfter.get(key) !== held;
    // That a PIN was changed apart may be read by everybody; its hash may not (TEN-14).
    const isSecret = names.some((name) => SECRETS.has(`${collection.name}.${name}`));
    const shown = (value: Json) => (isSecret ? null : value);
    const person = names.some((name) => NEEDS_PERSON.has(`${collection.name}.${name}`));
    found.push({
      id: nameId(`conflict:${write.op.id}:${collection.name}:${row}:${key}`),
      f: {
        collection: collection.name,
        row,
        field: key,
        op: write.op.id,
        rule: collection.fields[names[0] ?? '']?.join === 'settled' ? 'settled' : 'latest',
        needsPerson: person ? 'yes' : 'no',
        ...sides(wins, { value: shown(old), mark: held }, { value: shown(now), mark: write.effective }),
        [wins ? 'keptActor' : 'lostActor']: write.op.actor,
      },
      held: { field: wins ? 'lostActor' : 'keptActor', version, stamp: held.replace('~', '') },
    });
  }
  return found;
}

type Side = { readonly value: Json; readonly mark: string };

function sides(writeWins: boolean, old: Side, now: Side): Record<string, Json> {
  const [kept, lost] = writeWins ? [now, old] : [old, now];
  return {
    keptJson: canonicalJson(kept.value),
    keptMark: kept.mark,
    keptBy: authorOf(kept.mark),
    lostJson: canonicalJson(lost.value),
    lostMark: lost.mark,
    lostBy: authorOf(lost.mark),
  };
}

function cellNames(collection: Collection, fields: Change[2]): Map<string, string[]> {
  const cells = new Map<string, string[]>();
  for (const name of Object.keys(fields)) {
    const field = collection.fields[name];
    if (!field || (field.join !== 'latest' && field.join !== 'settled')) continue;
    const key = markKey(name, field);
    cells.set(key, [...(cells.get(key) ?? []), name]);
  }
  return cells;
}

function pick(values: Readonly<Record<string, Json>>, names: readonly string[]): Json {
  const [only] = names;
  if (names.length === 1 && only !== undefined) return values[only] ?? null;
  return Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
}

const authorOf = (mark: string) => mark.slice(-10);
