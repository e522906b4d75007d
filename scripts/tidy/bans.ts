import type { RepoFile } from './repo-file.ts';
import { isSource, isTest, packageOf, placeOf } from './repo-file.ts';
import { partsOf } from './source-text.ts';

const purePackages = ['packages/domain', 'packages/sync', 'packages/sim', 'packages/payments'];

/** Not after a dot: `transport.fetch(` is a door that someone handed in. */
const bare = String.raw`(?<![.\w$])`;

const effects: readonly (readonly [RegExp, string])[] = [
  [/\bDate\s*\.\s*now\b/g, 'reads the clock'],
  [/\bnew\s+Date\s*(?:\(\s*\)|(?![\w\s(.]))/g, 'reads the clock'],
  [new RegExp(String.raw`(?<!new\s+)${bare}Date\s*\(`, 'g'), 'reads the clock'],
  [new RegExp(String.raw`${bare}performance\s*\.`, 'g'), 'reads the clock'],
  [/\bMath\s*\.\s*random\b/g, 'draws a random number'],
  [new RegExp(String.raw`${bare}(?:globalThis|window|self)\s*\.\s*crypto\b`, 'g'), 'draws a random number'],
  [new RegExp(String.raw`${bare}crypto\s*\.\s*(?:subtle|getRandomValues|randomUUID)\b`, 'g'), 'draws a random number'],
  [new RegExp(String.raw`${bare}(?:fetch|WebSocket|EventSource|XMLHttpRequest)\s*\(`, 'g'), 'uses the network'],
  [new RegExp(String.raw`${bare}(?:setTimeout|setInterval|setImmediate)\s*\(`, 'g'), 'sets a timer'],
  [new RegExp(String.raw`${bare}process\s*[.[]`, 'g'), 'asks the process'],
];

/**
 * Domain, sync and simulator get clock, random, network and timers as arguments: only so can a day be played again
 * from its seed. Tests and the simulator's command may open the doors.
 */
export function checkBans(files: readonly RepoFile[]): string[] {
  return files.filter(isPure).flatMap((file) => {
    const { code } = partsOf(file.text);
    return effects.flatMap(([pattern, what]) =>
      [...code.matchAll(pattern)].map(
        (match) =>
          `${placeOf(file, match.index)}: \`${match[0].trim()}\` ${what}, which a pure package takes as an argument`,
      ),
    );
  });
}

function isPure(file: RepoFile): boolean {
  const home = packageOf(file.path);
  if (home === undefined || !purePackages.includes(home) || !file.path.startsWith(`${home}/src/`)) return false;
  return isSource(file) && !isTest(file.path) && !opensDoors(file.path);
}

/** What runs under Node by its trade: the simulator's command, and what talks to providers or plays them. */
function opensDoors(path: string): boolean {
  return path === 'packages/sim/src/cli.ts' || path.startsWith('packages/payments/src/node/');
}
