/**
 * Stops on a bug: a state the code promised could not be. Stays on in production, because going on with a broken
 * promise is how money is lost. Never used for bad input (that is a Refusal) nor for a failing disk (that is thrown).
 */
export function assert(condition: unknown, promise: string): asserts condition {
  if (!condition) throw new AssertionError(promise);
}

/** The error of a broken promise; the message says which one. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

/** Makes the compiler prove that every case of a union was handled. */
export function unreachable(value: never): never {
  throw new AssertionError(`unexpected case ${JSON.stringify(value)}`);
}
