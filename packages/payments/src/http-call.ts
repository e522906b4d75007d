/** One call to a provider. **Units** ms. */
export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
};

/**
 * What became of it. `not_sent`: the request cannot have arrived (no address, no connection). `uncertain`: it may have
 * (no answer in time, a connection that broke, an answer cut in the middle).
 * **Why** values and not exceptions: which of the two it was decides whether money can be asked for twice.
 */
export type HttpAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string | undefined>>;
      readonly body: string;
    }
  | { readonly kind: 'not_sent'; readonly cause: string }
  | { readonly kind: 'uncertain'; readonly cause: string };

export type HttpCall = (request: HttpRequest) => Promise<HttpAnswer>;

/** How long a money call may take, and a read. **Units** ms. */
export const MONEY_CALL_MS = 30_000;
export const READ_CALL_MS = 10_000;
