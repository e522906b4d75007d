import { expect, test } from 'vitest';
import { addressOfProposal } from './exception-link.ts';

test.each([
  ['count_the_float', '/pos', 'pos', '#/shift'],
  ['count_the_float', '/kitchen', 'pos', '/pos#/shift'],
  ['count_the_float', '/office', 'office', '/pos#/shift'],
  ['count_the_float', '/pos', 'office', '#/shift'],
  ['give_back', '/pos', 'pos', undefined],
] as const)('"%s" read at %s of a device of the %s leads to %s', (proposal, pathname, kind, expected) => {
  expect(addressOfProposal(proposal, pathname, kind)).toBe(expected);
});
