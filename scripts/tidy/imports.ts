import path from 'node:path';
import type { RepoFile } from './repo-file.ts';
import { isSource, packageOf, placeOf } from './repo-file.ts';
import { partsOf } from './source-text.ts';

/** One import of a source file: where it stands, the text between the quotes, and the file it leads to, if ours. */
export interface Import {
  readonly from: string;
  readonly place: string;
  readonly specifier: string;
  /** The repository file, or undefined when the import leads to an npm package or to nothing. */
  readonly to: string | undefined;
}

/** Every static, dynamic and type import of every source file, with workspace packages resolved to their files. */
export function listImports(files: readonly RepoFile[]): Import[] {
  const paths = new Set(files.map((file) => file.path));
  const entries = listPackageEntries(files);
  return files.filter(isSource).flatMap((file) =>
    specifiersOf(file.text).map(({ specifier, index }) => ({
      from: file.path,
      place: placeOf(file, index),
      specifier,
      to: resolve(file.path, specifier, paths, entries),
    })),
  );
}

/** The public entries of our packages: `@resto360/sync/client` → `packages/sync/src/client/index.ts`. */
export function listPackageEntries(files: readonly RepoFile[]): Map<string, string> {
  const entries = new Map<string, string>();
  for (const file of files) {
    if (!/^packages\/[^/]+\/package\.json$/.test(file.path)) continue;
    const manifest: { name?: string; exports?: Record<string, string> } = JSON.parse(file.text);
    for (const [key, target] of Object.entries(manifest.exports ?? {})) {
      const name = path.posix.join(manifest.name ?? '', key);
      entries.set(name, path.posix.join(packageOf(file.path) ?? '', target));
    }
  }
  return entries;
}

/** `@noble/hashes/sha2.js` → `@noble/hashes`. */
export function packageNameOf(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

const importForms = [
  /\b(?:import|export)\b[^'"`;()]*?\bfrom\s*(['"])(?<specifier>[^'"\n]+)\1/g,
  /\bimport\s*(['"])(?<specifier>[^'"\n]+)\1/g,
  /\bimport\s*\(\s*(['"`])(?<specifier>[^'"`\n]+)\1/g,
];

function specifiersOf(text: string): { specifier: string; index: number }[] {
  const parts = partsOf(text);
  return importForms
    .flatMap((form) => [...parts.codeAndStrings.matchAll(form)])
    .filter((match) => /^(import|export)/.test(parts.code.slice(match.index)))
    .map((match) => ({ specifier: match.groups?.['specifier'] ?? '', index: match.index }))
    .toSorted((a, b) => a.index - b.index);
}

function resolve(
  from: string,
  specifier: string,
  paths: ReadonlySet<string>,
  entries: ReadonlyMap<string, string>,
): string | undefined {
  if (!specifier.startsWith('.')) return entries.get(specifier);
  const target = path.posix.join(path.posix.dirname(from), specifier.replace(/\?.*$/, ''));
  return paths.has(target) ? target : undefined;
}
