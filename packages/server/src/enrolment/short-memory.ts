const ENTRIES_MAX = 20_000;

/** A bounded memory whose entries are believed for a short time; the oldest goes first. */
export class ShortMemory<V> {
  readonly #believedMs: number;
  readonly #nowMs: () => number;
  readonly #entries = new Map<string, { readonly value: V; readonly until: number }>();

  constructor(believedMs: number, nowMs: () => number) {
    this.#believedMs = believedMs;
    this.#nowMs = nowMs;
  }

  get(key: string): V | undefined {
    const found = this.#entries.get(key);
    if (found && found.until > this.#nowMs()) return found.value;
    this.#entries.delete(key);
    return undefined;
  }

  forget(key: string): void {
    this.#entries.delete(key);
  }

  set(key: string, value: V): void {
    const oldest = this.#entries.size >= ENTRIES_MAX ? this.#entries.keys().next().value : undefined;
    if (oldest !== undefined) this.#entries.delete(oldest);
    this.#entries.set(key, { value, until: this.#nowMs() + this.#believedMs });
  }
}
