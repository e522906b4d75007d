import path from 'node:path';
import { listImports, listPackageEntries } from './imports.ts';
import type { RepoFile } from './repo-file.ts';
import { isConfig, isSource, isTest, packageOf } from './repo-file.ts';
import { partsOf } from './source-text.ts';

/**
 * Every source file is reached from somewhere: a public entry, a command, a page, a test, a script, a configuration.
 * Besides imports, naming a file in a string counts too: workers, the service worker and child processes start so.
 */
export function checkDeadFiles(files: readonly RepoFile[]): string[] {
  const sources = files.filter(isSource);
  const reached = reachedFrom(entriesOf(files), edgesOf(files));
  return sources.filter((file) => !reached.has(file.path)).map((file) => `${file.path}: nothing leads to this file`);
}

/** Every file to which some of these lead, themselves included. */
export function reachedFrom(entries: Iterable<string>, edges: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>();
  const waiting = [...entries];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    waiting.push(...(edges.get(at) ?? []));
  }
  return reached;
}

function entriesOf(files: readonly RepoFile[]): Set<string> {
  const sources = files.filter(isSource).map((file) => file.path);
  // A contract runs only where a test calls it.
  const loadedByTools = sources.filter((at) => (isTest(at) && !at.endsWith('.contract.ts')) || isConfig(at));
  const named = files
    .filter((file) => /(^|\/)(package\.json|index\.html)$/.test(file.path))
    .flatMap((file) => namedIn(file, sources));
  return new Set([...loadedByTools, ...named, ...listPackageEntries(files).values()]);
}

/** Which files each source file leads to: by an import, or by naming it. */
export function edgesOf(files: readonly RepoFile[]): Map<string, string[]> {
  const sources = files.filter(isSource);
  const paths = sources.map((file) => file.path);
  const edges = new Map(sources.map((file) => [file.path, namedIn(file, paths)]));
  for (const { from, to } of listImports(files)) if (to !== undefined) edges.get(from)?.push(to);
  return edges;
}

/** The source files whose path, seen from this file, its package or the root, stands in this file's text. */
function namedIn(file: RepoFile, sources: readonly string[]): string[] {
  const text = isSource(file) ? partsOf(file.text).strings : file.text;
  const known = new Set(sources);
  const home = packageOf(file.path) ?? '';
  const bases = [path.posix.dirname(file.path), home, `${home}/src`, ''];
  const words = text.match(/[\w@./-]+\.(?:tsx?|m?js)\b/g) ?? [];
  return words
    .flatMap((word) => bases.map((base) => path.posix.join(base, word)))
    .filter((at) => known.has(at) && at !== file.path);
}
