import { assert } from '../kernel/assert.ts';
import { CATALOG } from '../catalog.ts';
import type { Install } from '../kernel/ids.ts';
import type { Json } from '../kernel/json.ts';
import { MapView } from '../kernel/map-view.ts';
import type { Refusal } from '../kernel/refusal.ts';
import type { Result } from '../kernel/result.ts';
import type { Change, Mark } from '../kernel/row.ts';
import { misfitOf } from '../kernel/schema.ts';
import { makeStamp, type Stamp } from '../kernel/stamp.ts';

/** The hour at which tests begin. **Units** since 1970. */
export const NOW_MS = 1_763_798_400_000;
/** The till that acts where a test names no other. */
export const INSTALL: Install = 'T1T1T1T1T1';

/** A stamp so many milliseconds after the hour of the tests. */
export const stampAt = (afterMs: number, install: Install = INSTALL): Stamp => makeStamp(NOW_MS + afterMs, 0, install);

/**
 * A view that a test fills with changes: facts keep their first value, everything else the last one written.
 * **Errors** asserts on a change that the catalog would not take: no test lives in a world that cannot be.
 * **Why** so naive: the real join lives in the package `sync` and has tests of its own.
 */
export class TestView extends MapView {
  #afterMs = 0;

  /** Writes the changes as one op. */
  apply(changes: readonly Change[], stamp: Stamp = stampAt(this.#afterMs++)): this {
    for (const change of changes) this.#applyOne(change, stamp);
    return this;
  }

  /** Writes what a command answered. **Errors** asserts when it refused. */
  run(outcome: Result<readonly Change[], Refusal>, stamp?: Stamp): this {
    return stamp === undefined ? this.apply(mustOk(outcome)) : this.apply(mustOk(outcome), stamp);
  }

  #applyOne([name, id, fields]: Change, stamp: Stamp): void {
    const collection = CATALOG.get(name);
    assert(collection, `the catalog has a collection ${name}`);
    for (const [field, value] of Object.entries(fields)) {
      const shape = collection.fields[field]?.shape;
      const misfit = shape ? misfitOf(shape, value) : { path: '', problem: 'unknown field' };
      assert(!misfit, `${name}.${field} fits the catalog: ${misfit?.path} ${misfit?.problem}`);
    }
    const before = this.get(name, id);
    if (before && collection.class === 'fact') return;
    const mark: Mark = settles(name, fields['status']) ? `~${stamp}` : stamp;
    const isSettled = (field: string) => ['settled', 'status'].includes(collection.fields[field]?.join ?? '');
    const markKey = (field: string) => collection.fields[field]?.group ?? field;
    const marks = Object.fromEntries(
      Object.keys(fields).map((field) => [markKey(field), isSettled(field) ? mark : stamp]),
    );
    const f = { ...before?.f, ...fields };
    this.put(name, { id, v: 0, st: before?.st ?? mark, f, sx: { ...before?.sx, ...marks } });
  }
}

/** The value of a result that a test relies on. **Errors** asserts when it was refused. */
export function mustOk<T>(outcome: Result<T, Refusal>): T {
  assert(outcome.ok, outcome.ok ? '' : `refused: ${outcome.error.code} ${JSON.stringify(outcome.error.details)}`);
  return outcome.value;
}

/** Why a command said no; `ok` when it did not. */
export function codeOf(outcome: Result<unknown, Refusal>): string {
  return outcome.ok ? 'ok' : outcome.error.code;
}

/** A view that holds the same rows, entered in the order of the weights that are drawn for them. */
export function reordered(view: MapView, drawWeight: () => number): MapView {
  const rows = [...view.collections()].flatMap((name) => [...view.all(name)].map((row) => ({ name, row })));
  const other = new MapView();
  for (const { name, row } of rows
    .map((entry) => ({ ...entry, weight: drawWeight() }))
    .toSorted((a, b) => a.weight - b.weight)) {
    other.put(name, row);
  }
  return other;
}

function settles(name: string, status: Json | undefined): boolean {
  return name === 'order_lines' && Array.isArray(status) && status[1] !== 'draft';
}
