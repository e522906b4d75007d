import type { Id } from '@resto360/domain';
import { LIMITS } from '@resto360/sync';
import type { TombstoneStore } from '@resto360/sync/server';
import type { DeviceIdentity } from '../enrolment/credentials.ts';

/** Devices remembered at once; forgetting one costs a write. */
const REMEMBERED_MAX = 10_000;

/**
 * Notes how far devices have read, so that no tombstone goes before (SYN-22): the first time that a process hears a device,
 * whenever it has read less than was noted, and else once an hour.
 * **Why** so seldom: a value that is too low only keeps tombstones for longer, and a pull must not cost a write. One that
 * was never written at worst lets the device read the menu again.
 */
export class ReadNotes {
  readonly #store: Pick<TombstoneStore, 'noteRead'>;
  readonly #nowMs: () => number;
  readonly #noted = new Map<string, { readonly cursor: number; readonly atMs: number }>();

  constructor(store: Pick<TombstoneStore, 'noteRead'>, nowMs: () => number) {
    this.#store = store;
    this.#nowMs = nowMs;
  }

  /** A device said what it holds. Nobody waits for the note; a failure is told and made up for by the next. */
  heard(
    { restaurant, install }: Pick<DeviceIdentity, 'install'> & { readonly restaurant: Id<'restaurant'> },
    cursor: number,
    failed: (error: unknown) => void,
  ): void {
    const key = `${restaurant}/${install}`;
    const atMs = this.#nowMs();
    const before = this.#noted.get(key);
    if (before && cursor >= before.cursor && atMs - before.atMs < LIMITS.readNotedMs) return;
    if (this.#noted.size >= REMEMBERED_MAX) this.#noted.clear();
    this.#noted.set(key, { cursor, atMs });
    this.#store.noteRead(restaurant, install, { cursor, atMs }).catch((error: unknown) => {
      this.#noted.delete(key);
      failed(error);
    });
  }
}
