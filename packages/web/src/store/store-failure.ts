/**
 * Why a device could not save. An operating failure: thrown, classified by the name that IndexedDB gives it, never by
 * its message. Nothing of the transaction is there; a screen that catches it says "not saved".
 * - `full`: the quota is used up.
 * - `lost`: the connection to the database went away, and reopening it did not help.
 */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure';
  readonly kind: 'full' | 'lost';

  constructor(kind: 'full' | 'lost', cause: unknown) {
    super(`the local database failed: ${kind}`, { cause });
    this.kind = kind;
  }
}

const FULL = ['QuotaExceededError'];
const LOST = ['DatabaseClosedError', 'InvalidStateError', 'UnknownError', 'OpenFailedError', 'AbortError'];

/** What a thrown thing says about the database; undefined when it is something else, such as a bug of ours. */
export function failureKindOf(thrown: unknown): 'full' | 'lost' | undefined {
  const names = namesOf(thrown);
  if (names.some((name) => FULL.includes(name))) return 'full';
  return names.some((name) => LOST.includes(name)) ? 'lost' : undefined;
}

// Dexie wraps the browser's error and keeps it as `inner`; an aborted transaction names the abort outside.
function namesOf(thrown: unknown): string[] {
  const names: string[] = [];
  for (let at: unknown = thrown; at instanceof Error || at instanceof DOMException; ) {
    names.push(at.name);
    at = (at as { inner?: unknown }).inner ?? at.cause;
    if (names.length > 5) break;
  }
  return names;
}
