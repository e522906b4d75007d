import { describe, expect, test } from 'vitest';
import type { Check } from './repo-file.ts';
import * as style from './style.ts';

function problemsOf(check: Check, text: string, path = 'packages/web/src/a.tsx'): string[] {
  return check([{ path, text }]);
}

describe('default exports', () => {
  test.each([
    'export default function a() {}',
    'export { a as default };',
    "export { default } from './b.ts'; export default a;",
  ])('refused: %s', (text) => expect(problemsOf(style.checkDefaultExports, text)).toHaveLength(1));
  test('allowed where a tool demands one', () => {
    expect(problemsOf(style.checkDefaultExports, 'export default {};', 'packages/web/vite.config.ts')).toEqual([]);
  });
});

describe('file names', () => {
  test.each(['packages/web/src/OrderScreen.tsx', 'packages/web/src/order_screen.tsx', 'e2e/Offline/a.spec.ts'])(
    'refused: %s',
    (path) => expect(problemsOf(style.checkFileNames, '', path)).toHaveLength(1),
  );
  test.each([
    'packages/web/src/order-screen.tsx',
    'packages/web/.gitignore',
    'packages/web/README.md',
    'packages/sync/src/a.sim.test.ts',
    'packages/server/migrations/0001_first_tables.sql',
  ])('allowed: %s', (path) => expect(problemsOf(style.checkFileNames, '', path)).toEqual([]));
});

test('a file of 401 lines is too long, one of 400 is not', () => {
  expect(problemsOf(style.checkFileLengths, 'a;\n'.repeat(401))).toHaveLength(1);
  expect(problemsOf(style.checkFileLengths, 'a;\n'.repeat(400))).toEqual([]);
});

describe('what Node can not strip', () => {
  test.each(['enum A { b }', 'export const enum A { b }', 'declare namespace A.B { }'])('refused: %s', (text) =>
    expect(problemsOf(style.checkErasable, text)).toHaveLength(1),
  );
  test('allowed in words', () =>
    expect(problemsOf(style.checkErasable, '// an enum A {\nf("namespace b {");')).toEqual([]));
});

describe('any', () => {
  test.each([
    'let a: any;',
    'f(b as any)',
    'let a: Map<string, any>;',
    'type A = any;',
    'let a: any[] = [];',
    '// why\nlet a: any;',
  ])('refused without a reason: %s', (text) => expect(problemsOf(style.checkAny, text)).toHaveLength(1));
  test.each([
    'let a: any; // the library types this as any, too',
    '// the driver gives back whatever the column holds\nlet a: any;',
    'Promise.any(list); const any = 1; f(any(1));',
    'f("as any"); // is any of them open',
  ])('allowed: %s', (text) => expect(problemsOf(style.checkAny, text)).toEqual([]));
});

describe('silenced tools', () => {
  const lint = 'oxlint-disable-next-line';
  const compiler = '@ts-expect-error';
  test.each([`// ${lint} no-console\nf();`, `// ${compiler}\nf();`, `/* ${compiler} x */ f();`])(
    'refused without a reason: %s',
    (text) => expect(problemsOf(style.checkSilencers, text)).toHaveLength(1),
  );
  test.each([
    `// ${lint} no-console -- the command line speaks on stdout\nf();`,
    `// ${compiler}: a wrong argument is what this test is about\nf();`,
    `// the types of this library lag behind it\n// ${compiler}\nf();`,
  ])('allowed: %s', (text) => expect(problemsOf(style.checkSilencers, text)).toEqual([]));
});

describe('leftovers', () => {
  const words = ['TODO', 'FIXME', 'XXX', 'HACK'];
  test.each(words)('refused in a comment: %s', (word) => {
    expect(problemsOf(style.checkLeftovers, `a(); // ${word}: later`)).toHaveLength(1);
    expect(problemsOf(style.checkLeftovers, `-- ${word} later`, 'packages/server/migrations/1.sql')).toHaveLength(1);
  });
  test('allowed in a string, where it may be a currency', () => {
    expect(problemsOf(style.checkLeftovers, `const none = '${words[2]}';`)).toEqual([]);
  });
});

describe('tests left out', () => {
  const ways = [
    'test.skip(',
    'it.only(',
    'describe.skip(',
    'test.todo(',
    'test.concurrent.only(',
    'test.skipIf(x)(',
    'test.runIf(x)(',
    'xit(',
    'fdescribe(',
  ];
  test.each(ways)('refused: %s', (way) => {
    expect(problemsOf(style.checkSkippedTests, `${way}'a', f);`, 'e2e/a.spec.ts')).toHaveLength(1);
  });
  test('allowed: plain tests, and a method called so', () => {
    expect(
      problemsOf(style.checkSkippedTests, "test('skip', () => list.only(1)); test.each([1])('a', f);", 'e2e/a.spec.ts'),
    ).toEqual([]);
  });
});

describe('places of tests', () => {
  test.each(['packages/web/test/a.test.ts', 'a.test.ts', 'packages/web/src/a.spec.ts', 'e2e/a.test.ts'])(
    'refused: %s',
    (path) => expect(problemsOf(style.checkTestPlaces, '', path)).toHaveLength(1),
  );
  test.each(['packages/web/src/pos/a.test.tsx', 'scripts/tidy/a.test.ts', 'e2e/a.spec.ts'])('allowed: %s', (path) =>
    expect(problemsOf(style.checkTestPlaces, '', path)).toEqual([]),
  );
});
