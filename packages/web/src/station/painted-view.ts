import { CATALOG, hangsOn, makeStamp, type Change, type Id, type Row, type View } from '@resto360/domain';
import { joinChange } from '@resto360/sync';

/** A stamp above every real one: what was just tapped is on top until it is saved and gets its own. */
const NOW = makeStamp(2 ** 48 - 1, 0, '0000000000');

/** A row with its unsaved changes joined in, and the saved row that it was made of. */
type Painted = { readonly saved: Row | undefined; readonly row: Row | undefined };

/**
 * What a screen shows: the device's view, with taps on top that are not yet on the disk. A tap is painted at once and
 * marked as unsaved; the mark goes when the commit is through (SYN-8).
 */
export class PaintedView implements View {
  readonly #saved: View;
  readonly #unsaved = new Map<Id, readonly Change[]>();
  /** The same changes by the row that they are of. */
  #byRow = new Map<string, Map<Id, Change[]>>();
  /** Rows as painted: a page asks for the same ones dozens of times, and joining is dear. */
  readonly #painted = new Map<string, Map<Id, Painted>>();

  constructor(saved: View) {
    this.#saved = saved;
  }

  /** Shows a tap before it is saved. */
  paint(tap: Id, changes: readonly Change[]): void {
    this.#unsaved.set(tap, changes);
    this.#sort();
  }

  /** Takes a painted tap away: it is saved and in the view below, or it was not saved. */
  wipe(tap: Id): void {
    this.#unsaved.delete(tap);
    this.#sort();
  }

  /** Whether something of a row is only painted. */
  isUnsaved(collection: string, id: Id): boolean {
    return this.#byRow.get(collection)?.has(id) ?? false;
  }

  get(collection: string, id: Id): Row | undefined {
    return this.#paintedRow(collection, this.#saved.get(collection, id), id);
  }

  all(collection: string): Iterable<Row> {
    return this.#over(collection, this.#saved.all(collection), () => true);
  }

  ofOrder(collection: string, order: Id): Iterable<Row> {
    return this.#over(collection, this.#saved.ofOrder(collection, order), (row) => hangsOn(row).includes(order));
  }

  #over(collection: string, saved: Iterable<Row>, belongs: (row: Row) => boolean): Iterable<Row> {
    const changed = this.#byRow.get(collection);
    return changed ? this.#withChanges(collection, saved, changed, belongs) : saved;
  }

  *#withChanges(
    collection: string,
    saved: Iterable<Row>,
    changed: ReadonlyMap<Id, unknown>,
    belongs: (row: Row) => boolean,
  ): Iterable<Row> {
    const met = new Set<Id>();
    for (const row of saved) {
      if (changed.has(row.id)) met.add(row.id);
      const shown = this.#paintedRow(collection, row, row.id);
      if (shown && (shown === row || belongs(shown))) yield shown;
    }
    for (const id of changed.keys()) {
      const row = met.has(id) ? undefined : this.get(collection, id);
      if (row && belongs(row)) yield row;
    }
  }

  #paintedRow(collection: string, saved: Row | undefined, id: Id): Row | undefined {
    const changes = this.#byRow.get(collection)?.get(id);
    const definition = CATALOG.get(collection);
    if (!changes || !definition) return saved;
    const rows = inner(this.#painted, collection);
    const kept = rows.get(id);
    if (kept && kept.saved === saved) return kept.row;
    let row = saved;
    for (const change of changes) row = joinChange(row, definition, change, NOW, row?.v ?? 0);
    rows.set(id, { saved, row });
    return row;
  }

  #sort(): void {
    this.#painted.clear();
    this.#byRow = new Map();
    for (const change of [...this.#unsaved.values()].flat()) {
      const rows = inner(this.#byRow, change[0]);
      rows.set(change[1], [...(rows.get(change[1]) ?? []), change]);
    }
  }
}

function inner<T>(outer: Map<string, Map<Id, T>>, collection: string): Map<Id, T> {
  const known = outer.get(collection) ?? new Map<Id, T>();
  outer.set(collection, known);
  return known;
}
