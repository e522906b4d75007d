import { CATALOG, type Id } from '@resto360/domain';
import { rowKey, type PlacedRow } from '../own-rows.ts';
import type { Loaded, StoredRow, WritePlan } from './store.ts';

type Write = { readonly collection: string; readonly row: StoredRow; readonly readAt: number };

/**
 * The rows that one push wrote, and up to which version its sender must have read to make them itself: by joining the
 * same ops into the same rows with the same code, it comes to the same (SYN-27).
 */
export class OwnWrites {
  readonly #writes = new Map<string, Write>();

  /** Notes what one version of the push changes. */
  note(plan: WritePlan, loaded: Loaded): void {
    for (const [collection, rows] of plan.rows) {
      // Conflicts and quarantine are the server's words; no op of the device holds them.
      if (CATALOG.get(collection)?.class === 'server') continue;
      for (const row of rows) this.#noteRow(collection, row, loaded.row(collection, row.id)?.v ?? 0);
    }
  }

  /** The rows that a device which has read up to `since` makes itself. */
  madeBy(since: number): ReadonlyMap<string, PlacedRow> {
    return new Map([...this.#writes].filter(([, { readAt }]) => readAt <= since));
  }

  // An earlier version of the same push lies below: then what counts is what lay below that one.
  #noteRow(collection: string, row: StoredRow, before: number): void {
    const key = rowKey(collection, row.id satisfies Id);
    const earlier = this.#writes.get(key);
    const readAt = earlier?.row.v === before ? earlier.readAt : before;
    this.#writes.set(key, { collection, row, readAt });
  }
}
