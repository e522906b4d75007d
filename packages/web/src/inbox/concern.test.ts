import { openExceptions, type Exception, type ExceptionKind } from '@resto360/domain';
import { ODD_VIEWS } from '@resto360/domain/testing';
import { describe, expect, test } from 'vitest';
import { isConcerned } from './concern.ts';

// Everything in these evenings was done on the till T1T1T1T1T1.
const there = { install: 'T1T1T1T1T1', role: 'waiter', order: null } as const;
const elsewhere = { ...there, install: 'T9T9T9T9T9' };
const NOW_MS = 1_763_798_400_000 + 600_000;
const matterOf = (kind: ExceptionKind): [ReturnType<(typeof ODD_VIEWS)[ExceptionKind]>, Exception] => {
  const view = ODD_VIEWS[kind]();
  const [one] = openExceptions(view, NOW_MS);
  if (!one) throw new Error(`${kind} is odd`);
  return [view, one];
};

describe.each(Object.keys(ODD_VIEWS) as ExceptionKind[])('[NOT-4] %s concerns', (kind) => {
  const [view, one] = matterOf(kind);
  test('the till where it happened, and no other', () => {
    expect([isConcerned(view, one, there), isConcerned(view, one, elsewhere)]).toEqual([true, false]);
  });

  test('whoever may decide for the house, on each till', () => {
    const roles = ['owner', 'manager', 'cashier', 'waiter', 'cook'] as const;
    expect(roles.filter((role) => isConcerned(view, one, { ...elsewhere, role }))).toEqual(['owner', 'manager']);
  });
});

test('[NOT-4] a matter of an order concerns the till on which that order is open', () => {
  const [view, one] = matterOf('overpaid');
  expect(isConcerned(view, one, { ...elsewhere, order: one.order })).toBe(true);
  const [both, twice] = matterOf('table_opened_twice');
  expect(isConcerned(both, twice, { ...elsewhere, order: twice.subjects[1] ?? '' })).toBe(true);
});
