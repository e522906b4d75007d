import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import type { Json } from './json.ts';

// The examples of RFC 8785, sections 3.2.2 to 3.2.4.
test.each<[string, Json, string]>([
  [
    'the example of section 3.2.2',
    JSON.parse(
      String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],` +
        String.raw`"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
    ),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  ],
  [
    'keys by UTF-16 code unit, as in section 3.2.3',
    {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    },
    '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis",' +
      '"€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  ],
  ['minus zero as zero', -0, '0'],
  ['the largest exact whole number', 9007199254740991, '9007199254740991'],
  ['a number beyond 10^21 with an exponent', 1e21, '1e+21'],
  ['numeric keys as text: 10 before 9', { 9: 1, 10: 2 }, '{"10":2,"9":1}'],
  ['empty things', [{}, [], '', null], '[{},[],"",null]'],
  ['no blanks', { a: [1, { b: 2 }] }, '{"a":[1,{"b":2}]}'],
])('%s', (_what, value, text) => {
  expect(canonicalJson(value)).toBe(text);
});

test('a member that is undefined is left out', () => {
  expect(canonicalJson({ a: undefined, b: 1 } as unknown as Json)).toBe('{"b":1}');
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%s has no text', (value) => {
  expect(() => canonicalJson([value])).toThrow('finite');
});

test('reading the text gives the value back', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value as Json))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('the order in which members were written never matters', () => {
  const members = fc.uniqueArray(fc.tuple(fc.string({ unit: 'binary' }), fc.jsonValue()), { selector: ([key]) => key });
  const shuffled = members.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );
  fc.assert(
    fc.property(shuffled, ([one, other]) => {
      const text = canonicalJson(Object.fromEntries(one) as Json);
      expect(canonicalJson(Object.fromEntries(other) as Json)).toBe(text);
      expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
    }),
  );
});
