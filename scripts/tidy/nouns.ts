import { listImports } from './imports.ts';
import type { RepoFile } from './repo-file.ts';
import { isTest } from './repo-file.ts';

/** The nouns of the restaurant in one line: each may use only those before it. */
export const nouns = [
  'kernel',
  'staff',
  'floor',
  'customer',
  'menu',
  'stock',
  'order',
  'kitchen',
  'shift',
  'payment',
  'receipt',
  'decision',
] as const;

/** Folders which stand beside the nouns and may use them all. */
const besideTheNouns = ['demo', 'testing'];

const source = 'packages/domain/src/';

/** A noun imports no later noun; and no noun leans on the demo or on what only tests need. */
export function checkNouns(files: readonly RepoFile[]): string[] {
  return [...unknownFolders(files), ...wrongEdges(files)];
}

function unknownFolders(files: readonly RepoFile[]): string[] {
  const folders = new Set(files.map((file) => folderOf(file.path)).filter((folder) => folder !== undefined));
  const known: readonly string[] = [...nouns, ...besideTheNouns];
  return [...folders]
    .filter((folder) => !known.includes(folder))
    .map((folder) => `${source}${folder}: this noun has no place in the line of nouns`);
}

function wrongEdges(files: readonly RepoFile[]): string[] {
  return listImports(files).flatMap(({ from, to, place }) => {
    const user = folderOf(from);
    const used = to === undefined ? undefined : folderOf(to);
    if (user === undefined || used === undefined || isTest(from) || besideTheNouns.includes(user)) return [];
    if (besideTheNouns.includes(used)) return [`${place}: ${user} may not lean on ${used}`];
    return rankOf(used) > rankOf(user) ? [`${place}: ${user} stands before ${used} and may not use it`] : [];
  });
}

function rankOf(noun: string): number {
  return nouns.findIndex((known) => known === noun);
}

/** The folder of domain/src in which a file lies; undefined for its top-level files and for other packages. */
function folderOf(path: string): string | undefined {
  if (!path.startsWith(source)) return undefined;
  const [folder, ...rest] = path.slice(source.length).split('/');
  return rest.length === 0 ? undefined : folder;
}
