import { edgesOf, reachedFrom } from './dead-files.ts';
import type { RepoFile } from './repo-file.ts';
import { isTest } from './repo-file.ts';

/** What runs at a restaurant: the command `resto360`, the page, and the worker behind it. */
const RELEASED = [
  'packages/server/bin/resto360.mjs',
  'packages/server/src/cli/main.ts',
  'packages/web/src/main.tsx',
  'packages/web/src/service-worker.ts',
];

/**
 * Nothing that a release runs leads to tests or to what is made for them: a server with failpoints can't be started from
 * one, whatever its environment says.
 */
export function checkRelease(files: readonly RepoFile[]): string[] {
  const missing = RELEASED.filter((entry) => !files.some(({ path }) => path === entry));
  const reached = [...reachedFrom(RELEASED, edgesOf(files))];
  return [
    ...missing.map((entry) => `${entry}: a release runs it, but it is not there`),
    ...reached.filter(isForTests).map((path) => `${path}: a release leads to this file`),
  ];
}

const isForTests = (path: string): boolean => isTest(path) || path.includes('/testing/');
