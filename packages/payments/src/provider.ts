import type { Currency, FailureCode } from '@resto360/domain';
import type { Capabilities } from './capabilities.ts';
import type { HttpCall } from './http-call.ts';

/** An amount on its way to or from a provider. **Units** minor. Each provider writes it in its own way. */
export type Money = { readonly amountMinor: number; readonly currency: Currency };

/** Why no money came: our word, and the provider's own for the log and the office. */
export type Failure = { readonly code: FailureCode; readonly providerCode?: string };

/** What a provider told that later reads need; kept as it came. */
export type Handle = {
  /** Their id of the request: a checkout session. */
  readonly checkoutId?: string;
  /** Their id of the money. */
  readonly providerTxnId?: string;
};

/** What the customer has to be shown. */
export type NextStep =
  | { readonly kind: 'wait'; readonly ussd?: string }
  | { readonly kind: 'open_url'; readonly url: string; readonly expiresAtMs?: number };

/**
 * What a money call can tell. There is deliberately no "paid": money is proven by a read (PAY-11).
 * - `refused`: the provider read the request and said no.
 * - `not_sent`: nothing arrived, or it was turned away unread.
 * - `uncertain`: nobody here knows.
 */
export type SubmitOutcome =
  | { readonly kind: 'accepted'; readonly handle: Handle; readonly next: NextStep }
  | { readonly kind: 'duplicate'; readonly handle?: Handle }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'not_sent'; readonly cause: string; readonly retryAfterMs?: number; readonly isAuth?: boolean }
  | { readonly kind: 'uncertain'; readonly cause: string };

/** Money that the provider says has come. `payee`: whom it was paid to, where it is told. */
export type Receipt = Money & {
  readonly kind: 'succeeded';
  readonly providerTxnId: string;
  /** The id that the customer's message shows, where it is another one. */
  readonly operatorTxnId?: string;
  readonly feeMinor?: number;
  /** Our request's id as the provider has it. */
  readonly echoedRequestId?: string;
  readonly payee?: string;
  readonly payerMasked?: string;
  readonly paidAtMs?: number;
};

/** What a read tells. `not_found` is an answer, `unreadable` is none. */
export type ReadOutcome =
  | { readonly kind: 'pending'; readonly handle?: Handle; readonly next?: NextStep }
  | Receipt
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'expired' }
  | { readonly kind: 'reversed'; readonly amountMinor: number; readonly providerTxnId: string }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'unreadable'; readonly cause: string; readonly retryAfterMs?: number; readonly isBlind?: boolean };

/** The one receipt that a reference that is nowhere may have been meant to be. **Units** minor, ms since 1970. */
export type NearReceipt = {
  /** As the customer's message shows it. */
  readonly reference: string;
  readonly amountMinor: number;
  readonly atMs: number;
};

/**
 * What became of a typed reference. `near`: the one receipt of the same amount, currency and payee, within the time asked for
 * and not given back, whose reference is at most two edits away from what was typed; absent where two are. It is a
 * suggestion to a person and proves nothing.
 */
export type ReferenceOutcome =
  | { readonly kind: 'matched'; readonly receipt: Receipt }
  | {
      readonly kind: 'differs';
      readonly receipt: Receipt;
      readonly reasons: readonly ('amount' | 'currency' | 'payee' | 'time' | 'reversed')[];
    }
  | { readonly kind: 'not_found'; readonly near?: NearReceipt }
  | { readonly kind: 'untold' }
  | { readonly kind: 'unreadable'; readonly cause: string; readonly retryAfterMs?: number };

/** A merchant's account at a provider; `settings` holds nothing secret. */
export type MerchantAccount = {
  readonly provider: string;
  readonly id: string;
  /** ISO 3166 code of two letters: a wallet belongs to one country. */
  readonly country: string;
  readonly environment: 'live' | 'sandbox' | 'simulator';
  readonly baseUrl: string;
  /** Where the provider may call us; undefined where nothing reaches us from outside. */
  readonly webhookUrl?: string;
  readonly settings: Readonly<Record<string, string>>;
};

