import { stepAttempt, type AttemptEvent } from '@resto360/domain';
import type { AttemptRow } from './attempt-row.ts';
import type { Held } from './attempt-store.ts';
import { RailCalls } from './rail-calls.ts';
import { noteOf } from './row-step.ts';
import { REFUND_READ_MS } from './rail-calls.ts';
import { REFUND_TRY_MS, Turn } from './turn.ts';
import type { WorkerDeps } from './worker-deps.ts';

/**
 * Longer than the longest turn, so that a lease does not end under a call that is still being made. **Units** ms. **Source** the
 * limits of its calls: a token, a read, a token again, a second send; or a page that is taken back with all that stand for it.
 */
export const LEASE_MS = 130_000;
/** A row whose merchant account is gone is looked at again so much later. **Units** ms. */
const NO_RAIL_MS = 3_600_000;

/**
 * Brings one attempt as far as it can be brought now: takes it, makes the call that its state asks for, stores what was
 * told, gives it back with the time of its next try.
 *
 * The process may die between any two steps. What leaves for a provider was stored before it left; what a provider told
 * and was not stored is read again (PAY-11). The tests kill it at each of them.
 */
export class Orchestrator {
  readonly #deps: WorkerDeps;

  constructor(deps: WorkerDeps) {
    this.#deps = deps;
  }

  /** `held`: another worker has it, or it is gone. */
  async work(id: string): Promise<'worked' | 'held'> {
    const { store, owner, nowMs, railOf } = this.#deps;
    const taken = await store.take(id, { owner, nowMs: nowMs(), leaseMs: LEASE_MS });
    if (!taken) return 'held';
    const rail = await railOf(taken.row);
    if (!rail) {
      await this.#sleep(taken);
      return 'worked';
    }
    const turn = new Turn(taken, rail, this.#deps);
    await turn.takeOver();
    await turn.step();
    if (turn.held) await store.release(turn.held);
    return 'worked';
  }

  /**
   * Looks whether a rail that is left alone answers again, by a read of a row of its own: the breaker hears of it, the row
   * stays as it is (PAY-17).
   */
  async probe(row: AttemptRow): Promise<void> {
    const rail = await this.#deps.railOf(row);
    if (rail) await new RailCalls(rail, this.#deps).read(row);
  }

  // The merchant's account is gone. What it may have asked for stays, and shows why nothing moves it; a claim whose time is
  // over is handed to a person, who can look elsewhere, and so is a refund, after a day where it never left, after a week where it may have.
  async #sleep(held: Held): Promise<void> {
    const { store, rules } = this.#deps;
    const { row } = held;
    const nowMs = this.#deps.nowMs();
    const facts = { nowMs, graceMs: 0, isIdempotent: false, rules };
    const over = overWithout(row, nowMs);
    const attempt = (over && stepAttempt(row.attempt, over, facts)) || row.attempt;
    const isMoved = attempt.state !== row.attempt.state;
    const moved = isMoved && { tries: 0, stateSinceMs: nowMs };
    const slept = {
      ...row,
      attempt,
      ...moved,
      version: row.version + 1,
      nextTryAtMs: nowMs + NO_RAIL_MS,
      note: 'no_account',
    };
    const notes = noteOf(row, slept, { atMs: nowMs, call: 'verify', told: 'no account' });
    const saved = await store.save(held, slept, notes);
    if (typeof saved !== 'string') await store.release(saved.held);
  }
}

/** What happens to a row of which nobody can be asked any more. What was being called when its worker died may have left. */
function overWithout(row: AttemptRow, nowMs: number): AttemptEvent | undefined {
  const { kind, attempt, validUntilMs, createdAtMs, stateSinceMs } = row;
  if (attempt.state === 'submitting' || attempt.state === 'verifying') return { kind: 'crashed' };
  if (kind === 'claim' && nowMs > (validUntilMs ?? 0)) return { kind: 'reference_untold' };
  if (kind !== 'refund') return undefined;
  if (attempt.sends + attempt.ambiguousSends > 0) {
    return nowMs > stateSinceMs + REFUND_READ_MS ? { kind: 'unreadable', isBlind: true } : undefined;
  }
  return nowMs > createdAtMs + REFUND_TRY_MS ? { kind: 'consent_over' } : undefined;
}
