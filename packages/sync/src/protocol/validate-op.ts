import {
  CATALOG,
  SCHEMA,
  isId,
  isObject,
  isStamp,
  misfitOf,
  opKind,
  ok,
  refused,
  type Collection,
  type Field,
  type Result,
} from '@resto360/domain';
import { boundsOf } from '../join.ts';
import { LIMITS } from '../limits.ts';
import type { Op } from './op.ts';

/** Why an op cannot be applied, and where. The code travels in the verdict and stays in the quarantine row. */
export type OpProblem = { readonly code: OpProblemCode; readonly path: string };
export type OpProblemCode =
  | 'malformed_op'
  | 'newer_schema'
  | 'unknown_kind'
  | 'too_many_changes'
  | 'op_too_large'
  | 'unknown_collection'
  | 'server_collection'
  | 'collection_not_in_kind'
  | 'mixed_classes'
  | 'row_twice'
  | 'unknown_field'
  | 'missing_field'
  | 'partial_group'
  | 'bad_value';

/**
 * The one check of an op, on the device before it is stored and on the server before it is applied (SYN-17).
 * A number of an INTENT row that is out of range is let through: the join clamps it, because what happened in the room
 * is not refused. `schemaMax`: the newest schema that is understood; only the simulator's releases name another.
 */
export function validateOp(value: unknown, schemaMax: number = SCHEMA): Result<Op, OpProblem> {
  const problem = headProblem(value, schemaMax) ?? changesProblem(value as Op);
  return problem ? refused(problem) : ok(value as Op);
}

function headProblem(value: unknown, schemaMax: number): OpProblem | undefined {
  if (!isObject(value)) return { code: 'malformed_op', path: '' };
  const { id, stamp, kind, actor, base, schema, changes, ...rest } = value;
  const odd = Object.keys(rest)[0];
  if (typeof schema === 'number' && schema > schemaMax) return { code: 'newer_schema', path: 'schema' };
  if (odd !== undefined) return { code: 'malformed_op', path: odd };
  if (!isId(id)) return { code: 'malformed_op', path: 'id' };
  if (!isStamp(stamp)) return { code: 'malformed_op', path: 'stamp' };
  if (typeof actor !== 'string' || actor.length > 60 || !actor.isWellFormed() || actor.includes('\0')) {
    return { code: 'malformed_op', path: 'actor' };
  }
  if (!Number.isSafeInteger(base) || (base as number) < 0) return { code: 'malformed_op', path: 'base' };
  if (!Number.isSafeInteger(schema) || (schema as number) < 1) return { code: 'malformed_op', path: 'schema' };
  if (typeof kind !== 'string' || !opKind(kind)) return { code: 'unknown_kind', path: 'kind' };
  if (!Array.isArray(changes) || changes.length === 0) return { code: 'malformed_op', path: 'changes' };
  if (changes.length > LIMITS.changesPerOp) return { code: 'too_many_changes', path: 'changes' };
  return undefined;
}

function changesProblem(op: Op): OpProblem | undefined {
  const seen = new Set<string>();
  const admin = new Set<boolean>();
  for (const [index, change] of op.changes.entries()) {
    const path = `changes.${index}`;
    if (!Array.isArray(change) || change.length !== 3) return { code: 'malformed_op', path };
    const [name, id, fields] = change as readonly unknown[];
    const collection = typeof name === 'string' ? CATALOG.get(name) : undefined;
    if (!collection) return { code: 'unknown_collection', path };
    if (collection.class === 'server') return { code: 'server_collection', path };
    if (!opKind(op.kind)?.collections.includes(collection.name)) return { code: 'collection_not_in_kind', path };
    if (!isId(id) || !isObject(fields)) return { code: 'malformed_op', path };
    const key = `${collection.name}/${id}`;
    if (seen.has(key)) return { code: 'row_twice', path };
    seen.add(key);
    admin.add(collection.class === 'admin');
    const problem = fieldsProblem(collection, fields, path);
    if (problem) return problem;
  }
  return admin.size > 1 ? { code: 'mixed_classes', path: 'changes' } : undefined;
}

function fieldsProblem(collection: Collection, fields: Record<string, unknown>, path: string): OpProblem | undefined {
  const names = Object.keys(fields);
  if (names.length === 0) return { code: 'malformed_op', path };
  for (const name of names) {
    const field = Object.hasOwn(collection.fields, name) ? collection.fields[name] : undefined;
    if (!field) return { code: 'unknown_field', path: `${path}.${name}` };
    if (isClampable(collection, field, fields[name])) continue;
    const misfit = misfitOf(field.shape, fields[name], `${path}.${name}`);
    if (misfit) return { code: 'bad_value', path: misfit.path };
  }
  return missingProblem(collection, fields, path);
}

// A fact and a creation are whole; fields that mean one thing together are written together.
function missingProblem(collection: Collection, fields: Record<string, unknown>, path: string): OpProblem | undefined {
  const whole = collection.class === 'fact' || fields['born'] === true;
  const groups = new Set(Object.keys(fields).map((name) => collection.fields[name]?.group));
  for (const [name, field] of Object.entries(collection.fields)) {
    if (Object.hasOwn(fields, name)) continue;
    if (field.group !== undefined && groups.has(field.group)) return { code: 'partial_group', path: `${path}.${name}` };
    const required = field.absent === undefined && field.shape.kind !== 'nullable';
    if (whole && required) return { code: 'missing_field', path: `${path}.${name}` };
  }
  if (fields['born'] === false) return { code: 'bad_value', path: `${path}.born` };
  return undefined;
}

function isClampable(collection: Collection, field: Field, value: unknown): boolean {
  return collection.class === 'intent' && boundsOf(field) !== undefined && Number.isSafeInteger(value);
}
