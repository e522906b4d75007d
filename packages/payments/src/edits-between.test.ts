import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { editsBetween } from './edits-between.ts';

test.each<[string, string, number]>([
  ['T_ABC123', 'T_ABC123', 0],
  ['T_ABC123', 'T_ABC12', 1],
  ['T_ABC123', 'T_ABBC123', 1],
  ['T_ABC123', 'T_ABD123', 1],
  ['T_ABC123', 'T_ACB123', 1],
  ['T_ABC123', 'TA_BC132', 2],
  ['T_ABC123', 'T_AC1X3', 2],
  ['T_ABC123', 'ABC123', 2],
  ['T_ABC123', 'T_XYZ123', 3],
  ['T_ABC123', 'BC123', 3],
  ['CA', 'ABC', 3],
  ['', '', 0],
  ['', 'AB', 2],
  ['', 'ABC', 3],
])('from %s to %s', (from, to, edits) => {
  expect([editsBetween(from, to, 2), editsBetween(to, from, 2)]).toEqual([edits, edits]);
});

test('a slip of any kind is one edit at most, and two apart from each other are two', () => {
  const text = fc.string({ unit: fc.constantFrom('T', 'A', 'B', '0', '1'), minLength: 1, maxLength: 14 });
  const slip = fc.record({
    kind: fc.constantFrom(...Object.keys(SLIPS)),
    at: fc.nat(20),
    key: fc.constantFrom('A', '1', 'X'),
  });
  fc.assert(
    fc.property(text, slip, text, slip, (first, one, last, other) => {
      const [begin, end] = [slipped(first, one), slipped(last, other)];
      expect(editsBetween(first, begin, 2)).toBeLessThanOrEqual(1);
      expect(editsBetween(first + last, begin + end, 2)).toBeLessThanOrEqual(2);
    }),
  );
});

const SLIPS: Readonly<Record<string, (text: string, at: number, key: string) => string>> = {
  insert: (text, at, key) => text.slice(0, at) + key + text.slice(at),
  delete: (text, at) => text.slice(0, at) + text.slice(at + 1),
  replace: (text, at, key) => text.slice(0, at) + key + text.slice(at + 1),
  swap: (text, at) => text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2),
};
function slipped(
  text: string,
  { kind, at, key }: { readonly kind: string; readonly at: number; readonly key: string },
) {
  return SLIPS[kind]?.(text, at % text.length, key) ?? text;
}
