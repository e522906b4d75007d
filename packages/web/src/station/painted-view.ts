import { CATALOG, hangsOn, makeStamp, type Change, type Id, type Row, type View } from '@resto360/domain';
import { joinChange } from '@resto360/sync';

/** A stamp above every real one: what was just tapped is on top until it is saved and gets its own. */
const NOW = makeStamp(2 ** 48 - 1, 0, '0000000000');

/**
 * What a screen shows: the device's view, with taps on top that are not yet on the disk. A tap is painted at once and
 * marked as unsaved; the mark goes when the commit is through (SYN-8).
 */
export class PaintedView implements View {
  readonly #saved: View;
  readonly #unsaved = new Map<Id, readonly Change[]>();

  constructor(saved: View) {
    this.#saved = saved;
  }

  /** Shows a tap before it is saved. */
  paint(tap: Id, changes: readonly Change[]): void {
    this.#unsaved.set(tap, changes);
  }

  /** Takes a painted tap away: it is saved and in the view below, or it was not saved. */
  wipe(tap: Id): void {
    this.#unsaved.delete(tap);
  }

  /** Whether something of a row is only painted. */
  isUnsaved(collection: string, id: Id): boolean {
    return this.#changesOf(collection).some((change) => change[1] === id);
  }

  get(collection: string, id: Id): Row | undefined {
    return this.#painted(collection, this.#saved.get(collection, id), id);
  }

  all(collection: string): Iterable<Row> {
    return this.#over(collection, this.#saved.all(collection), () => true);
  }

  ofOrder(collection: string, order: Id): Iterable<Row> {
    return this.#over(collection, this.#saved.ofOrder(collection, order), (row) => hangsOn(row).includes(order));
  }

  #over(collection: string, saved: Iterable<Row>, belongs: (row: Row) => boolean): Iterable<Row> {
    const changes = this.#changesOf(collection);
    if (changes.length === 0) return saved;
    const rows = new Map<Id, Row>();
    for (const row of saved) rows.set(row.id, row);
    for (const id of new Set(changes.map((change) => change[1]))) {
      const row = this.get(collection, id);
      if (row && belongs(row)) rows.set(id, row);
    }
    return rows.values();
  }

  #painted(collection: string, saved: Row | undefined, id: Id): Row | undefined {
    const definition = CATALOG.get(collection);
    let row = saved;
    for (const change of this.#changesOf(collection)) {
      if (definition && change[1] === id) row = joinChange(row, definition, change, NOW, row?.v ?? 0);
    }
    return row;
  }

  #changesOf(collection: string): Change[] {
    if (this.#unsaved.size === 0) return [];
    return [...this.#unsaved.values()].flat().filter((change) => change[0] === collection);
  }
}
