import type { Id } from '@resto360/domain';

/** Where a restaurant stands: a head says something only in its own history. */
export type Standing = { readonly head: number; readonly lineage: number };

/** Hears where a restaurant stands now. */
export type CommitListener = (restaurant: Id<'restaurant'>, at: Standing) => void;

/**
 * Tells every server process of a commit, and of a history that began, after it; who writes never waits for it, and it never fails. What it loses
 * costs a beat: beats read the head from the store (SYN-28).
 */
export interface Fanout {
  publish(restaurant: Id<'restaurant'>, at: Standing): void;
  subscribe(listener: CommitListener): void;
  close(): void;
}

/** For a server that is alone. */
export class LocalFanout implements Fanout {
  readonly #listeners: CommitListener[] = [];

  publish(restaurant: Id<'restaurant'>, at: Standing): void {
    for (const listener of this.#listeners) listener(restaurant, at);
  }

  subscribe(listener: CommitListener): void {
    this.#listeners.push(listener);
  }

  close(): void {
    this.#listeners.length = 0;
  }
}
