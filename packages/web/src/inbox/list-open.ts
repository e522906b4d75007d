import { openExceptions, type Exception, type View } from '@resto360/domain';
import type { INBOX_FR } from '../words/inbox.fr.ts';

/** What is open, money first, then what guests and cooks wait for, then what can wait: as the words have it. */
export function listOpen(view: View, nowMs: number, { kind }: Pick<typeof INBOX_FR, 'kind'>): Exception[] {
  const kinds = Object.keys(kind);
  return openExceptions(view, nowMs).toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
}
