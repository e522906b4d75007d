import type { Id } from '@resto360/domain';

type Matter = Id<'exception'>;

/** So many are remembered for the other tabs of this device. */
const REMEMBERED_MAX = 100;

/** A text that outlives the page; what a browser forgets is told once more, or counted by the badge alone. */
export type Remembered = { readonly read: () => string | null; readonly write: (text: string) => void };

/**
 * The matters that opened while this page was there and that nobody read yet (NOT-4). What is open at the first look is
 * not new: the badge counts it. Later each one is told once, by whichever tab sees it first. A page behind its lock tells
 * nothing and takes note of nothing: what came meanwhile is new when it is opened.
 */
export class FreshMatters {
  /** What the tabs of this device told. */
  readonly #told: Remembered;
  /** What this tab knew, also of a page of it that was loaded anew behind its lock. */
  readonly #own: Remembered;
  readonly #listeners = new Set<() => void>();
  #known: ReadonlySet<string> | undefined;
  #unread: readonly Matter[] = [];
  #isHeld = false;
  #waiting: Parameters<FreshMatters['note']> | undefined;
  /** In the order in which they opened, none behind the lock; another list whenever it changes. */
  list: readonly Matter[] = [];

  constructor(told: Remembered, own: Remembered) {
    this.#told = told;
    this.#own = own;
  }

  /** Takes note of what is open now. `former`: as what else a matter was open before; then it is not new. */
  note(open: readonly Matter[], former: ReadonlyMap<Matter, readonly Matter[]> = NONE): void {
    if (this.#isHeld) return void (this.#waiting = [open, former]);
    const told = idsOf(this.#told.read());
    const others = told.filter((id) => open.includes(id));
    const known = this.#known;
    const isNew = (id: Matter) => ![id, ...(former.get(id) ?? [])].some((one) => known?.has(one) || told.includes(one));
    const fresh = known === undefined ? [] : open.filter(isNew);
    // What has ended may open again, and is then told again.
    this.#known = new Set(open);
    this.#own.write(open.join(' '));
    if (fresh.length === 0 && others.length === told.length) return;
    this.#told.write([...others, ...fresh].slice(-REMEMBERED_MAX).join(' '));
    if (fresh.length > 0) this.#become([...this.#unread, ...fresh]);
  }

  /** The page is locked, or opened again. */
  hold(isHeld: boolean): void {
    if (isHeld === this.#isHeld) return;
    this.#isHeld = isHeld;
    if (isHeld) {
      const left = this.#own.read();
      if (this.#known === undefined && left !== null) this.#known = new Set(idsOf(left));
    }
    this.#become(this.#unread);
    if (isHeld || this.#waiting === undefined) return;
    this.note(...this.#waiting);
    this.#waiting = undefined;
  }

  /** Somebody read these, or they stood there long enough. */
  readonly read = (ids: readonly Matter[]): void => {
    const left = this.#unread.filter((id) => !ids.includes(id));
    if (left.length < this.#unread.length) this.#become(left);
  };

  /** Calls back whenever the list changed. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #become(unread: readonly Matter[]): void {
    this.#unread = unread;
    const list = this.#isHeld ? [] : unread;
    if (list.length === 0 && this.list.length === 0) return;
    this.list = list;
    for (const listener of this.#listeners) listener();
  }
}

const NONE: ReadonlyMap<Matter, readonly Matter[]> = new Map();

const idsOf = (text: string | null): readonly string[] => (text ?? '').split(' ').filter((id) => id !== '');
