import type { Sha256 } from '../protocol/op-hash.ts';
import type { JournalEntry } from './store.ts';

/**
 * The restaurant's journal hash after one version: it holds the hash before, the version, and every entry's link,
 * verdict and effective stamp. A row deleted, edited or reordered changes it (TEN-19).
 */
export function journalLink(
  before: string,
  version: number,
  entries: readonly Pick<JournalEntry, 'id' | 'link' | 'verdict' | 'effective' | 'install' | 'seq'>[],
  hash: Sha256,
): string {
  const told = entries.map(
    (entry) => `${entry.id} ${entry.install} ${entry.seq} ${entry.link} ${entry.verdict} ${entry.effective ?? ''}`,
  );
  return hash(`${before}\n${version}\n${told.join('\n')}`);
}
