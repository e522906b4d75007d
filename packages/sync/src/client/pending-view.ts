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
  #own = new Map<number, Id<'op'>>();
  #others = new Set<Id<'op'>>();

  constructor(view: DeviceView) {
    this.#view = view;
  }

  /** Brings the view up to the stores; answers the ops that it did not have. */
  async refresh(tx: ClientTx): Promise<readonly PendingOp[]> {
    const install = (await tx.meta('identity'))?.install;
    // Another install numbers its ops from 1: under the same numbers are others.
    const known = install === this.#install ? this.#own : new Map<number, Id<'op'>>();
    const numbers = await tx.outboxNumbers();
    const [held, overlay] = [await tx.list('held'), await tx.list('overlay')];
    const others = [...held, ...overlay];
    const left = this.#leftBehind(known, { numbers: new Set(numbers), others });
    // Two ops may bear one id: what is left of them is taken anew (SYN-12).
    const missing = numbers.filter((seq) => !known.has(seq) || left.has(known.get(seq) ?? ''));
    const came = missing.length === numbers.length ? await tx.list('outbox') : await found(tx, missing);
    const judged = await listJudged(tx);
    // From here on nothing is awaited: a screen never sees a part of it.
    this.#install = install;
    this.#own = new Map([
      ...[...known].filter(([, id]) => !left.has(id)),
      ...came.map(({ seq, id }) => [seq, id] as const),
    ]);
    this.#others = new Set(others.map(({ id }) => id));
    const fresh = came.map(pendingOf);
    const beside = [
      ...held.map(pendingOf),
      ...overlay.map((entry) => ({ ...pendingOf(entry), isCarried: true as const })),
    ];
    this.#view.dropPending(left);
    for (const one of [...fresh, ...judged.map(pendingOf), ...beside]) this.#view.addPending(one);
    return [...fresh, ...beside];
  }

  /** An op that was just saved: the view has it, and need not read it. */
  saved({ seq, id }: Pick<OutboxEntry, 'seq' | 'id'>): void {
    this.#own.set(seq, id);
  }

  #leftBehind(
    known: ReadonlyMap<number, Id<'op'>>,
    now: { readonly numbers: ReadonlySet<number>; readonly others: readonly { readonly id: Id<'op'> }[] },
  ): ReadonlySet<Id<'op'>> {
    const others = new Set(now.others.map(({ id }) => id));
    const own = [...this.#own].filter(([seq]) => !known.has(seq) || !now.numbers.has(seq)).map(([, id]) => id);
    return new Set([...own, ...[...this.#others].filter((id) => !others.has(id))]);
  }
}

async function found(tx: ClientTx, numbers: readonly number[]): Promise<readonly OutboxEntry[]> {
  return (await tx.getMany('outbox', numbers)).filter((entry) => entry !== undefined);
}
