import { referenceOf } from '@resto360/domain';
import type { AttemptNote, AttemptRow } from '../attempt-row.ts';
import { leaving, mayBring, ownsMoney } from '../may-leave.ts';
import { forgotten } from '../new-row.ts';
import type { AttemptStore, Held, Lost, Saved, Taken, WokenBy } from '../attempt-store.ts';
import { requestIdOf } from '../request-id.ts';

type Kept = { row: AttemptRow; owner: string | null; token: number; untilMs: number; isWoken: boolean };

/** What an order still owes, as the house knows it. **Units** minor. */
export type DueOf = (order: string) => number;

/** Attempts in memory, under the contract of the port; a copy can be kept and put back, as a restored server is. */
export class MemoryAttemptStore implements AttemptStore {
  readonly notes: { readonly attempt: string; readonly note: AttemptNote }[] = [];
  /** Cash that went back for an attempt, by its id. **Units** minor. */
  readonly handedBack = new Map<string, number>();
  readonly #dueOf: DueOf;
  /** Off in the ablation that shows what two attempts at a time cost. */
  readonly #isGuarded: boolean;
  /** Off in the ablation that gives back whatever anybody asks for. */
  readonly #isCapped: boolean;
  /** Off in the ablation that shows what one payment for two orders costs. */
  readonly #isUnique: boolean;
  #kept = new Map<string, Kept>();

  constructor(
    dueOf: DueOf,
    {
      isGuarded = true,
      isUnique = true,
      isCapped = true,
    }: { readonly isGuarded?: boolean; readonly isUnique?: boolean; readonly isCapped?: boolean } = {},
  ) {
    this.#dueOf = dueOf;
    this.#isGuarded = isGuarded;
    this.#isUnique = isUnique;
    this.#isCapped = isCapped;
  }

