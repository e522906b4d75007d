import { isClosed, nameId, openExceptions, type Exception, type ExceptionKind } from '@resto360/domain';
import { ODD_VIEWS } from '@resto360/domain/testing';
import { describe, expect, test } from 'vitest';
import type { Route } from '../shell/route.ts';
import { isConcerned, isOnScreen } from './concern.ts';

// Everything in these evenings was done on the till T1T1T1T1T1.
const there = { install: 'T1T1T1T1T1', role: 'waiter' } as const;
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

describe('[NOT-4] a matter is on the screen', () => {
  const [four, seven] = [nameId('test:table 1'), nameId('test:table 2')];

  test('of a page about its order, or about the table where that stood when it was paid', () => {
    const [view, one] = matterOf('overpaid');
    expect(isClosed(view, one.order ?? '')).toBe(true);
    const pages: Route[] = [
      { page: 'receipt', order: one.order ?? '' },
      { page: 'table', table: four },
      { page: 'table', table: seven },
      { page: 'order', order: nameId('another') },
      { page: 'tables' },
    ];
    expect(pages.map((page) => isOnScreen(view, one, page))).toEqual([true, true, false, false, false]);
  });

  test('of a page about any of the orders that it is about, or about any of their parts', () => {
    const [both, twice] = matterOf('table_opened_twice');
    expect(twice.subjects.map((order) => isOnScreen(both, twice, { page: 'order', order }))).toEqual([true, true]);
    // Two tables are one order: both see what is odd about it.
    const [merged, circle] = matterOf('merged_in_circle');
    expect([four, seven].map((table) => isOnScreen(merged, circle, { page: 'table', table }))).toEqual([true, true]);
  });
});
