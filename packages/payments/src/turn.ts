import { REFERENCE_MAX, SENDS_MAX, type AttemptEvent, type FailureCode } from '@resto360/domain';
import type { AttemptNote, AttemptRow, Suggested } from './attempt-row.ts';
import type { Held } from './attempt-store.ts';
import type { Capabilities } from './capabilities.ts';
import { eventOfRead, eventOfReference, eventOfSubmit, toldBy } from './events-of.ts';
import { nextCall } from './next-call.ts';
import type { ReadOutcome, ReferenceOutcome, SubmitOutcome } from './provider.ts';
import { RailCalls, breakerKey } from './rail-calls.ts';
import { noteOf, rowAfter, rowAfterCall, type Told } from './row-step.ts';
import type { Rail, WorkerDeps } from './worker-deps.ts';

/** A row is looked at again so long after another attempt stood in its way, or its rail was left alone. **Units** ms. */
const BUSY_MS = 3_000;
/** A push that could not leave for so long is given up: the customer still stands there and can pay otherwise. **Units** ms. */
const TRY_MS = 60_000;
/** A deferred push looks so much later whether the night is over. **Units** ms. */
const QUIET_MS = 300_000;
/** A refund that could not leave for so long is a person's matter again. **Units** ms. */
export const REFUND_TRY_MS = 86_400_000;
/**
 * Why nothing was asked over an account that is switched off. **Why** an end and no wait: nothing has left, the customer
 * stands there, and nobody knows whether the account comes back.
 */
const OFF: FailureCode = 'cancelled_by_merchant';
/** A call's news is stored onto a row that a person changed meanwhile; so often at most. */
const CHANGES_MAX = 5;

/**
 * One row in one worker's hands. `held` is undefined once the row was lost to another worker: then nothing more is done
 * about it here.
 */
export class Turn {
  held: Held | undefined;
  readonly #rail: Rail;
  readonly #calls: RailCalls;
  readonly #deps: WorkerDeps;
  readonly #capabilities: Capabilities;

  constructor(held: Held, rail: Rail, deps: WorkerDeps) {
    this.held = held;
    this.#rail = rail;
    this.#calls = new RailCalls(rail, deps);
    this.#deps = deps;
    this.#capabilities = rail.provider.capabilities(rail.account);
  }

  /** A row that was left in the middle of a call: whoever held it is gone. */
  async takeOver(): Promise<void> {
    const state = this.held?.row.attempt.state;
    if (state === 'submitting' || state === 'verifying') await this.#store({ kind: 'crashed' }, 'lease', 'taken over');
  }

