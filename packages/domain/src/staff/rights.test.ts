import { expect, test } from 'vitest';
import { OP_KINDS, opKind } from '../op-kinds.ts';
import { CATALOG } from '../catalog.ts';
import { acting } from '../testing/test-house.ts';
import { withoutRight } from './context.ts';
import { Action, may } from './rights.ts';
import { ROLES } from './schema.ts';

// Who may do what, said a second time and by hand: a change of the table in rights.ts shows here.
const GOLDEN = `
                 owner  manager cashier waiter cook
order.take       yes    yes     yes     yes    -
order.void       yes    yes     -       -      -
order.adjust     yes    yes     -       -      -
order.merge      yes    yes     yes     -      -
order.reopen     yes    yes     -       -      -
kitchen.work     yes    yes     -       -      yes
cash.take        yes    yes     yes     yes    -
cash.refund      yes    yes     -       -      -
payment.answer_for yes  yes     -       -      -
shift.open       yes    yes     yes     yes    -
shift.close      yes    yes     yes     -      -
menu.sold_out    yes    yes     yes     yes    yes
menu.edit        yes    yes     -       -      -
floor.edit       yes    yes     -       -      -
staff.edit       yes    -       -       -      -
exception.decide yes    yes     yes     -      -
report.read      yes    yes     -       -      -
device.manage    yes    yes     -       -      -
`;

const golden = GOLDEN.trim()
  .split('\n')
  .slice(1)
  .map((line) => line.trim().split(/\s+/));

test('[TEN-15] every role × action is as the house decided', () => {
  const actual = Object.values(Action).map((action) => [
    action,
    ...ROLES.map((role) => (may(role, action) ? 'yes' : '-')),
  ]);
  expect(actual).toEqual(golden);
});

test('[TEN-15] a refusal names the action and the role, and somebody with the right gets none', () => {
  expect(withoutRight(acting('cook'), Action.takeCash)).toEqual({
    ok: false,
    error: { code: 'no_right', details: { action: 'cash.take', role: 'cook' } },
  });
  expect(withoutRight(acting('waiter'), Action.takeCash)).toBeUndefined();
});

test('every kind of op has a right and touches collections of one sort: decided in the room, or by the house', () => {
  for (const { action, collections } of Object.values(OP_KINDS)) {
    const classes = new Set(collections.map((name) => CATALOG.get(name)?.class));
    expect(Object.values(Action)).toContain(action);
    expect(collections.length).toBeGreaterThan(0);
    expect(classes.has('server') || classes.has(undefined)).toBe(false);
    expect(classes.has('admin') && classes.size > 1).toBe(false);
  }
});

test('every collection that a device may write is reached by some kind of op', () => {
  const reached = new Set(Object.values(OP_KINDS).flatMap(({ collections }) => collections));
  const writable = [...CATALOG.values()].filter((collection) => collection.class !== 'server');
  expect(writable.map(({ name }) => name).filter((name) => !reached.has(name))).toEqual([]);
});

test('a kind nobody knows has no rules, not even one that every object answers to', () => {
  expect(opKind('order.open')?.action).toBe('order.take');
  expect(opKind('order.burn')).toBeUndefined();
  expect(opKind('toString')).toBeUndefined();
});
