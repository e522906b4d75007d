import { CATALOG, canonicalJson, readStamp, type Id, type Json } from '@resto360/domain';
import type { Op } from '@resto360/sync';
import { SETTLING_KINDS, settledBy, type JournalEntry } from '@resto360/sync/server';
import { HOUSE } from './house.ts';
import type { World } from './world.ts';

type Held = { readonly stamp: string; readonly install: string; readonly version: number; readonly value: Json };
type Edit = Held & {
  readonly key: string;
  readonly cell: string;
  readonly told: string;
  readonly op: Id;
  readonly base: number;
};

/**
 * Reads the journal as somebody who knows nothing of the engine would: two installs wrote one field, the second without
 * having read the first, with another value. Each such edit must have left a row for people (SYN-23). Looks at fields of
 * their own mark that the later stamp wins.
 */
export async function untoldConflict(world: World): Promise<string | undefined> {
  const told = new Set(
    (await world.server.rows(HOUSE.restaurant, 'conflicts')).map(({ f }) =>
      nameOf(f['op'], f['collection'], f['row'], f['field']),
    ),
  );
  const held = new Map<string, Held>();
  const journal = await world.server.journal(HOUSE.restaurant, 0, Number.MAX_SAFE_INTEGER);
  const byId = new Map(journal.map((entry) => [entry.id, entry]));
  for (const entry of journal) {
    for (const edit of editsOf(replayedBy(entry, byId) ?? entry)) {
      const last = held.get(edit.cell);
      // Of a row that was purged in between nothing is left to compare with (SYN-22).
      const isGone = world.purged.get(edit.key)?.some((at) => last && last.version <= at && at < edit.version);
      const before = isGone ? undefined : last;
      if (before && isConcurrent(before, edit) && !told.has(edit.told))
        return `${edit.cell}: op ${edit.op} overwrote or lost to an edit it had not read, and nobody is told`;
      if (!before || edit.stamp > before.stamp) held.set(edit.cell, edit);
    }
  }
  return undefined;
}

const nameOf = (...parts: readonly (Json | undefined)[]) => canonicalJson(parts.map((part) => part ?? null));

const isConcurrent = (before: Held, edit: Edit) =>
  before.install !== edit.install &&
  before.version > edit.base &&
  canonicalJson(before.value) !== canonicalJson(edit.value);

// A replay writes what the op that was put apart said, at the replay's version.
function replayedBy(entry: JournalEntry, byId: ReadonlyMap<Id, JournalEntry>): JournalEntry | undefined {
  const original = entry.kind === SETTLING_KINDS.replay ? byId.get(settledBy(entry.body) ?? '') : undefined;
  return original && { ...original, verdict: 'ok', version: entry.version };
}

function editsOf(entry: JournalEntry): Edit[] {
  if (entry.verdict !== 'ok') return [];
  const op = JSON.parse(entry.body) as Op;
  return op.changes.flatMap(([name, row, fields]) =>
    Object.entries(fields).flatMap(([field, value]): Edit[] => {
      const definition = CATALOG.get(name)?.fields[field];
      if (definition?.join !== 'latest' || definition.group !== undefined) return [];
      const { version } = entry;
      const stamp = entry.effective ?? op.stamp;
      // Who wrote it, and not who brought it: a tablet that enrolled again brings its old ops as a new install.
      const { install } = readStamp(stamp);
      const told = nameOf(op.id, name, row, field);
      const base = entry.base ?? op.base;
      const key = `${name}/${row}`;
      return [{ key, cell: `${key}.${field}`, told, op: op.id, base, stamp, install, version, value }];
    }),
  );
}
