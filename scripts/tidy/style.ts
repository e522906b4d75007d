import type { RepoFile } from './repo-file.ts';
import { isConfig, isSource, isTest, lineOf, placeOf } from './repo-file.ts';
import { partsOf } from './source-text.ts';

const linesMax = 400;
const reasonMinLetters = 10;
const ownFolders = /^(packages|scripts|bench|chaos|e2e|deploy)\//;

/** A thing is imported by its name, so that one search finds every use. */
export function checkDefaultExports(files: readonly RepoFile[]): string[] {
  const pattern = /\bexport\s+default\b|\bexport\s*\{[^}]*\bas\s+default\b/g;
  return inCode(files, pattern, 'exports a default; give it a name', (file) => !isConfig(file.path));
}

/** Files are kebab-case; migrations are `0001_what_it_does.sql`, and texts for people, like README.md, keep their custom. */
export function checkFileNames(files: readonly RepoFile[]): string[] {
  const kebab = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
  const custom = /\.md$|\/\d{4}_[a-z0-9_]+\.sql$/;
  return files
    .filter((file) => ownFolders.test(file.path) && !custom.test(file.path))
    .filter((file) => file.path.split('/').some((part) => !kebab.test(part)))
    .map((file) => `${file.path}: the name is not kebab-case`);
}

/** A long file holds a second idea. */
export function checkFileLengths(files: readonly RepoFile[]): string[] {
  return files.filter(isSource).flatMap((file) => {
    const lines = lineOf(file.text.trimEnd(), file.text.length);
    return lines > linesMax ? [`${file.path}: ${lines} lines, more than ${linesMax}; find the second idea in it`] : [];
  });
}

/** Node strips types and nothing else, so what needs translating may not be written. */
export function checkErasable(files: readonly RepoFile[]): string[] {
  return [
    ...inCode(files, /(?<![.\w$])enum\s+\w+\s*\{/g, 'is an enum; write a const object of strings'),
    ...inCode(files, /(?<![.\w$])namespace\s+[\w.]+\s*\{/g, 'is a namespace; write a module'),
  ];
}

/** `any` switches the compiler off, which needs a reason in a comment on its line or the line above. */
export function checkAny(files: readonly RepoFile[]): string[] {
  const pattern = /(?:[:<,|&=(]\s*|\b(?:as|extends|satisfies|keyof)\s+)any(?=\s*(?:[\][>,;)=|&{}]|$))/gm;
  return files.filter(isSource).flatMap((file) => {
    const { code, comments } = partsOf(file.text);
    return [...code.matchAll(pattern)]
      .map((match) => match.index + match[0].lastIndexOf('any'))
      .filter((index) => !hasReason(comments, lineOf(file.text, index)))
      .map((index) => `${placeOf(file, index)}: \`any\` without a reason beside it`);
  });
}

const silencer = new RegExp(
  String.raw`(?:oxlint|eslint|biome)-(?:disable|ignore)[\w-]*|@ts-(?:ignore|expect-error|nocheck)`,
  'g',
);

/** A comment which silences a tool says why, after ` -- ` or `: ` or in the comment line above. */
export function checkSilencers(files: readonly RepoFile[]): string[] {
  return files.filter(isSource).flatMap((file) => {
    const { comments } = partsOf(file.text);
    const lines = comments.split('\n');
    return [...comments.matchAll(silencer)].flatMap((match) => {
      const line = lineOf(comments, match.index);
      const own = (lines[line - 1] ?? '').split(match[0])[1] ?? '';
      const reason = /(?:--|:)\s(.*)$/.exec(own)?.[1] ?? '';
      const above = (lines[line - 2] ?? '').replace(silencer, '');
      return hasLetters(reason) || hasLetters(above)
        ? []
        : [`${placeOf(file, match.index)}: ${match[0]} without a reason`];
    });
  });
}

/** What is left to do is an issue, not a comment. */
export function checkLeftovers(files: readonly RepoFile[]): string[] {
  const words = /\b(?:TODO|FIXME|XXX|HACK)\b/g;
  return files
    .filter((file) => isSource(file) || /\.(css|sql)$/.test(file.path))
    .flatMap((file) => {
      const text = isSource(file) ? partsOf(file.text).comments : file.text;
      return [...text.matchAll(words)].map(
        (match) => `${placeOf(file, match.index)}: ${match[0]}; open an issue instead`,
      );
    });
}

/** A test which does not run protects nothing. Where a test is only for long runs, write `if (isDeep) test(…)`. */
export function checkSkippedTests(files: readonly RepoFile[]): string[] {
  const pattern =
    /(?<![.\w$])(?:describe|it|test|suite)(?:\.\w+)*\.(?:skip|only|todo|fixme|skipIf|runIf)\b|(?<![.\w$])(?:x|f)(?:it|describe|test)\s*\(/g;
  return inCode(files, pattern, 'leaves tests out', (file) => isTest(file.path));
}

/** A test outside the folders that the runners look into would never run. */
export function checkTestPlaces(files: readonly RepoFile[]): string[] {
  return files
    .filter((file) => isTest(file.path))
    .filter(
      ({ path }) =>
        !(path.endsWith('.spec.ts')
          ? path.startsWith('e2e/')
          : /^(packages\/[^/]+\/src|scripts|bench|chaos)\//.test(path)),
    )
    .map((file) => `${file.path}: no runner looks here for tests`);
}

function inCode(
  files: readonly RepoFile[],
  pattern: RegExp,
  problem: string,
  applies: (file: RepoFile) => boolean = () => true,
): string[] {
  return files
    .filter((file) => isSource(file) && applies(file))
    .flatMap((file) => {
      const { code } = partsOf(file.text);
      const found = [...code.matchAll(pattern)];
      return found.map((match) => `${placeOf(file, match.index)}: \`${match[0].replace(/\s+/g, ' ')}\` ${problem}`);
    });
}

function hasReason(comments: string, line: number): boolean {
  const lines = comments.split('\n');
  return hasLetters(lines[line - 1] ?? '') || hasLetters(lines[line - 2] ?? '');
}

function hasLetters(text: string): boolean {
  return (text.match(/\p{L}/gu) ?? []).length >= reasonMinLetters;
}
