import { retryDelayMs, wishedDelayMs } from '@resto360/sync/client';

/** The two ways to hear the server: a WebSocket, or a stream of events where a network lets no WebSocket through. */
export type LineKind = 'socket' | 'stream';

/** How a line ended. */
export type LineEnd = {
  /** It heard nothing although the server could be asked: something on the way does not let it through. */
  readonly isBlocked: boolean;
  /** The server asked to be left alone for so long: a busy one, or one that said bye. **Units** ms. */
  readonly retryAfterMs?: number;
  /** The server went on purpose, which is no failure. */
  readonly isBye?: boolean;
};

/** WebSockets in a row that may hear nothing before a stream is tried. */
const SOCKET_TRIES = 2;
/** A screen must have caught up 10 s after the server is back (F17). **Units** ms. */
const PAUSE_MAX_MS = 8_000;

/**
 * Which way is tried next, and after what pause.
 *
 *     socket ──blocked twice in a row──▶ stream ──ends, however──▶ socket once ──blocked──▶ stream …
 */
export class Reconnect {
  #failures = 0;
  #blocked = 0;

  get next(): LineKind {
    return this.#blocked < SOCKET_TRIES ? 'socket' : 'stream';
  }

  /** A hello was answered: this way is open. */
  answered(kind: LineKind): void {
    this.#failures = 0;
    if (kind === 'socket') this.#blocked = 0;
  }

  /**
   * A line ended: how long to wait before the next try.
   * **Shapes** `dice` from 0 (included) to 1. **Units** ms.
   */
  lost(kind: LineKind, { isBlocked, retryAfterMs, isBye = false }: LineEnd, dice: number): number {
    if (kind === 'stream') this.#blocked = SOCKET_TRIES - 1;
    else if (isBlocked) this.#blocked += 1;
    const wishedMs = retryAfterMs === undefined ? 0 : wishedDelayMs(retryAfterMs, dice);
    if (isBye) return wishedMs;
    this.#failures += 1;
    return Math.max(wishedMs, Math.min(PAUSE_MAX_MS, retryDelayMs(this.#failures, true, dice)));
  }
}
