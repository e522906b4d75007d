import type { Id } from '@resto360/domain';

/** So many are remembered for the other tabs of this device. */
const REMEMBERED_MAX = 100;

/** A text that all tabs of a device see; what a browser forgets is told once more. */
export type Remembered = { readonly read: () => string | null; readonly write: (text: string) => void };

/**
 * The matters that opened while this page was there and that nobody read yet (NOT-4). What is open at the first look is
 * not new: the badge counts it. Later each one is told once, by whichever tab sees it first.
 */
export class FreshMatters {
  readonly #remembered: Remembered;
  readonly #listeners = new Set<() => void>();
  #known: Set<string> | undefined;
  /** In the order in which they opened; another list whenever it changes. */
  list: readonly Id<'exception'>[] = [];

  constructor(remembered: Remembered) {
    this.#remembered = remembered;
  }

  /** Takes note of what is open now. */
  note(open: readonly Id<'exception'>[]): void {
    const told = (this.#remembered.read() ?? '').split(' ').filter((id) => id !== '');
    const others = told.filter((id) => open.includes(id));
    const fresh = this.#known === undefined ? [] : open.filter((id) => !this.#known?.has(id) && !others.includes(id));
    // What has ended may open again, and is then told again.
    this.#known = new Set(open);
    if (fresh.length === 0 && others.length === told.length) return;
    this.#remembered.write([...others, ...fresh].slice(-REMEMBERED_MAX).join(' '));
    if (fresh.length === 0) return;
    this.#become([...this.list, ...fresh]);
  }

  /** Somebody read them, or they stood there long enough. */
  readonly readAll = (): void => {
    if (this.list.length > 0) this.#become([]);
  };

  /** Calls back whenever the list changed. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #become(list: readonly Id<'exception'>[]): void {
    this.list = list;
    for (const listener of this.#listeners) listener();
  }
}
