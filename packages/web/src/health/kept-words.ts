import type { Words } from '../words/words.tsx';

/**
 * Whether the browser promised to keep what is here; null where it can't be asked. Best effort is the usual answer and
 * loses nothing while there is room, so it is no warning: what waits unsent is.
 */
export function keptWords(persisted: boolean | null, words: Words): string {
  if (persisted === null) return words.health.unknown;
  return persisted ? words.health.kept : words.health.notKept;
}
