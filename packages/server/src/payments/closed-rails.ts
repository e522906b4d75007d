import type { Id } from '@resto360/domain';
import { brokenOf, type Breaker } from '@resto360/payments';
import type { ServerStore } from '@resto360/sync/server';
import { putRail, type Accounts, type RailFields } from './accounts.ts';

/**
 * How long tills leave a rail alone after it was last seen to keep silent. **Units** ms. **Why** so short: who said it may have
 * died; and longer than two looks of a minute, so that a living process says it again before it ends.
 */
export const CLOSED_FOR_MS = 4 * 60_000;

type Deps = {
  readonly store: ServerStore;
  readonly accounts: Pick<Accounts, 'railOf'>;
  readonly nowMs: () => number;
};

/** What of an account is left alone, until when. `''` among its operators: the account itself. */
type Closed = { readonly operators: readonly string[]; readonly untilMs: number };

/**
 * Tells the tills of a house which rails this process leaves alone (PAY-17): `closedUntil`, which ends by itself, and
 * `closedOperators`. What was said is said again in its second half, and taken back when the rail answers. Of two processes
 * that see it differently the newer word stands; the other says its own again within minutes.
 *
 * **Why** it remembers what it said: it is asked after every call, and every tablet reads what is written.
 */
export class ClosedRails {
  readonly #restaurant: Id<'restaurant'>;
  readonly #breaker: Breaker;
  readonly #deps: Deps;
  readonly #said = new Map<string, Closed>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(restaurant: Id<'restaurant'>, breaker: Breaker, deps: Deps) {
    this.#restaurant = restaurant;
    this.#breaker = breaker;
    this.#deps = deps;
  }

  /** Writes what tills do not know yet, one word after the other; mostly nothing, and then nothing is asked either. */
  async tell(): Promise<void> {
    if (this.#breaker.open.length === 0 && this.#said.size === 0) return;
    const told = this.#turn.then(() => this.#tell());
    this.#turn = told.catch(() => undefined);
    await told;
  }

  async #tell(): Promise<void> {
    const { accounts, nowMs } = this.#deps;
    const closed = closedIn(this.#breaker, nowMs());
    for (const account of new Set([...this.#said.keys(), ...closed.keys()])) {
      const now = closed.get(account);
      if (isSaid(this.#said.get(account), now, nowMs())) continue;
      const rail = await accounts.railOf(this.#restaurant, account);
      const become = (kept: RailFields | undefined) => kept && { ...kept, ...opennessOf(kept, now) };
      if (rail !== undefined) await putRail(this.#restaurant, rail, become, this.#deps);
      if (now) this.#said.set(account, now);
      else this.#said.delete(account);
    }
  }
}

/** Opens rails again of which a process said that they are closed, and that has not said so again in time: it is gone. */
export async function reopenRails(restaurant: Id<'restaurant'>, deps: Omit<Deps, 'accounts'>): Promise<void> {
  const become = (kept: RailFields | undefined) =>
    kept && Number(kept['closedUntil']) <= deps.nowMs() ? { ...kept, ...OPEN } : undefined;
  for (const { f } of await deps.store.rows(restaurant, 'rails')) {
    const { rail, isOpen } = f;
    if (isOpen === 'no' && typeof rail === 'string') await putRail(restaurant, rail, become, deps);
  }
}

const OPEN = { isOpen: 'yes', closedUntil: null, closedOperators: [] };

/** What is left alone now, by account. What nobody has heard of for so long is not told: nothing is known of it. */
function closedIn(breaker: Breaker, nowMs: number): ReadonlyMap<string, Closed> {
  const closed = new Map<string, Closed>();
  for (const { key, heardAtMs } of breaker.open) {
    const { account, operator, isRefunds } = brokenOf(key);
    // Guests may pay over it all the same.
    if (isRefunds) continue;
    const untilMs = heardAtMs + CLOSED_FOR_MS;
    if (untilMs <= nowMs) continue;
    const others = closed.get(account) ?? { operators: [], untilMs };
    const operators = [...others.operators, operator ?? ''].toSorted();
    closed.set(account, { operators, untilMs: Math.max(others.untilMs, untilMs) });
  }
  return closed;
}

/** Whether tills know it already, and will for a while. */
function isSaid(said: Closed | undefined, now: Closed | undefined, nowMs: number): boolean {
  if (!said || !now) return said === now;
  const isFresh = said.untilMs > nowMs + CLOSED_FOR_MS / 2 || now.untilMs <= said.untilMs;
  return isFresh && said.operators.join(' ') === now.operators.join(' ');
}

/** The same in the words of a rail: of its operators, those that it offers. */
function opennessOf(rail: RailFields, closed: Closed | undefined): RailFields {
  const offered = Array.isArray(rail['operators']) ? rail['operators'].map(String) : [];
  const isWhole = closed?.operators.includes('') === true;
  const closedOperators = isWhole ? [] : offered.filter((one) => closed?.operators.includes(one));
  if (!closed || (!isWhole && closedOperators.length === 0)) return OPEN;
  const isOpen = isWhole || closedOperators.length === offered.length ? 'no' : 'yes';
  return { isOpen, closedUntil: closed.untilMs, closedOperators };
}
