import { expect, test } from 'vitest';
import { checkBans } from './bans.ts';

function problemsOf(path: string, text: string): string[] {
  return checkBans([{ path, text }]);
}

const forbidden = [
  'const t = Date.now();',
  'const t = new Date();',
  'const t = new Date;',
  'const t = Date();',
  'const t = performance.now();',
  'const n = Math.random();',
  'const n = globalThis.crypto.randomUUID();',
  'const n = crypto.getRandomValues(bytes);',
  'const r = await fetch(url);',
  'const s = new WebSocket(url);',
  'setTimeout(() => tick(), 5);',
  'setInterval(tick, 5);',
  'const e = process.env;',
  "const e = process['env'];",
];

test.each(forbidden)('refused in a pure package: %s', (text) => {
  for (const name of ['domain', 'sync', 'sim']) {
    expect(problemsOf(`packages/${name}/src/a.ts`, text)).toEqual([
      expect.stringContaining(`packages/${name}/src/a.ts:1: `),
    ]);
  }
});

test.each([
  ['packages/server/src/a.ts', 'const t = Date.now();'],
  ['packages/web/src/a.ts', 'const t = Date.now();'],
  ['packages/sync/src/a.test.ts', 'const t = Date.now();'],
  ['packages/sim/src/cli.ts', 'const t = Date.now();'],
  ['packages/sync/src/a.ts', 'const t = clock.now();'],
  ['packages/sync/src/a.ts', 'const t = new Date(ms).toISOString();'],
  ['packages/sync/src/a.ts', 'await transport.fetch(x); clock.setTimeout(f, 1);'],
  ['packages/sync/src/a.ts', '// not Date.now() here\nconst s = "Math.random()";'],
  ['packages/sync/src/a.ts', 'type At = Date; const inProcess = 1;'],
])('allowed in %s: %s', (path, text) => {
  expect(problemsOf(path, text)).toEqual([]);
});
