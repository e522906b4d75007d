import { expect, test } from 'vitest';
import { checkRooms } from './rooms.ts';

const base = [
  { path: 'package.json', text: JSON.stringify({ devDependencies: { vitest: '1.0.0' } }) },
  {
    path: 'packages/domain/package.json',
    text: JSON.stringify({ name: '@resto360/domain', exports: { '.': './src/index.ts' } }),
  },
  {
    path: 'packages/sync/package.json',
    text: JSON.stringify({
      name: '@resto360/sync',
      exports: { '.': './src/index.ts', './server': './src/server/index.ts' },
      dependencies: { '@noble/hashes': '1.0.0' },
    }),
  },
  {
    path: 'packages/server/package.json',
    text: JSON.stringify({ name: '@resto360/server', exports: { '.': './src/index.ts' } }),
  },
  { path: 'packages/domain/src/index.ts', text: '' },
  { path: 'packages/web/package.json', text: JSON.stringify({ dependencies: { react: '1.0.0', typebox: '1.0.0' } }) },
];

function problemsOf(path: string, specifier: string): string[] {
  return checkRooms([...base, { path, text: `import { x } from '${specifier}';` }]);
}

test.each([
  ['packages/sync/src/a.ts', '@resto360/domain'],
  ['packages/sync/src/a.ts', '@noble/hashes/sha2.js'],
  ['packages/sync/src/a.test.ts', 'vitest'],
  ['packages/sync/src/a.test.ts', 'node:fs'],
  ['packages/sim/src/cli.ts', 'node:fs'],
  ['packages/server/src/a.ts', 'node:fs'],
  ['packages/server/src/a.ts', '@resto360/sync/server'],
  ['packages/web/src/a.tsx', 'react'],
  ['packages/web/src/a.tsx', './page.css'],
  ['scripts/a.ts', 'anything'],
])('%s may import %s', (path, specifier) => {
  expect(problemsOf(path, specifier)).toEqual([]);
});

test.each([
  ['packages/domain/src/a.ts', '@resto360/sync', 'may not import @resto360/sync'],
  ['packages/sync/src/a.ts', '@resto360/server', 'may not import @resto360/server'],
  ['packages/domain/src/a.ts', 'node:crypto', 'may not use node:crypto'],
  ['packages/sim/src/a.ts', 'node:fs', 'may not use node:fs'],
  ['packages/web/src/a.ts', 'node:fs', 'may not use node:fs'],
  ['packages/web/src/a.ts', '@resto360/sync/server', 'may never import'],
  ['packages/web/src/a.test.ts', '@resto360/sync/server', 'may never import'],
  ['packages/web/src/a.ts', 'typebox', 'may never import'],
  ['packages/web/src/a.ts', 'typebox/value', 'may never import'],
  ['packages/web/src/a.ts', '@resto360/sync/src/join.ts', 'is not a public entry'],
  ['packages/sync/src/a.ts', '../../domain/src/index.ts', 'climbs out of packages/sync'],
  ['packages/sync/src/a.ts', './none.ts', 'leads to no file'],
  ['packages/sync/src/a.ts', 'vitest', 'does not list vitest'],
  ['packages/web/src/a.ts', 'lodash', 'does not list lodash'],
  ['packages/cellar/src/a.ts', 'react', 'has no line in the table of rooms'],
])('%s may not import %s', (path, specifier, problem) => {
  expect(problemsOf(path, specifier)).toEqual([expect.stringContaining(problem)]);
});
