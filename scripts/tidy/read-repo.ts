import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RepoFile } from './repo-file.ts';

/** The root folder of the project. */
export const repoRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const leftOut = new Set([
  'node_modules',
  'dist',
  '.git',
  '.data',
  '.cache',
  'test-results',
  'playwright-report',
  'coverage',
]);
const readable = /\.(ts|tsx|mjs|js|json|sql|md|css|html)$/;

/** Every file of the repository that people write; the text only of kinds that a check reads. */
export function readRepo(root: string = repoRoot): RepoFile[] {
  const walk = (folder: string): RepoFile[] =>
    readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const at = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) return leftOut.has(entry.name) ? [] : walk(at);
      return entry.isFile()
        ? [{ path: at, text: readable.test(at) ? readFileSync(path.join(root, at), 'utf8') : '' }]
        : [];
    });
  return walk('').toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