/** What a provider is handed for one call. **Why**: it holds no clock, no network and no keys of its own. */
export type CallContext = {
  readonly account: MerchantAccount;
  readonly secrets: Readonly<Record<string, string>>;
  readonly http: HttpCall;
  readonly tokens: Tokens;
  readonly nowMs: number;
};

/** Access tokens that are shared by all calls of an account, and asked for by one of them at a time. */
export type Tokens = {
  get(key: string, nowMs: number, ask: () => Promise<FreshToken>): Promise<string>;
  /** Forgets a token that the provider no longer takes. */
  drop(key: string, token: string): void;
};
export type FreshToken = { readonly token: string; readonly expiresInMs: number };

/** What is asked of a customer. `requestId`: a UUIDv4 that follows from the attempt, the same at every send. */
export type InitiateInput = Money & {
  readonly attemptId: string;
  readonly requestId: string;
  /** E.164 with the plus. */
  readonly payer?: string;
  /** The operator of a payer's number, where the provider asks for it. */
  readonly operator?: string;
  readonly description: string;
  /** Where the customer's browser goes after a checkout. */
  readonly returnUrl: string;
};

/** What a provider's own call to us brings; nothing in it is believed but whom it is about. */
export type WebhookRequest = {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly method: string;
  readonly path: string;
  readonly authority: string;
  readonly rawBody: Uint8Array;
  readonly receivedAtMs: number;
};
export type WebhookReading =
  | {
      readonly ok: true;
      /** The same for every copy of one event. */
      readonly eventKey: string;
      readonly about: { readonly requestId?: string; readonly checkoutId?: string; readonly reference?: string };
    }
  | { readonly ok: false; readonly reason: 'bad_signature' | 'stale' | 'malformed' };

/** Which request is read. */
export type AskedFor = Money & { readonly attemptId: string; readonly requestId: string; readonly handle: Handle };

/**
 * A request whose money, or a part of it, goes back. `refundId`: ours, the same at every send · `askedBackAtMs`: nothing of it went
 * before this. **Units** ms since 1970.
 */
export type AskedBack = Omit<AskedFor, 'amountMinor'> & { readonly refundId: string; readonly askedBackAtMs: number };

/** A typed reference and what it should be. */
export type AskedReference = Money & {
  readonly reference: string;
  readonly fromMs: number;
  readonly untilMs: number;
};

/**
 * A rail as the orchestrator sees it. A provider is a folder with one of these; `provider.contract.ts` says what each
 * must keep.
 */
export type PaymentProvider = {
  readonly id: string;
  capabilities(account: MerchantAccount): Capabilities;
  /** What is wrong with a request before anything is sent; null when nothing is. No network. */
  validate(input: InitiateInput, account: MerchantAccount): Failure | null;
  initiate(input: InitiateInput, context: CallContext): Promise<SubmitOutcome>;
  read(asked: AskedFor, context: CallContext): Promise<ReadOutcome>;
  verifyReference?(asked: AskedReference, context: CallContext): Promise<ReferenceOutcome>;
  /** Takes the request off the customer's hands where the rail can. What became of it is read afterwards. */
  cancel?(asked: AskedFor, context: CallContext): Promise<'cancelled' | 'too_late' | 'unreadable'>;
  /**
   * Sends money of a request back: `backMinor` of it. **Units** minor. **Why** one refund however often it is sent: by its id, or because the provider gives a
   * payment back once only. Where neither holds there is no `refund` here, and money goes back by hand.
   */
  refund?(asked: AskedBack & { readonly backMinor: number }, context: CallContext): Promise<SubmitOutcome>;
  /** What became of a refund; `succeeded` with what went back. */
  readRefund?(asked: AskedBack, context: CallContext): Promise<ReadOutcome>;
  /** Whom an event is about, if it is the provider's. **Why** no state: its words are never believed (PAY-14). */
  readWebhook(
    request: WebhookRequest,
    account: MerchantAccount,
    secrets: Readonly<Record<string, string>>,
  ): WebhookReading;
};
