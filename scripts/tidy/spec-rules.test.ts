import { expect, test } from 'vitest';
import { checkSpecRules } from './spec-rules.ts';

const inBrackets = (id: string) => `[${id}]`;
const cite = (...ids: string[]) => `test('${ids.map(inBrackets).join('')} holds', f);`;

function problemsOf(spec: string, testText: string, testPath = 'packages/sync/src/a.test.ts'): string[] {
  return checkSpecRules([
    { path: 'docs/spec/sync.md', text: spec },
    { path: testPath, text: testText },
  ]);
}

test.each([
  'packages/sync/src/a.test.ts',
  'packages/sync/src/a.contract.ts',
  'packages/server/src/a.pg.test.ts',
  'e2e/a.spec.ts',
])('a rule cited in %s is content', (path) =>
  expect(problemsOf('### SYN-91 a rule\n', cite('SYN-91'), path)).toEqual([]),
);

test('one title may cite several rules', () => {
  const spec = '### SYN-91 a\n### PAY-92 b\n';
  expect(problemsOf(spec, cite('SYN-91', 'PAY-92'))).toEqual([]);
  expect(problemsOf(spec, cite('SYN-91, PAY-92'))).toEqual([]);
});

test.each([
  ['a rule without a test', '### SYN-91 a\n', '', 'no test cites'],
  ['a citation in a comment only', '### SYN-91 a\n', `// ${inBrackets('SYN-91')}`, 'no test cites'],
  ['a citation without a rule', '# rules\n', cite('SYN-91'), 'is no rule of docs/spec'],
  ['a test of a later rule', '### SYN-91 a (later)\n', cite('SYN-91'), 'is marked (later)'],
  ['unknown letters', '### ABC-1 a\n', '', 'stand for nothing'],
  ['a number used twice', '### SYN-91 a\n### SYN-91 b\n', cite('SYN-91'), 'another rule too'],
])('refused: %s', (_name, spec, text, problem) => {
  expect(problemsOf(spec, text)).toEqual([expect.stringContaining(problem)]);
});

test('a later rule waits for its test', () => {
  expect(problemsOf('### SYN-91 a (later)\n', '')).toEqual([]);
});

test('a longer number is another rule', () => {
  expect(problemsOf('### SYN-91 a\n', cite('SYN-912'))).toHaveLength(2);
});

test('a citation in a file that is no test does not count', () => {
  expect(problemsOf('### SYN-91 a\n', cite('SYN-91'), 'packages/sync/src/a.ts')).toHaveLength(1);
});
