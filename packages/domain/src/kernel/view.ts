import { assert } from './assert.ts';
import type { Collection, Entity, Fields } from './collection.ts';
import type { Id } from './ids.ts';
import type { Json } from './json.ts';
import type { Change, Row } from './row.ts';

/**
 * What a replica knows, as commands and screens read it: rows by collection, and the children of an order.
 * **Why** an interface: the device's view is a join of stores, the server's are tables, a test's is a map.
 */
export interface View {
  get(collection: string, id: Id): Row | undefined;
  all(collection: string): Iterable<Row>;
  /** Rows that hang on this order: those of a field `order`, and the orders that were merged into it (`hangsOn`). */
  ofOrder(collection: string, order: Id): Iterable<Row>;
}

/** A born row with absent values filled in, or undefined when it is unknown or its creation has not arrived (SYN-6). */
export function find<F extends Fields>(view: View, of: Collection<F>, id: Id): Entity<Collection<F>> | undefined {
  const row = view.get(of.name, id);
  return row && entityOf(of, row);
}

/** Every born row of a collection. */
export function listAll<F extends Fields>(view: View, of: Collection<F>): Entity<Collection<F>>[] {
  return entitiesOf(of, view.all(of.name));
}

/**
 * The born rows of a collection with this value in a field, which no absent field reads as.
 * **Why** besides `listAll`: with every tap a table asks a view of a thousand orders for its own.
 */
export function listWith<F extends Fields>(
  view: View,
  of: Collection<F>,
  field: keyof F & string,
  value: Id,
): Entity<Collection<F>>[] {
  const found: Row[] = [];
  for (const row of view.all(of.name)) if (row.f[field] === value) found.push(row);
  return entitiesOf(of, found);
}

/** The born rows of an order in a collection. */
export function listOfOrder<F extends Fields>(view: View, of: Collection<F>, order: Id): Entity<Collection<F>>[] {
  return entitiesOf(of, view.ofOrder(of.name, order));
}

/**
 * A row's values with absent ones filled in; undefined while something the creation writes is missing.
 * **Why** kept: a screen asks for the same lines with every tap. A row never changes, a join makes a new one; the same
 * row therefore gives the same entity, which is also how a screen sees that it need not draw it anew.
 */
export function entityOf<F extends Fields>(of: Collection<F>, row: Row): Entity<Collection<F>> | undefined {
  const kept = KEPT.get(row);
  if (kept?.of === of) return kept.entity as Entity<Collection<F>> | undefined;
  const entity = readEntity(of, row);
  KEPT.set(row, { of, entity });
  return entity;
}

const KEPT = new WeakMap<Row, { readonly of: unknown; readonly entity: unknown }>();

function readEntity<F extends Fields>(of: Collection<F>, row: Row): Entity<Collection<F>> | undefined {
  const values: Record<string, Json> = { id: row.id };
  for (const name in of.fields) {
    const value = row.f[name] ?? of.fields[name]?.absent;
    if (value === undefined) {
      if (of.fields[name]?.shape.kind !== 'nullable') return undefined;
      values[name] = null;
    } else values[name] = value;
  }
  return values as unknown as Entity<Collection<F>>;
}

/** A typed change: the compiler checks names and values against the collection. */
export function write<F extends Fields>(
  of: Collection<F>,
  id: Id,
  fields: { readonly [K in keyof F]?: Entity<Collection<F>>[K & keyof Entity<Collection<F>>] },
): Change {
  for (const name in fields) assert(name in of.fields, `${of.name} has a field ${name}`);
  return [of.name, id, withoutAbsent(of, fields as Readonly<Record<string, Json>>)];
}

// A creation that writes what an absent field reads as anyway would only cost bytes on a 2G line.
function withoutAbsent(of: Collection, fields: Readonly<Record<string, Json>>): Record<string, Json> {
  const creates = of.class === 'fact' || fields['born'] === true;
  const kept: Record<string, Json> = {};
  for (const [name, value] of Object.entries(fields)) {
    const absent = of.fields[name]?.absent;
    if (creates && absent !== undefined && JSON.stringify(absent) === JSON.stringify(value)) continue;
    kept[name] = value;
  }
  return kept;
}

function entitiesOf<F extends Fields>(of: Collection<F>, rows: Iterable<Row>): Entity<Collection<F>>[] {
  const found: Entity<Collection<F>>[] = [];
  for (const row of rows) {
    const entity = entityOf(of, row);
    if (entity) found.push(entity);
  }
  return found;
}
