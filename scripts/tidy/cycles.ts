import { listImports } from './imports.ts';
import type { RepoFile } from './repo-file.ts';

/** No file may need itself, by whatever detour: two files in a ring are one idea in two places. */
export function checkCycles(files: readonly RepoFile[]): string[] {
  const edges = new Map<string, string[]>();
  for (const { from, to } of listImports(files)) {
    if (to !== undefined) edges.set(from, [...(edges.get(from) ?? []), to]);
  }
  const done = new Set<string>();
  const problems: string[] = [];
  const visit = (path: string, trail: string[]) => {
    const start = trail.indexOf(path);
    if (start >= 0)
      problems.push(`these files import each other in a ring: ${[...trail.slice(start), path].join(' → ')}`);
    if (start >= 0 || done.has(path)) return;
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
  return problems;
}
