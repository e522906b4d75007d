import { openExceptions, type Exception, type View } from '@resto360/domain';
import type { INBOX_FR } from '../words/inbox.fr.ts';

type Kinds = Pick<typeof INBOX_FR, 'kind'>;

/** What is open, money first, then what guests and cooks wait for, then what can wait: as the words have it. */
export function listOpen(view: View, nowMs: number, words: Kinds): Exception[] {
  return byWeight(openExceptions(view, nowMs), words);
}

/** The same order for matters that were found already. */
export function byWeight(matters: readonly Exception[], { kind }: Kinds): Exception[] {
  const kinds = Object.keys(kind);
  return matters.toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}
