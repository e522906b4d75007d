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

  /** Reads what one version of the push changes; what is returned notes it, once the version is stored. */
  noting(plan: WritePlan, loaded: Loaded): () => void {
    // Conflicts and quarantine are the server's words; no op of the device holds them.
    const mine = [...plan.rows].filter(([collection]) => CATALOG.get(collection)?.class !== 'server');
    const noted = mine.flatMap(([collection, rows]) =>
      rows.map((row) => [collection, row, loaded.row(collection, row.id)?.v ?? 0] as const),
    );
    return () => {
      for (const [collection, row, before] of noted) this.#noteRow(collection, row, before);
    };
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
