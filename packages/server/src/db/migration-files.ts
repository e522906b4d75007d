import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One file of `migrations/`. */
export interface Migration {
  readonly name: string;
  /** Hash of the file's bytes: an applied file never changes. */
  readonly sha256: string;
  readonly statements: readonly string[];
}

/** The migrations of this release. */
export const migrationsDir = fileURLToPath(new URL('../../migrations', import.meta.url));

/**
 * Reads a folder of migrations in the order of their names, `0001_what.sql` first.
 *
 * **Errors**: throws when a name doesn't fit or two files share a number.
 */
export function readMigrations(folder: string = migrationsDir): readonly Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted();
  for (const [index, name] of names.entries()) {
    if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(name)) throw new Error(`${name} is not named like 0001_what_it_does.sql.`);
    if (names[index - 1]?.slice(0, 4) === name.slice(0, 4))
      throw new Error(`Two migrations are numbered like ${name}.`);
  }
  return names.map((name) => toMigration(name, readFileSync(join(folder, name), 'utf8')));
}

/** A migration from its text. */
export function toMigration(name: string, text: string): Migration {
  return { name, sha256: createHash('sha256').update(text).digest('hex'), statements: splitStatements(text) };
}

/**
 * Splits a file at the lines which hold only `-- next`.
 *
 * **Why**: Citus takes DDL one statement per call (TEN-10), and a splitter at semicolons would have to understand
 * quotes and function bodies; a line of our own needs no such cleverness.
 */
export function splitStatements(text: string): readonly string[] {
  return text
    .split(/^-- next[ \t]*\r?$/m)
    .map((part) => part.trim())
    .filter((part) => part.replaceAll(/^\s*--.*$/gm, '').trim() !== '');
}
