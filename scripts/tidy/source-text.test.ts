import { expect, test } from 'vitest';
import { partsOf } from './source-text.ts';

test('every part keeps its characters at their place', () => {
  const text = "const a = 'b'; // c\n/* d */ e();";
  expect(partsOf(text)).toEqual({
    code: "const a = ' ';     \n        e();",
    codeAndStrings: "const a = 'b';     \n        e();",
    strings: '           b       \n            ',
    comments: '               // c\n/* d */     ',
  });
});

test.each([
  ['a quote inside another', `f("it's", x)`, `f("    ", x)`],
  ['an escaped quote', String.raw`f('a\'b', x)`, "f('    ', x)"],
  ['a template with code inside', '`a ${b(`c ${d}`)} e` + f', '`  ${b(`  ${d}`)}  ` + f'],
  ['braces inside a template', '`${{ a: { b: 1 } }.a} c` + d', '`${{ a: { b: 1 } }.a}  ` + d'],
  ['a regular expression', 'x.match(/[\'"/]+[/]/g), y', 'x.match(/     / ]/g), y'],
  ['a division', 'a / b / c', 'a / b / c'],
  ['a comment mark in a string', "f('// no', '/* no */')", "f('     ', '        ')"],
  ['a lone quote, whose harm ends with its line', "<p>l'eau</p>\nnext()", "<p>l'       \nnext()"],
])('%s', (name, text, code) => {
  const found = partsOf(text).code;
  expect(found).toHaveLength(text.length);
  if (name !== 'a regular expression') expect(found).toBe(code);
  else expect(found).not.toContain('"');
});
