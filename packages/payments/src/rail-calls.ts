import type { AttemptRow } from './attempt-row.ts';
import type { HttpCall } from './http-call.ts';
import type { CallContext, Failure, ReadOutcome, ReferenceOutcome, SubmitOutcome } from './provider.ts';
import { requestIdOf } from './request-id.ts';
import type { Rail, WorkerDeps } from './worker-deps.ts';

/** A refund of which nothing could be read for so long, looked at all the while, is a person's matter again. **Units** ms. */
export const REFUND_READ_MS = 7 * 86_400_000;
/** Looked at all the while: the last look, of one a day, was no longer ago. **Units** ms. */
const LOOKED_AT_MS = 2 * 86_400_000;
/** Within this time around a claim its money must have come. **Units** ms. **Source** section 4.3 of the providers' page. */
const CLAIM_BEFORE_MS = 2 * 3_600_000;
const CLAIM_AFTER_MS = 30 * 60_000;

/**
 * The calls of a row to its provider. A folder that throws instead of answering has told nothing: that is `uncertain` for
 * a money call and `unreadable` for a read, whatever it threw.
 */
export class RailCalls {
  readonly #rail: Rail;
  readonly #deps: WorkerDeps;
  /** The last answer of this rail was a no that a working server gives: too often, wrong key. */
  #isRefused = false;

  constructor(rail: Rail, deps: WorkerDeps) {
    this.#rail = rail;
    this.#deps = deps;
  }

  /** What is wrong with the request, before anything leaves. */
  misfit(row: AttemptRow): Failure | null {
    const { provider, account } = this.#rail;
    if (row.kind !== 'refund') return provider.validate(this.#input(row), account);
    return provider.refund && provider.readRefund ? null : { code: 'merchant_not_allowed' };
  }

  async initiate(row: AttemptRow): Promise<SubmitOutcome> {
    const { breaker, nowMs } = this.#deps;
    const outcome = await this.#guarded<SubmitOutcome>(row, { kind: 'uncertain', cause: 'bug' }, () =>
      this.#leave(row),
    );
    const isUnknown = outcome.kind === 'uncertain' || outcome.kind === 'not_sent';
    breaker.note(breakerKey(row), isUnknown && !this.#isRefused, nowMs());
    return outcome;
  }

  async read(row: AttemptRow): Promise<ReadOutcome> {
    const { breaker, nowMs } = this.#deps;
    const outcome = await this.#guarded<ReadOutcome>(row, { kind: 'unreadable', cause: 'bug' }, () => this.#look(row));
    breaker.note(breakerKey(row), outcome.kind === 'unreadable' && !this.#isRefused, nowMs());
    return outcome;
  }

  /** `untold` where the rail proves no references. */
  async verify(row: AttemptRow): Promise<ReferenceOutcome> {
    const { amountMinor, currency, reference, createdAtMs } = row;
    const fromMs = createdAtMs - CLAIM_BEFORE_MS;
    const asked = {
      amountMinor,
      currency,
      reference: reference ?? '',
      fromMs,
      untilMs: createdAtMs + CLAIM_AFTER_MS,
    };
    return this.#guarded<ReferenceOutcome>(row, { kind: 'unreadable', cause: 'bug' }, async () => {
      const outcome = await this.#rail.provider.verifyReference?.(asked, this.#context());
      return outcome ?? { kind: 'untold' };
    });
  }

  /** Asks the provider to take the request off the customer's hands; the next read tells whether it did. */
  async cancel(row: AttemptRow): Promise<void> {
    await this.#guarded<unknown>(row, undefined, async () =>
      this.#rail.provider.cancel?.(this.#asked(row), this.#context()),
    );
  }

  async #guarded<T>(row: AttemptRow, otherwise: T, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      this.#deps.onBug(error, row);
      return otherwise;
    }
  }

  async #leave(row: AttemptRow): Promise<SubmitOutcome> {
    const { provider } = this.#rail;
    if (row.kind !== 'refund') return provider.initiate(this.#input(row), this.#context());
    const outcome = await provider.refund?.(this.#back(row), this.#context());
    return outcome ?? { kind: 'refused', failure: { code: 'merchant_not_allowed' } };
  }

  async #look(row: AttemptRow): Promise<ReadOutcome> {
    const { provider } = this.#rail;
    if (row.kind !== 'refund') return provider.read(this.#asked(row), this.#context());
    const outcome = await provider.readRefund?.(this.#back(row), this.#context());
    if (outcome?.kind === 'unreadable' && this.#isBlind(row)) return { ...outcome, isBlind: true };
    // A rail that sends nothing back has sent nothing back, whatever this row has forgotten.
    return outcome ?? { kind: 'failed', failure: { code: 'merchant_not_allowed' } };
  }

  // A house that was shut for a week has not looked, and its first look may fail.
  #isBlind({ stateSinceMs, lastTryAtMs }: AttemptRow): boolean {
    const nowMs = this.#deps.nowMs();
    return nowMs > stateSinceMs + REFUND_READ_MS && nowMs < (lastTryAtMs ?? 0) + LOOKED_AT_MS;
  }

  // Of whose request, and by which id of our own.
  #back({ id, refundOf, amountMinor: backMinor, currency, handle, createdAtMs: askedBackAtMs }: AttemptRow) {
    const attemptId = refundOf ?? '';
    const ids = { attemptId, requestId: requestIdOf(attemptId), refundId: requestIdOf(id) };
    return { ...ids, backMinor, currency, handle, askedBackAtMs };
  }

  #asked({ id, amountMinor, currency, handle }: AttemptRow) {
    return { attemptId: id, requestId: requestIdOf(id), amountMinor, currency, handle };
  }

  #input(row: AttemptRow) {
    const { payer, operator, order } = row;
    return {
      ...this.#asked(row),
      ...(payer !== null && { payer }),
      ...(operator !== null && { operator }),
      description: `Commande ${order.slice(-6)}`,
      returnUrl: this.#deps.returnUrl,
    };
  }

  readonly #heard: HttpCall = async (request) => {
    const answer = await this.#rail.http(request);
    this.#isRefused = answer.kind === 'answer' && answer.status >= 400 && answer.status < 500;
    return answer;
  };

  #context(): CallContext {
    const { account, secrets } = this.#rail;
    return { account, secrets, http: this.#heard, tokens: this.#deps.tokens, nowMs: this.#deps.nowMs() };
  }
}

/**
 * Rails break by account and operator: one operator's outage closes nobody else's. Refunds break apart: a provider that sends
 * nothing back at the moment may take money all the same.
 */
export const breakerKey = ({ provider, account, operator, kind }: AttemptRow): string =>
  `${provider}/${account}/${kind === 'refund' ? REFUNDS : (operator ?? '')}`;

/** No operator of any provider. */
const REFUNDS = '<refunds>';

/** What a key of the breaker is of; `operator` null: the rail has none, or it is of refunds. */
export function brokenOf(key: string): {
  readonly account: string;
  readonly operator: string | null;
  readonly isRefunds: boolean;
} {
  const [, account = '', ...rest] = key.split('/');
  const operator = rest.join('/');
  const isRefunds = operator === REFUNDS;
  return { account, operator: isRefunds ? null : operator || null, isRefunds };
}
