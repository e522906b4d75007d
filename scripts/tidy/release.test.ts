import { expect, test } from 'vitest';
import { checkRelease } from './release.ts';

const main = 'packages/server/src/cli/main.ts';
const failpoint = { path: 'packages/server/src/testing/failpoint.ts', text: '' };
const released = [
  'packages/server/bin/resto360.mjs',
  'packages/web/src/main.tsx',
  'packages/web/src/service-worker.ts',
];

const checked = (mainText: string, ...more: { path: string; text: string }[]) =>
  checkRelease([...released.map((path) => ({ path, text: '' })), { path: main, text: mainText }, failpoint, ...more]);

test('what no release imports may stand there', () => {
  expect(checked('')).toEqual([]);
});

test.each([
  ['imported', "import { Failpoint } from '../testing/failpoint.ts';"],
  ['imported when it is needed', "await import('../testing/failpoint.ts');"],
  ['named to be run', "spawn(node, [new URL('../testing/failpoint.ts', import.meta.url)]);"],
])('a failpoint %s', (_name, text) => {
  expect(checked(text)).toEqual([`${failpoint.path}: a release leads to this file`]);
});

test('a failpoint behind another file', () => {
  const between = { path: 'packages/server/src/cli/between.ts', text: "export * from '../testing/failpoint.ts';" };
  expect(checked("import './between.ts';", between)).toHaveLength(1);
});

test('an entry that was moved away', () => {
  expect(checkRelease([])).toContain(`${main}: a release runs it, but it is not there`);
});