  /** Makes the call that the row's state asks for, and stores what it told. */
  async step(): Promise<void> {
    if (!this.held) return;
    const { row } = this.held;
    switch (nextCall(row, this.#deps.rules)) {
      case 'send':
        return this.#send(row);
      case 'read':
        return this.#read(row);
      case 'verify':
        return this.#verify(row);
      case 'none':
        return this.#rest(row);
    }
  }

  async #send(row: AttemptRow): Promise<void> {
    if (this.#isOver(row)) return this.#store({ kind: 'consent_over' }, 'send', 'too late to ask');
    if (!this.#rail.mayAsk) return this.#store({ kind: 'invalid', failure: OFF }, 'send', 'account off');
    const may = await this.#deps.mayLeave(row);
    if (may === 'later') return this.#wait(row, 'quiet_hours', QUIET_MS);
    if (may !== 'yes') return this.#store({ kind: 'invalid', failure: may }, 'send', may);
    const misfit = this.#calls.misfit(row);
    if (misfit) return this.#store({ kind: 'invalid', failure: misfit.code }, 'send', misfit.code);
    if (!(await this.#maySend(row))) return this.#wait(row, 'rail_closed');
    const started = await this.#start(row, 'leaves');
    if (started === 'busy') return this.#wait(row, 'other_attempt');
    if (started === 'not_due') return this.#store({ kind: 'not_due' }, 'send', 'not due any more');
  }

  async #maySend(row: AttemptRow): Promise<boolean> {
    const { breaker, nowMs } = this.#deps;
    const key = breakerKey(row);
    if (breaker.mayProbe(key, nowMs())) await this.#calls.read(row);
    return breaker.maySend(key);
  }

  /** Stores that the call is about to leave, lets it leave, stores what came of it. */
  async #start(row: AttemptRow, told: string): Promise<'started' | 'lost' | 'busy' | 'not_due'> {
    const { store, nowMs } = this.#deps;
    const next = this.#after(row, { kind: 'send' });
    if (!next || !this.held) return 'lost';
    const notes = noteOf(row, next, { atMs: nowMs(), call: 'send', told });
    const started = await store.start(this.held, { ...next, version: row.version + 1 }, notes);
    if (started === 'lost') this.held = undefined;
    if (typeof started === 'string') return started;
    this.held = started;
    await this.#storeSubmit(started.row, await this.#calls.initiate(started.row));
    return 'started';
  }

  #storeSubmit(row: AttemptRow, outcome: SubmitOutcome): Promise<void> {
    const handle = outcome.kind === 'accepted' || outcome.kind === 'duplicate' ? outcome.handle : undefined;
    return this.#store(eventOfSubmit(outcome, this.#isLastTry(row)), 'send', toldBy(outcome), {
      ...(handle && { handle: { ...row.handle, ...handle } }),
      ...(outcome.kind === 'accepted' && { next: outcome.next }),
      ...(outcome.kind === 'not_sent' && retryAfter(outcome)),
    });
  }

  async #read(row: AttemptRow): Promise<void> {
    const { pace, nowMs } = this.#deps;
    const perSecond = this.#capabilities.readsPerSecond;
    const waitMs = pace.waitMs(`${row.provider}/${row.account}`, row.id, { perSecond, nowMs: nowMs() });
    if (waitMs > 0) return this.#wait(row, row.note, waitMs);
    // Paid otherwise, by a manager's word: the customer must not be able to pay it as well.
    const isTakenBack = row.attempt.isCancelAsked || row.attempt.isReplaced;
    if (isTakenBack && row.kind !== 'refund') await this.#calls.cancel(row);
    const outcome = await this.#calls.read(row);
    await this.#store(eventOfRead(outcome, row, this.#rail.account), 'read', toldBy(outcome), toldByRead(row, outcome));
    if (outcome.kind === 'not_found') await this.#sendAgain();
  }

  // The provider never got it, and knows requests by our id: the same request once more.
  async #sendAgain(): Promise<void> {
    const row = this.held?.row;
    if (!row || row.attempt.state !== 'unknown' || row.attempt.sends >= SENDS_MAX) return;
    if (!this.#rail.mayAsk || this.#isOver(row)) return;
    const pauseMs = 5_000 * 2 ** (row.attempt.sends - 1);
    const isPaused = this.#deps.nowMs() < (row.attempt.lastSendAtMs ?? 0) + pauseMs;
    if (isPaused || !this.#deps.breaker.maySend(breakerKey(row))) return;
    if ((await this.#deps.mayLeave(row)) !== 'yes') return;
    // Paid otherwise, or another one is under way: nothing more leaves; it is read until it is known.
    await this.#start(row, 'leaves again');
  }

  async #verify(row: AttemptRow): Promise<void> {
    await this.#store({ kind: 'verify' }, 'verify', 'asks');
    // A person may have changed it meanwhile: the reference that it has now is asked about.
    const asked = this.held?.row;
    if (!asked) return;
    const outcome = await this.#calls.verify(asked);
    const isLate = this.#deps.nowMs() > (asked.validUntilMs ?? 0);
    await this.#store(eventOfReference(outcome, asked, isLate), 'verify', toldBy(outcome), {
      triesBefore: row.tries,
      about: asked.reference,
      // What can't be read says nothing of it either.
      ...(outcome.kind !== 'unreadable' && { suggested: suggestedBy(outcome) }),
      ...(outcome.kind === 'matched' && receiptOf(outcome.receipt)),
      ...(outcome.kind === 'differs' && receiptOf(outcome.receipt)),
      ...(outcome.kind === 'unreadable' && retryAfter(outcome)),
    });
  }

  /** Nothing is to be called: the row sleeps. */
  async #rest(row: AttemptRow): Promise<void> {
    if (row.nextTryAtMs !== null) await this.#save({ ...row, nextTryAtMs: null }, []);
  }

  async #wait(row: AttemptRow, note: string | null, pauseMs = this.#busyMs(row)): Promise<void> {
    await this.#save({ ...row, note, nextTryAtMs: this.#deps.nowMs() + pauseMs }, []);
  }

  /** Nobody stands at the till for a refund that has waited for a while. */
  #busyMs({ kind, createdAtMs }: AttemptRow): number {
    const sinceMs = this.#deps.nowMs() - createdAtMs;
    if (kind !== 'refund' || sinceMs < 60_000) return BUSY_MS;
    return sinceMs < 3_600_000 ? 30_000 : 900_000;
  }

  /** Stores an event's step; if a person changed the row meanwhile, onto what it is now. */
  async #store(event: AttemptEvent, call: AttemptNote['call'], told: string, more: Told = {}): Promise<void> {
    for (let tries = 0; this.held && tries < CHANGES_MAX; tries++) {
      const { row } = this.held;
      const next = rowAfterCall(row, { event, told, more }, this.#facts());
      const saved = await this.#save(next, noteOf(row, next, { atMs: this.#deps.nowMs(), call, told }));
      if (saved === 'taken') return this.#refuseMoney(next, call);
      if (saved === 'saved') return;
    }
  }

  async #save(next: AttemptRow, notes: readonly AttemptNote[]): Promise<'saved' | 'changed' | 'taken' | 'lost'> {
    if (!this.held) return 'lost';
    const { row } = this.held;
    const saved = await this.#deps.store.save(this.held, { ...next, version: row.version + 1 }, notes);
    if (saved === 'taken') return saved;
    if (saved === 'lost') this.held = undefined;
    else this.held = saved.held;
    return saved === 'lost' ? saved : saved.kind;
  }

  // The money counts for another attempt: a claim is told so; anything else waits for a person.
  async #refuseMoney(found: AttemptRow, call: AttemptNote['call']): Promise<void> {
    const none = { providerTxnId: null };
    const { acceptedMinor } = found.attempt;
    if (found.kind === 'claim') {
      const told = { ...none, suggested: null, about: found.reference };
      return this.#store({ kind: 'reference_taken' }, call, 'counts elsewhere', told);
    }
    // What went back is what another refund sent.
    const failed = { kind: 'read_failed', failure: 'reference_reused' } as const;
    if (found.kind === 'refund') return this.#store(failed, call, 'another refund', none);
    const differs = { agrees: false, differs: 'reference_reused' } as const;
    return this.#store({ kind: 'read_succeeded', acceptedMinor, ...differs }, call, 'counts elsewhere', none);
  }

  #after(row: AttemptRow, event: AttemptEvent): AttemptRow | undefined {
    return rowAfter(row, event, this.#facts());
  }

  #facts() {
    const { nowMs, random, rules } = this.#deps;
    return { capabilities: this.#capabilities, nowMs: nowMs(), random, rules };
  }

  /** Nobody waits for it any more: a push has its customer's time, a deferred one its consent. */
  #isOver({ kind, validUntilMs, createdAtMs }: AttemptRow): boolean {
    const windowMs = kind === 'refund' ? REFUND_TRY_MS : this.#capabilities.customerWindowMs;
    return this.#deps.nowMs() > (validUntilMs ?? createdAtMs + windowMs);
  }

  #isLastTry({ kind, validUntilMs, createdAtMs }: AttemptRow): boolean {
    return this.#deps.nowMs() > (validUntilMs ?? createdAtMs + (kind === 'refund' ? REFUND_TRY_MS : TRY_MS));
  }
}