  add(row: AttemptRow): void {
    if (!this.#kept.has(row.id)) this.#kept.set(row.id, { row, owner: null, token: 0, untilMs: 0, isWoken: false });
  }

  get(id: string): AttemptRow | undefined {
    return this.#kept.get(id)?.row;
  }

  list(): AttemptRow[] {
    return [...this.#kept.values()].map(({ row }) => row);
  }

  /** A person's change: no lease is asked for, and none is broken. */
  decide(row: AttemptRow): boolean {
    const kept = this.#kept.get(row.id);
    if (!kept || kept.row.version !== row.version - 1) return false;
    kept.row = row;
    this.#unsuggest(row);
    return true;
  }

  snapshot(): ReadonlyMap<string, AttemptRow> {
    return new Map([...this.#kept].map(([id, { row }]) => [id, row]));
  }

  restore(rows: ReadonlyMap<string, AttemptRow>, nowMs: number): void {
    this.#kept = new Map(
      [...rows].map(([id, row]) => [
        id,
        { row: forgotten(row, nowMs), owner: null, token: 1_000, untilMs: 0, isWoken: false },
      ]),
    );
  }

  async take(id: string, lease: { readonly owner: string; readonly nowMs: number; readonly leaseMs: number }) {
    const kept = this.#kept.get(id);
    if (!kept || (kept.owner !== null && kept.untilMs > lease.nowMs)) return undefined;
    const token = kept.token + 1;
    Object.assign(kept, { owner: lease.owner, token, untilMs: lease.nowMs + lease.leaseMs, isWoken: false });
    return { row: kept.row, owner: lease.owner, token: kept.token };
  }

  async save(held: Held, next: AttemptRow, notes: readonly AttemptNote[]): Promise<Saved | Lost | Taken> {
    const kept = this.#mine(held);
    if (!kept) return 'lost';
    if (kept.row.version !== held.row.version) return { kind: 'changed', held: { ...held, row: kept.row } };
    if (this.#isTaken(next)) return 'taken';
    const suggested = next.suggested !== null && this.#isSpent(next, next.suggested.reference) ? null : next.suggested;
    return { kind: 'saved', held: this.#keep(kept, held, { ...next, suggested }, notes) };
  }

  async start(held: Held, next: AttemptRow, notes: readonly AttemptNote[]) {
    const kept = this.#mine(held);
    if (!kept || kept.row.version !== held.row.version) return 'lost';
    const rows = this.list().filter(({ order }) => order === next.order);
    const isAlone = next.kind === 'refund' ? !this.#isCapped : !this.#isGuarded;
    const sent = leaving(next, {
      dueMinor: isAlone && next.kind === 'refund' ? -Infinity : this.#dueOf(next.order),
      rows: isAlone ? rows.filter(({ id }) => id === next.refundOf) : rows,
      handedBack: this.handedBack,
      deferred: held.row.attempt.state === 'queued_offline' ? { isPayerAsked: this.#isAsked(next) } : undefined,
    });
    if (typeof sent === 'string') return sent;
    return this.#keep(kept, held, sent, notes);
  }

  async release(held: Held): Promise<void> {
    const kept = this.#mine(held);
    if (!kept) return;
    kept.owner = null;
    if (kept.isWoken && kept.row.nextTryAtMs !== null) kept.row = { ...kept.row, nextTryAtMs: 0 };
  }

  async wake(about: WokenBy, nowMs: number) {
    const woken = this.#named(about);
    for (const kept of woken) wakeAt(kept, nowMs, true);
    return woken.map(({ row }) => row.id);
  }

  async wakePaced(about: WokenBy, nowMs: number, everyMs: number) {
    const woken: string[] = [];
    for (const kept of this.#named(about)) {
      const atMs = Math.max(nowMs, (kept.row.lastTryAtMs ?? 0) + everyMs);
      const isMissed = atMs <= nowMs && kept.owner !== null && !kept.isWoken;
      if (!isMissed && kept.row.nextTryAtMs !== null && kept.row.nextTryAtMs <= atMs) continue;
      wakeAt(kept, atMs, atMs <= nowMs);
      woken.push(kept.row.id);
    }
    return woken;
  }

  async listDue(nowMs: number, limit: number): Promise<readonly string[]> {
    const due = [...this.#kept.values()].filter(
      ({ row, owner, untilMs }) =>
        row.nextTryAtMs !== null && row.nextTryAtMs <= nowMs && (owner === null || untilMs <= nowMs),
    );
    return due
      .toSorted((a, b) => (a.row.nextTryAtMs ?? 0) - (b.row.nextTryAtMs ?? 0))
      .slice(0, limit)
      .map(({ row }) => row.id);
  }

  #named({ provider, account, requestId, checkoutId, reference }: WokenBy): Kept[] {
    const named = reference === undefined ? undefined : referenceOf(reference);
    return [...this.#kept.values()].filter(
      ({ row }) =>
        row.provider === provider &&
        row.account === account &&
        (requestIdOf(row.id) === requestId ||
          (checkoutId !== undefined && row.handle.checkoutId === checkoutId) ||
          (named !== undefined && row.reference === named)),
    );
  }

  /** Somebody is asked already, for whichever order. */
  #isAsked({ id, payer }: AttemptRow): boolean {
    return payer !== null && this.list().some((other) => other.id !== id && other.payer === payer && mayBring(other));
  }

  #mine({ row, owner, token }: Held): Kept | undefined {
    const kept = this.#kept.get(row.id);
    return kept?.owner === owner && kept.token === token ? kept : undefined;
  }

  #keep(kept: Kept, held: Held, next: AttemptRow, notes: readonly AttemptNote[]): Held {
    kept.row = next;
    this.#unsuggest(next);
    this.notes.push(...notes.map((note) => ({ attempt: next.id, note })));
    return { ...held, row: next };
  }

  /** The money that a reference names counts for another attempt. */
  #isSpent({ id, provider, account }: AttemptRow, reference: string): boolean {
    return this.list().some(
      (other) =>
        other.id !== id &&
        ownsMoney(other) &&
        other.provider === provider &&
        other.account === account &&
        (other.providerTxnId === reference || other.operatorTxnId === reference),
    );
  }

  #unsuggest(owner: AttemptRow): void {
    if (!ownsMoney(owner)) return;
    for (const kept of this.#kept.values()) {
      const { row } = kept;
      if (row.suggested === null || !this.#isSpent(row, row.suggested.reference)) continue;
      kept.row = { ...row, suggested: null, version: row.version + 1 };
    }
  }

  #isTaken({ id, provider, account, providerTxnId, attempt }: AttemptRow): boolean {
    if (!this.#isUnique || providerTxnId === null || !ownsMoney({ attempt })) return false;
    return this.list().some(
      (other) =>
        other.id !== id &&
        ownsMoney(other) &&
        other.provider === provider &&
        other.account === account &&
        other.providerTxnId === providerTxnId,
    );
  }
}

function wakeAt(kept: Kept, atMs: number, isNow: boolean): void {
  kept.isWoken ||= isNow;
  kept.row = { ...kept.row, nextTryAtMs: Math.min(atMs, kept.row.nextTryAtMs ?? atMs) };
}
