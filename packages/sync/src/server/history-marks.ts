import type { HistoryMark } from '../protocol/messages.ts';
import type { Head } from './store.ts';

/** Digits of the journal's hash that tell a history from another one. */
const MARK_DIGITS = 12;

/** The mark of the history that has this hash. */
export const markOf = (journalHash: string): string => journalHash.slice(0, MARK_DIGITS);

/** The versions that a device has marks of, for a store to tell its own hashes there. */
export const versionsOf = (marks: readonly HistoryMark[]): readonly number[] => marks.map(([version]) => version);

/**
 * Whether a device holds what this history does not have, and then up to where both are surely the same; undefined when
 * everything fits. `head` was read with the versions of these marks.
 *
 * **Why** the journal's hash: it holds everything before it, so what was written again differs from there on, also where
 * others have raised the head above the device meanwhile. **Source** SYN-21.
 */
export function partedAt(
  { head, hashes = [] }: Pick<Head, 'head' | 'hashes'>,
  { read, marks }: { readonly read: number; readonly marks: readonly HistoryMark[] },
): number | undefined {
  const isOurs = ([at, mark]: HistoryMark, place: number) => at <= head && (hashes[place] ?? '').startsWith(mark);
  const ours = marks.filter(isOurs).map(([at]) => at);
  const isBeyond = read > head || marks.some(([at]) => at > head);
  if (ours.length === marks.length && !isBeyond) return undefined;
  const isRewritten = marks.some((mark, place) => mark[0] <= head && !isOurs(mark, place));
  return isRewritten ? Math.max(0, ...ours) : head;
}