function toldByRead(row: AttemptRow, outcome: ReadOutcome): Told {
  if (outcome.kind === 'succeeded') return row.kind === 'refund' ? refundReceiptOf(outcome) : receiptOf(outcome);
  if (outcome.kind === 'unreadable') return retryAfter(outcome);
  if (outcome.kind !== 'pending') return {};
  return {
    ...(outcome.handle && { handle: { ...row.handle, ...outcome.handle } }),
    ...(outcome.next && { next: outcome.next }),
  };
}

// One that is longer than a reference that can be typed could never be found by it.
function suggestedBy(outcome: ReferenceOutcome): Suggested | null {
  const near = outcome.kind === 'not_found' ? outcome.near : undefined;
  return near && near.reference.length <= REFERENCE_MAX ? { reference: near.reference, atMs: near.atMs } : null;
}

const retryAfter = ({ retryAfterMs }: { readonly retryAfterMs?: number }): Told =>
  retryAfterMs === undefined ? {} : { retryAfterMs };

const receiptOf = (receipt: Extract<ReadOutcome, { kind: 'succeeded' }>): Told => ({
  providerTxnId: receipt.providerTxnId,
  operatorTxnId: receipt.operatorTxnId ?? receipt.providerTxnId,
  feeMinor: receipt.feeMinor ?? null,
});

// Some providers tell of a refund by the id of the payment, which is the payment's own.
const refundReceiptOf = (receipt: Extract<ReadOutcome, { kind: 'succeeded' }>): Told => ({
  providerTxnId: `refund:${receipt.providerTxnId}`,
  operatorTxnId: receipt.operatorTxnId ?? receipt.providerTxnId,
});
