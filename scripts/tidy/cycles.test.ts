import { expect, test } from 'vitest';
import { checkCycles } from './cycles.ts';

const file = (name: string, ...targets: string[]) => ({
  path: `scripts/${name}.ts`,
  text: targets.map((target) => `import { x } from './${target}.ts';`).join('\n'),
});

test('a tree and a diamond are no ring', () => {
  expect(checkCycles([file('a', 'b', 'c'), file('b', 'd'), file('c', 'd'), file('d')])).toEqual([]);
});

test.each([
  ['two files', [file('a', 'b'), file('b', 'a')], 'scripts/a.ts → scripts/b.ts → scripts/a.ts'],
  ['itself', [file('a', 'a')], 'scripts/a.ts → scripts/a.ts'],
  [
    'a longer way, behind a harmless file',
    [file('a', 'b'), file('b', 'c'), file('c', 'd'), file('d', 'b')],
    'scripts/b.ts → scripts/c.ts → scripts/d.ts → scripts/b.ts',
  ],
])('a ring is found: %s', (_name, files, ring) => {
  expect(checkCycles(files)).toEqual([`these files import each other in a ring: ${ring}`]);
});
