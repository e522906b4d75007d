import { expect, test } from 'vitest';
import { listImports, packageNameOf } from './imports.ts';

const manifest = JSON.stringify({
  name: '@resto360/sync',
  exports: { '.': './src/index.ts', './client': './src/client/index.ts' },
});
const base = [
  { path: 'packages/sync/package.json', text: manifest },
  { path: 'packages/sync/src/b.ts', text: '' },
];

function importsOf(text: string): (string | undefined)[] {
  const found = listImports([...base, { path: 'packages/sync/src/a.ts', text }]);
  return found.map(({ specifier, to }) => `${specifier} → ${to}`);
}

test.each([
  ["import { b } from './b.ts';", './b.ts → packages/sync/src/b.ts'],
  ["import type { b } from './b.ts';", './b.ts → packages/sync/src/b.ts'],
  ["import {\n  b,\n  c,\n} from './b.ts';", './b.ts → packages/sync/src/b.ts'],
  ["import './b.ts';", './b.ts → packages/sync/src/b.ts'],
  ["export * from './b.ts';", './b.ts → packages/sync/src/b.ts'],
  ["export { b } from './b.ts';", './b.ts → packages/sync/src/b.ts'],
  ["const b = await import('./b.ts');", './b.ts → packages/sync/src/b.ts'],
  ["import { x } from '@resto360/sync';", '@resto360/sync → packages/sync/src/index.ts'],
  ["import { x } from '@resto360/sync/client';", '@resto360/sync/client → packages/sync/src/client/index.ts'],
  ["import { x } from '@resto360/sync/none';", '@resto360/sync/none → undefined'],
  ["import { x } from './none.ts';", './none.ts → undefined'],
])('%s', (text, expected) => {
  expect(importsOf(text)).toEqual([expected]);
});

test('an import in a comment or a string is none', () => {
  expect(importsOf("// import { b } from './b.ts';\nconst s = \"import { b } from './b.ts'\";")).toEqual([]);
});

test('the place is the line of the import', () => {
  const [found] = listImports([...base, { path: 'packages/sync/src/a.ts', text: "\n\nimport './b.ts';" }]);
  expect(found?.place).toBe('packages/sync/src/a.ts:3');
});

test('the package is the first word, or two when it has a scope', () => {
  expect(['ws', 'ws/lib/x.js', '@noble/hashes', '@noble/hashes/sha2.js'].map(packageNameOf)).toEqual([
    'ws',
    'ws',
    '@noble/hashes',
    '@noble/hashes',
  ]);
});
