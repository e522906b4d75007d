import type { Id, Install } from '@resto360/domain';
import { listJudged, pendingOf, type PendingOp } from './pending.ts';
import type { ClientTx, OutboxEntry } from './store.ts';
import type { DeviceView } from './view.ts';

/**
 * Keeps a view's pending ops what the stores hold, by reading what came and what left: parsing twenty thousand ops anew
 * after each exchange would stop the till for a second.
 */
export class PendingOps {
  readonly #view: DeviceView;
  /** Whose numbers these are, and the id of the op at each. */
  #install: Install | undefined;
  readonly #own = new Map<number, Id<'op'>>();
  /** The last number of each id: two ops may bear one id (SYN-12). */
  readonly #numberOf = new Map<Id<'op'>, number>();
  #others: ReadonlySet<Id<'op'>> = new Set();

  constructor(view: DeviceView) {
    this.#view = view;
  }

  /**
   * Brings the view up to the stores; answers the ops that it did not have. `whole` looks at every number, because
   * another tab may have written; otherwise it is enough that as many are there as must be.
   */
  async refresh(tx: ClientTx, { whole = false } = {}): Promise<readonly PendingOp[]> {
    const install = (await tx.meta('identity'))?.install;
    const [held, overlay] = [await tx.list('held'), await tx.list('overlay')];
    const judged = await listJudged(tx);
    const others = new Set([...held, ...overlay].map(({ id }) => id));
    const gone = [...this.#others].filter((id) => !others.has(id));
    const isSame = install === this.#install;
    const quick = isSame && !whole && gone.length === 0 ? await this.#onlyOldest(tx) : undefined;
    const { left, came } = quick ?? (await this.#compare(tx, { isSame, gone }));
    // From here on nothing is awaited: a screen never sees a part of it.
    this.#install = install;
    this.#others = others;
    this.#view.dropPending(new Set([...gone, ...left.map((seq) => this.#own.get(seq) ?? '')]));
    for (const seq of left) this.#forget(seq);
    for (const entry of came) this.saved(entry);
    const fresh = came.map(pendingOf);
    const beside = [
      ...held.map(pendingOf),
      ...overlay.map((entry) => ({ ...pendingOf(entry), isCarried: true as const })),
    ];
    for (const one of [...fresh, ...judged.map(pendingOf), ...beside]) this.#view.addPending(one);
    return [...fresh, ...beside];
  }

  /** An op that was just saved: the view has it, and need not read it. */
  saved({ seq, id }: Pick<OutboxEntry, 'seq' | 'id'>): void {
    this.#own.set(seq, id);
    this.#numberOf.set(id, seq);
  }

  // Ops mostly leave from the oldest on. If as many are on the disk as are known from its oldest on, these are they.
  async #onlyOldest(tx: ClientTx): Promise<Moved | undefined> {
    const count = await tx.count('outbox');
    const first = (await tx.outboxFrom(0, 1))[0]?.seq ?? Number.POSITIVE_INFINITY;
    const left: number[] = [];
    for (const [seq, id] of this.#own) {
      if (seq >= first) break;
      // Another op of this id is still there: it is taken anew below.
      if (this.#numberOf.get(id) !== seq) return undefined;
      left.push(seq);
    }
    return this.#own.size - left.length === count ? { left, came: [] } : undefined;
  }

  async #compare(tx: ClientTx, { isSame, gone }: { isSame: boolean; gone: readonly Id<'op'>[] }): Promise<Moved> {
    const numbers = await tx.outboxNumbers();
    const there = new Set(numbers);
    // Another install numbers its ops from 1: under the same numbers are others.
    const known = isSame ? this.#own : new Map<number, Id<'op'>>();
    const left = [...this.#own.keys()].filter((seq) => !known.has(seq) || !there.has(seq));
    const ids = new Set([...gone, ...left.map((seq) => this.#own.get(seq) ?? '')]);
    // Two ops may bear one id: what is left of them is taken anew (SYN-12).
    const missing = numbers.filter((seq) => !known.has(seq) || ids.has(known.get(seq) ?? ''));
    const came = missing.length === numbers.length ? await tx.list('outbox') : await found(tx, missing);
    return { left, came };
  }

  #forget(seq: number): void {
    const id = this.#own.get(seq);
    this.#own.delete(seq);
    if (id !== undefined && this.#numberOf.get(id) === seq) this.#numberOf.delete(id);
  }
}

/** Numbers that are no longer known, and ops that the view does not have. */
type Moved = { readonly left: readonly number[]; readonly came: readonly OutboxEntry[] };

async function found(tx: ClientTx, numbers: readonly number[]): Promise<readonly OutboxEntry[]> {
  return (await tx.getMany('outbox', numbers)).filter((entry) => entry !== undefined);
}
