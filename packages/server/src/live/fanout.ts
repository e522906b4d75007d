import type { Id } from '@resto360/domain';

/** Hears that a restaurant stands at a head. */
export type CommitListener = (restaurant: Id<'restaurant'>, head: number) => void;

/**
 * Tells every server process of a commit, after it; who writes never waits for it, and it never fails. What it loses
 * costs a beat: beats read the head from the store (SYN-28).
 */
export interface Fanout {
  publish(restaurant: Id<'restaurant'>, head: number): void;
  subscribe(listener: CommitListener): void;
  close(): void;
}

/** For a server that is alone. */
export class LocalFanout implements Fanout {
  readonly #listeners: CommitListener[] = [];

  publish(restaurant: Id<'restaurant'>, head: number): void {
    for (const listener of this.#listeners) listener(restaurant, head);
  }

  subscribe(listener: CommitListener): void {
    this.#listeners.push(listener);
  }

  close(): void {
    this.#listeners.length = 0;
  }
}
