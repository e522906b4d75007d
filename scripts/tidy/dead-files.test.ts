import { expect, test } from 'vitest';
import { checkDeadFiles } from './dead-files.ts';

const manifest = {
  path: 'packages/web/package.json',
  text: JSON.stringify({ name: '@resto360/web', exports: { '.': './src/index.ts' } }),
};
const orphan = { path: 'packages/web/src/orphan.ts', text: '' };

function deadAmong(...files: { path: string; text: string }[]): string[] {
  return checkDeadFiles([manifest, ...files]).map((problem) => problem.split(':')[0] ?? '');
}

test('a file that nothing names is dead', () => {
  expect(deadAmong(orphan)).toEqual([orphan.path]);
});

test('what only dead files import is dead too', () => {
  expect(deadAmong({ path: 'packages/web/src/a.ts', text: "import './orphan.ts';" }, orphan)).toHaveLength(2);
});

test('a contract that no test calls is dead', () => {
  const contract = { path: 'packages/web/src/a.contract.ts', text: '' };
  const caller = { path: 'packages/web/src/a.contract.test.ts', text: "import './a.contract.ts';" };
  expect(deadAmong(contract)).toEqual([contract.path]);
  expect(deadAmong(contract, caller)).toEqual([]);
});

test('a name in a comment keeps nothing alive', () => {
  expect(deadAmong({ path: 'packages/web/src/index.ts', text: '// see ./orphan.ts' }, orphan)).toEqual([orphan.path]);
});

test.each([
  ['a public entry', { path: 'packages/web/src/index.ts', text: "export * from './orphan.ts';" }],
  ['a test', { path: 'packages/web/src/a.test.ts', text: "import './orphan.ts';" }],
  ['a browser story', { path: 'e2e/a.spec.ts', text: "import '../packages/web/src/orphan.ts';" }],
  ['a page', { path: 'packages/web/index.html', text: '<script type="module" src="/src/orphan.ts"></script>' }],
  [
    'a configuration',
    { path: 'packages/web/vite.config.ts', text: "const worker = { srcDir: 'src', filename: 'orphan.ts' };" },
  ],
  ['a worker', { path: 'packages/web/src/index.ts', text: "new Worker(new URL('./orphan.ts', import.meta.url));" }],
  [
    'an npm script',
    { path: 'package.json', text: JSON.stringify({ scripts: { a: 'node packages/web/src/orphan.ts' } }) },
  ],
])('reached from %s', (_name, user) => {
  expect(deadAmong(user, orphan)).toEqual([]);
});
