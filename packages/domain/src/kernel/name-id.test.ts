import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isId } from './ids.ts';
import { nameId } from './name-id.ts';

// Golden: another value here means that every derived id in every restaurant changes.
test.each([
  ['', 'cda26924-c4e0-5835-8c52-a1cd3c192086'],
  ['demo:maquis-du-plateau', 'd6344f1b-1750-5bf8-ba47-925d57243d78'],
  ['exception:overpaid:é', '89ff7091-bbe1-53d1-bb32-3fbdf8751856'],
])('the id of %j stays what it is', (name, id) => {
  expect(nameId(name)).toBe(id);
});

test('is a UUIDv5, the same each time, another for another name', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      expect(isId(nameId(one))).toBe(true);
      expect(nameId(one)[14]).toBe('5');
      expect(nameId(one) === nameId(other)).toBe(one === other);
    }),
  );
});
