import { UnstorableError } from '@resto360/sync/server';
import { errorCode } from './database-error.ts';

/** The database can't answer now, and asking again may help: the edge says so with a time to wait (503). */
export class TransientStoreError extends Error {
  override readonly name = 'TransientStoreError';
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number, cause: unknown) {
    super('The database cannot answer now.', { cause });
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Sorts what a transaction threw: what may pass by itself becomes a {@link TransientStoreError}, what never will an
 * UnstorableError (SYN-19), the rest stays.
 *
 * **Errors** by code, never by message. `pg` says that the line broke, or that no connection was free, with a plain
 * `Error` without a code: nothing else in a transaction does, as bugs are of a class of their own.
 * **Why** a write whose COMMIT was lost is safe to repeat: its ops are found by their ids.
 */
export function sortStoreError(error: unknown): unknown {
  const code = errorCode(error) ?? (error instanceof Error ? errorCode(error.cause) : undefined);
  if (code !== undefined) {
    const wait = waits.find(([pattern]) => pattern.test(code));
    if (wait) return new TransientStoreError(wait[1], error);
    return NEVER.test(code) ? new UnstorableError('the database will not take this', { cause: error }) : error;
  }
  const isLineBroken = error instanceof Error && error.constructor === Error;
  return isLineBroken ? new TransientStoreError(LINE_BROKEN_MS, error) : error;
}

const LINE_BROKEN_MS = 1_000;

/** Bad data, a broken constraint, a limit of the program: the same again will fail again. */
const NEVER = /^(?:22|23|54)...$/;

const waits: readonly (readonly [pattern: RegExp, retryAfterMs: number])[] = [
  // Deadlock, serialisation, a lock not given in time, a statement stopped for its length: someone else was in the way.
  [/^(?:40001|40P01|55P03|57014)$/, 200],
  // Shutting down or starting up; the line; a system call.
  [/^(?:57P0.|08...|E[A-Z]{3,})$/, LINE_BROKEN_MS],
  // No memory, no disk, no connection left.
  [/^53...$/, 5_000],
];
