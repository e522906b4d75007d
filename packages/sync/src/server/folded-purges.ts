import { MENU_COLLECTIONS } from '@resto360/domain';
import type { House } from './memory-house.ts';
import { dropTombstones } from './memory-tombstones.ts';
import type { Purge } from './tombstones.ts';

/**
 * Purges in the fold of the journal: each takes out of the folded rows what it took out of the tables, between the same two
 * versions, so that a change that came later meets no row here either (SYN-22).
 */
export class FoldedPurges {
  readonly #rows: House['rows'];
  #waiting: readonly Purge[];

  constructor(rows: House['rows'], purges: readonly Purge[]) {
    this.#rows = rows;
    this.#waiting = purges;
  }

  /** Does what happened before a version was written. */
  doneBefore(version: number): void {
    const next = this.#waiting.findIndex(({ at }) => at >= version);
    const due = next < 0 ? this.#waiting : this.#waiting.slice(0, next);
    for (const { horizon } of due) dropTombstones(this.#rows, MENU_COLLECTIONS, horizon);
    this.#waiting = this.#waiting.slice(due.length);
  }
}
