import type { Row } from '@resto360/domain';

/**
 * The live channel, in prose: the device says `hello` with how far it has read; the server answers with a `beat`, or a
 * `poke` when something waits. From then on it says `delta` with what is new where that is little and the device has
 * read everything before it, `poke` when something else is to be pulled, `beat` at a steady pace, and `bye` before it
 * goes. Every message is a hint: truth is the pull, a delta is a page that nobody had to ask for, and what is lost costs
 * at most a beat.
 * **Shapes** JSON objects told apart by `type`; the same over a WebSocket and as events of a stream. **Source** SYN-28.
 */
export type LiveHello = {
  readonly type: 'hello';
  readonly cursor: number;
  readonly lineage: number;
  readonly scope: string;
};

/**
 * Everything of the scope above `from` up to `to`, whole. `at`: the server's clock. `marks`: of the history at `from` and
 * at `to`, so that a device takes only what goes on from its own. **Units** ms since 1970.
 */
export type LiveDelta = {
  readonly type: 'delta';
  readonly lineage: number;
  readonly at: number;
  readonly scope: string;
  readonly from: number;
  readonly to: number;
  readonly marks?: readonly [from: string, to: string];
  readonly rows: Readonly<Record<string, readonly Row[]>>;
};

/** What a server says. */
export type LiveMessage =
  | LiveDelta
  | { readonly type: 'poke'; readonly head: number }
  | { readonly type: 'beat'; readonly head: number }
  | { readonly type: 'bye'; readonly retryMs: number };
