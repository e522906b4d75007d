import type { Sha256 } from '../protocol/op-hash.ts';
import type { JournalEntry } from './store.ts';

/**
 * The restaurant's journal hash after one version: it holds the hash before, the version, and of every entry its link
 * (which holds the bytes), verdict, code, effective stamp, time and the base where another counts. An entry deleted, edited or reordered changes it
 * (TEN-19); what is told of an op beside its bytes is compared with them by verify-journal.
 */
export function journalLink(
  before: string,
  version: number,
  entries: readonly Pick<
    JournalEntry,
    'id' | 'link' | 'verdict' | 'code' | 'effective' | 'base' | 'install' | 'seq' | 'receivedAt'
  >[],
  hash: Sha256,
): string {
  const told = entries.map(
    (entry) =>
      `${entry.id} ${entry.install} ${entry.seq} ${entry.link} ${entry.verdict} ${entry.code ?? ''} ${entry.effective ?? ''} ${entry.receivedAt}${entry.base === null ? '' : ` ${entry.base}`}`,
  );
  return hash(`${before}\n${version}\n${told.join('\n')}`);
}
