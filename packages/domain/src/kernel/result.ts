/**
 * The outcome of something that may be refused for a reason a person can act on.
 * **Why** a value and not an exception: a refusal is part of the rules, and the compiler makes callers look at it.
 */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** A result that went well. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** A result that was refused. */
export function refused<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}
