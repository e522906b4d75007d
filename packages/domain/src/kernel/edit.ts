import type { Collection, Entity, Fields } from './collection.ts';
import type { Id } from './ids.ts';
import type { Json } from './json.ts';
import { RefusalCode, refuse, type Refusal } from './refusal.ts';
import { ok, type Result } from './result.ts';
import type { Change } from './row.ts';
import { misfitOf } from './schema.ts';
import { find, listAll, write, type View } from './view.ts';

/** Most rows that one save may write: what one op may hold. */
export const EDIT_ROWS_MAX = 100;

/** One row as a form leaves it. A row that is not there yet is created by it. */
export type RowEdit = {
  readonly of: Collection;
  readonly id: Id;
  readonly fields: Readonly<Record<string, Json>>;
};

/** A typed edit: the compiler checks names and values against the collection. */
export function edit<F extends Fields>(
  of: Collection<F>,
  id: Id,
  fields: { readonly [K in keyof F]?: Entity<Collection<F>>[K & keyof Entity<Collection<F>>] },
): RowEdit {
  return { of, id, fields: tidied(fields as Readonly<Record<string, Json>>) };
}

/**
 * The changes of a save: a new row whole, of a known one **only the fields that differ**, so that what two people edit
 * in one row apart from each other both stays (SYN-23).
 * **Errors** bad_value with the field, not_found for a change of a row that is not here, nothing_changed, too_many_changes.
 */
export function changesOf(view: View, edits: readonly RowEdit[]): Result<readonly Change[], Refusal> {
  const changes: Change[] = [];
  for (const one of edits) {
    const before = find(view, one.of, one.id);
    const refusal = before ? misfits(one) : (misfits(one) ?? missing(one));
    if (refusal) return refusal;
    const fields = before ? differing(before, one.fields) : { born: true, ...one.fields };
    if (Object.keys(fields).length > 0) changes.push(write(one.of, one.id, fields));
  }
  if (changes.length === 0) return refuse(RefusalCode.nothingChanged);
  if (changes.length > EDIT_ROWS_MAX) return refuse(RefusalCode.tooManyChanges, { max: EDIT_ROWS_MAX });
  return ok(changes);
}

/** Every row of a collection as it will be once the edits are saved: what the rules of a save look at. */
export function listEdited<F extends Fields>(
  view: View,
  of: Collection<F>,
  edits: readonly RowEdit[],
): Entity<Collection<F>>[] {
  const rows = new Map<Id, Entity<Collection<F>>>(listAll(view, of).map((row) => [row.id, row]));
  for (const { id, fields } of editsOf(edits, of)) {
    const before = rows.get(id) ?? { id, ...absentOf(of) };
    rows.set(id, { ...before, ...fields } as unknown as Entity<Collection<F>>);
  }
  return [...rows.values()];
}

/** The edits of one collection. */
export function editsOf(edits: readonly RowEdit[], of: { readonly name: string }): RowEdit[] {
  return edits.filter((one) => one.of.name === of.name);
}

// A name typed with a space behind it is the same name, and one of spaces only is none.
function tidied(fields: Readonly<Record<string, Json>>): Record<string, Json> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, name === 'name' && typeof value === 'string' ? value.trim() : value]),
  );
}

function misfits({ of, fields }: RowEdit) {
  for (const [name, value] of Object.entries(fields)) {
    const shape = of.fields[name]?.shape;
    const misfit = shape ? misfitOf(shape, value, name) : { path: name, problem: 'unknown field' };
    if (misfit) return refuse(RefusalCode.badValue, { collection: of.name, field: name, problem: misfit.problem });
  }
  return undefined;
}

// A creation carries everything that nothing stands for; an edit of a row that is gone has not, and creates nothing.
function missing({ of, id, fields }: RowEdit) {
  const names = Object.keys(of.fields).filter((name) => name !== 'born');
  const lacks = names.some(
    (name) => fields[name] === undefined && of.fields[name]?.absent === undefined && !isNullable(of, name),
  );
  return lacks ? refuse(RefusalCode.notFound, { what: of.name, id }) : undefined;
}

function differing(before: object, fields: RowEdit['fields']): Record<string, Json> {
  const known = before as Readonly<Record<string, Json>>;
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => JSON.stringify(known[name]) !== JSON.stringify(value)),
  );
}

function absentOf(of: Collection): Record<string, Json> {
  const values = Object.entries(of.fields).map(([name, { absent }]): [string, Json] => [name, absent ?? null]);
  return Object.fromEntries(values);
}

const isNullable = (of: Collection, name: string) => of.fields[name]?.shape.kind === 'nullable';
