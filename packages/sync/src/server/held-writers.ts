import type { Stamp } from '@resto360/domain';
import type { HeldWriter, JournalEntry, StoredRow } from './store.ts';

/** Who wrote under which stamp at which version, as far as the journal was read; the first of two of one stamp. */
export class Writers {
  readonly #actors = new Map<string, string>();

  add({ version, effective, stamp, verdict, actor }: JournalEntry): void {
    const key = keyOf(version, effective ?? stamp);
    if (verdict === 'ok' && !this.#actors.has(key)) this.#actors.set(key, actor);
  }

  /** The conflict's row with the writer's name in it; as it is where the journal does not tell. */
  named(row: StoredRow, { field, version, stamp }: HeldWriter): StoredRow {
    const actor = this.#actors.get(keyOf(version, stamp));
    return actor === undefined ? row : { ...row, f: { ...row.f, [field]: actor } };
  }
}

const keyOf = (version: number, stamp: Stamp | string): string => `${version}/${stamp}`;
