import type { AttemptRules, FailureCode } from '@resto360/domain';
import type { AttemptRow } from './attempt-row.ts';
import type { AttemptStore } from './attempt-store.ts';
import type { Breaker } from './breaker.ts';
import type { HttpCall } from './http-call.ts';
import type { MerchantAccount, PaymentProvider, Tokens } from './provider.ts';
import type { ReadPace } from './read-pace.ts';

/** A rail of one merchant, ready to be called. */
export type Rail = {
  readonly provider: PaymentProvider;
  readonly account: MerchantAccount;
  readonly secrets: Readonly<Record<string, string>>;
  readonly http: HttpCall;
  /**
   * False where the account is switched off: no money call leaves over it. What has left is read to its end, and references
   * are proven, because a customer may be paying at this moment.
   */
  readonly mayAsk: boolean;
};

/** As much of a rail as a provider's call to us is checked by: nothing is called over it. */
export type HeardRail = Pick<Rail, 'provider' | 'account' | 'secrets'>;

/** What a worker works with. **Why** all of it handed in: the same worker runs a simulated year and a real one. */
export type WorkerDeps = {
  readonly store: AttemptStore;
  /** The rail of a row, switched off or not; undefined where there is no such account. */
  readonly railOf: (row: AttemptRow) => Promise<Rail | undefined>;
  /**
   * Whether the house's own rules let a money call leave, asked right before it does. `later`: people are asleep (PAY-18) · a
   * failure: whoever asked for it may not, or it is above the limits.
   */
  readonly mayLeave: (row: AttemptRow) => Promise<'yes' | 'later' | FailureCode>;
  readonly tokens: Tokens;
  readonly breaker: Breaker;
  readonly pace: ReadPace;
  readonly nowMs: () => number;
  readonly random: () => number;
  /** Who holds the leases: one name for one process. */
  readonly owner: string;
  readonly rules: AttemptRules;
  /** Where the customer's browser goes after a checkout. */
  readonly returnUrl: string;
  /** A provider's folder threw: a bug of ours, which costs nobody money. */
  readonly onBug: (error: unknown, row: AttemptRow) => void;
};
