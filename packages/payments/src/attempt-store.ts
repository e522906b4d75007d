import type { AttemptNote, AttemptRow } from './attempt-row.ts';

/** A row in the hands of one worker. `token` rises with every taking: an older holder can save no more. */
export type Held = { readonly row: AttemptRow; readonly owner: string; readonly token: number };

/** Why a row could not be saved: somebody else holds it by now. */
export type Lost = 'lost';
/** Why a row could not be saved: the money that it names counts for another attempt (PAY-16). */
export type Taken = 'taken';

/** `changed`: a person changed the row meanwhile and nothing was stored; `held` is what it is now. */
export type Saved = { readonly kind: 'saved' | 'changed'; readonly held: Held };

/** What a provider's call names: our request's id, theirs of the page, or the reference that its customer sees. */
export type WokenBy = {
  readonly provider: string;
  readonly account: string;
  readonly requestId?: string;
  readonly checkoutId?: string;
  readonly reference?: string;
};

/**
 * Where attempts are kept.
 *
 * The contract: a row is in one worker's hands until its lease ends. `save` and `start` store only what the present
 * holder says about the version it was handed, together with the notes, or nothing at all. What is stored is durable when
 * they answer; so a money call can be made after `start`, and never before.
 *
 * What is suggested for a claim counts for no other attempt: `save` stores no such suggestion, and one that is stored goes,
 * with a version more, as soon as its money counts for another. **Why** no lock: of two stored at one moment PAY-16 decides
 * when it is taken.
 */
export type AttemptStore = {
  /** The row, leased; undefined where another holds it or there is none. */
  take(
    id: string,
    lease: { readonly owner: string; readonly nowMs: number; readonly leaseMs: number },
  ): Promise<Held | undefined>;
  /** Stores a step and keeps the lease. */
  save(held: Held, next: AttemptRow, notes: readonly AttemptNote[]): Promise<Saved | Lost | Taken>;
  /**
   * Stores that a money call is about to leave, if the order still owes it and no other attempt may bring it.
   * `busy`: another one is under way; for a deferred push, also one to the same telephone for any order · `not_due`: the order owes less than this.
   * **Why** in one transaction with all attempts of the order locked: two workers, two tills (PAY-15).
   */
  start(held: Held, next: AttemptRow, notes: readonly AttemptNote[]): Promise<Held | Lost | 'busy' | 'not_due'>;
  /** Gives the row back. */
  release(held: Held): Promise<void>;
  /**
   * A provider called about a request: the row is due now, and if a worker holds it, as soon as it is given back. The ids of
   * the rows that were woken; none where nothing here is known by what was told.
   */
  wake(about: WokenBy, nowMs: number): Promise<readonly string[]>;
  /**
   * The same for a call that is one of very many: a row that was looked at less than `everyMs` ago is due when they are over,
   * and nothing is written about one that is due by then as it is. Answers those whose time was changed. **Units** ms.
   * **Why** later and not never: the call may be the provider's own.
   */
  wakePaced(about: WokenBy, nowMs: number, everyMs: number): Promise<readonly string[]>;
  /** Rows whose next try has come and that nobody holds. */
  listDue(nowMs: number, limit: number): Promise<readonly string[]>;
};
