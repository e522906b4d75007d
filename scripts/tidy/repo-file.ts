/** A file of the repository as the checks see it: its path from the root, with `/`, and its text. */
export interface RepoFile {
  readonly path: string;
  readonly text: string;
}

/** A check looks at all files and says, in one sentence each, what is wrong. It reads nothing by itself. */
export type Check = (files: readonly RepoFile[]) => string[];

/** TypeScript and JavaScript, without declaration files. */
export function isSource(file: RepoFile): boolean {
  return /\.(ts|tsx|mjs|js)$/.test(file.path) && !file.path.endsWith('.d.ts');
}

/** Files which only run under a test runner. */
export function isTest(path: string): boolean {
  return /\.(test|contract|spec)\.tsx?$/.test(path);
}

/** Configuration which a tool loads by itself. */
export function isConfig(path: string): boolean {
  return path.endsWith('.config.ts');
}

/** `packages/sync/src/join.ts` → `packages/sync`; undefined outside the packages. */
export function packageOf(path: string): string | undefined {
  return /^packages\/[^/]+(?=\/)/.exec(path)?.[0];
}

/** The number of the line in which the character at `index` stands, from 1. */
export function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

/** `path:line`, the way an editor opens it. */
export function placeOf(file: RepoFile, index: number): string {
  return `${file.path}:${lineOf(file.text, index)}`;
}
