/** A call as it reaches the simulator; `path` with its query, below the rail's prefix. */
export type SimRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
};

/** What a rail answers. */
export type SimAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
};

/** What a call is for: faults are armed by it. */
export type SimOperation = 'money' | 'read' | 'token' | 'refund' | 'other';

/** What a rail calls out when something happened. `eventId`: the same for copies of one event. */
export type SimWebhook = {
  readonly eventId: string;
  readonly method: 'POST' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** What a customer does with a request. `reason`: the provider's own word for why no money came. */
export type SimCustomer =
  | { readonly kind: 'approves'; readonly afterMs: number }
  | { readonly kind: 'fails'; readonly reason: string; readonly afterMs: number }
  | { readonly kind: 'ignores' };

/** A JSON answer. */
export const jsonAnswer = (
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): SimAnswer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
