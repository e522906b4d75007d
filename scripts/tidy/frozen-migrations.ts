import { createHash } from 'node:crypto';
import path from 'node:path';
import type { RepoFile } from './repo-file.ts';

/** Where the migrations lie, and the list of their hashes. */
export const migrationsFolder = 'packages/server/migrations/';
export const frozenFile = `${migrationsFolder}frozen.json`;

/** A migration that ran somewhere may never change: every .sql file has its hash in frozen.json, and the hash holds. */
export function checkFrozenMigrations(files: readonly RepoFile[]): string[] {
  if (!files.some((file) => file.path.startsWith(migrationsFolder))) return [];
  const frozen = readFrozen(files);
  const migrations = listMigrations(files);
  const present = new Set(migrations.map((file) => path.posix.basename(file.path)));
  return [
    ...migrations.flatMap((file) => problemOf(file, frozen)),
    ...Object.keys(frozen)
      .filter((name) => !present.has(name))
      .map((name) => `${frozenFile}: ${name} is frozen but its file is gone`),
  ];
}

/**
 * The list with every new migration added, in order of their names.
 * **Errors**: throws when a frozen migration changed or went away, for that is never mended by a new hash.
 */
export function freezeMigrations(files: readonly RepoFile[]): Record<string, string> {
  const frozen = readFrozen(files);
  const entries = listMigrations(files).map((file) => [path.posix.basename(file.path), hashOf(file.text)] as const);
  const next = Object.fromEntries(entries);
  for (const [name, hash] of Object.entries(frozen)) {
    if (next[name] !== hash)
      throw new Error(`${name} is frozen and may not change or go: put it back and write a new migration`);
  }
  return next;
}

function problemOf(file: RepoFile, frozen: Record<string, string>): string[] {
  const known = frozen[path.posix.basename(file.path)];
  if (known === undefined) return [`${file.path}: not frozen; run npm run migrations:freeze`];
  return known === hashOf(file.text) ? [] : [`${file.path}: changed after it was frozen; write a new migration`];
}

function listMigrations(files: readonly RepoFile[]): RepoFile[] {
  const migrations = files.filter((file) => file.path.startsWith(migrationsFolder) && file.path.endsWith('.sql'));
  return migrations.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function readFrozen(files: readonly RepoFile[]): Record<string, string> {
  const file = files.find((candidate) => candidate.path === frozenFile);
  return file === undefined ? {} : JSON.parse(file.text);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
