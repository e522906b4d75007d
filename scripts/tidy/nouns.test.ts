import { expect, test } from 'vitest';
import { checkNouns } from './nouns.ts';

const files = ['kernel/id.ts', 'menu/item.ts', 'order/line.ts', 'demo/maquis.ts', 'testing/build.ts', 'view.ts'];
const base = files.map((name) => ({ path: `packages/domain/src/${name}`, text: '' }));

function problemsOf(from: string, to: string): string[] {
  return checkNouns([...base, { path: `packages/domain/src/${from}`, text: `import { x } from '${to}';` }]);
}

test.each([
  ['order/price.ts', '../menu/item.ts'],
  ['order/price.ts', './line.ts'],
  ['menu/price.test.ts', '../order/line.ts'],
  ['menu/price.test.ts', '../testing/build.ts'],
  ['demo/tables.ts', '../order/line.ts'],
  ['testing/tables.ts', '../order/line.ts'],
  ['catalog.ts', './order/line.ts'],
  ['order/price.ts', '../view.ts'],
])('%s may import %s', (from, to) => {
  expect(problemsOf(from, to)).toEqual([]);
});

test.each([
  ['menu/price.ts', '../order/line.ts', 'menu stands before order'],
  ['kernel/price.ts', '../menu/item.ts', 'kernel stands before menu'],
  ['order/price.ts', '../demo/maquis.ts', 'order may not lean on demo'],
  ['order/price.ts', '../testing/build.ts', 'order may not lean on testing'],
])('%s may not import %s', (from, to, problem) => {
  expect(problemsOf(from, to)).toEqual([expect.stringContaining(problem)]);
});

test('a folder outside the line of nouns is refused', () => {
  expect(checkNouns([{ path: 'packages/domain/src/helpers/x.ts', text: '' }])).toEqual([
    'packages/domain/src/helpers: this noun has no place in the line of nouns',
  ]);
});
