import { describe, expect, test } from 'vitest';
import { decide } from '../decision/decide.ts';
import { openExceptions } from '../decision/open-exceptions.ts';
import { Remedy } from '../decision/remedy.ts';
import { undoDecision } from '../decision/undo.ts';
import { write, type View } from '../kernel/view.ts';
import { addLine, billOrder } from '../order/commands.ts';
import { adjustOrder, voidLine } from '../order/corrections.ts';
import { adjustments, voids } from '../order/schema.ts';
import { refunds } from '../payment/schema.ts';
import { takeCashWithReceipt } from '../receipt/commands.ts';
import { cash, garba, order, paidTwice } from '../testing/odd-views.ts';
import { acting, lineIntent, testId, viewWithSentOrder } from '../testing/test-house.ts';
import { INSTALL, NOW_MS, codeOf, mustOk, type TestView } from '../testing/test-view.ts';
import type { Context } from './context.ts';
import { staff, type Role } from './schema.ts';

const person = (role: Role, active = true) =>
  write(staff, testId(`staff ${role}`), { born: true, name: role, role, pinHash: 'x', active });
const house = <V extends TestView>(view: V): V => {
  view.apply([person('owner'), person('manager'), person('cashier'), person('waiter')]);
  return view;
};
const aged = (approvedBy?: Role, by: Role = 'manager'): Context => ({
  ...acting(by),
  isAged: true,
  approvedBy: approvedBy === undefined ? null : testId(`staff ${approvedBy}`),
});
const till = { drawer: null, install: INSTALL, newShift: testId('new shift') };

const voiding = (view: View, context: Context) =>
  voidLine(view, { id: testId('void'), line: garba, quantity: 1, reason: 'renversé' }, context);
const gift = (view: View, context: Context) =>
  adjustOrder(view, { id: testId('gift'), order, kind: 'comp', reason: 'fête' }, context);
const givingBack = (view: View, context: Context) => {
  const one = openExceptions(view, NOW_MS).find(({ kind }) => kind === 'overpaid');
  const intent = { exception: one?.id ?? '', remedy: Remedy.giveBack, row: testId('back'), reason: 'trop', till };
  return decide(view, intent, context);
};

describe.each([
  ['a dish that was sent is cancelled', () => house(viewWithSentOrder()), voiding, voids.name, 'void'],
  ['money is taken off', () => house(viewWithSentOrder()), gift, adjustments.name, 'gift'],
  ['money goes back', () => house(paidTwice()), givingBack, refunds.name, 'back'],
] as const)('[SYN-25] three days without a line, %s', (_what, make, act, name, row) => {
  const written = (view: View) => view.get(name, testId(row))?.f;
  test('with the PIN of a manager typed anew, their own too, and of nobody else', () => {
    const view = make();
    expect(codeOf(act(view, aged()))).toBe('approval_needed');
    expect(codeOf(act(view, aged('cashier')))).toBe('approval_needed');
    expect(codeOf(act(view, aged('waiter')))).toBe('approval_needed');
    expect(codeOf(act(view, aged('manager')))).toBe('ok');
    expect(codeOf(act(view, aged('owner')))).toBe('ok');
  });

  test('by who has the right, and not by whoever finds a manager', () => {
    expect(codeOf(act(make(), aged('manager', 'waiter')))).toBe('no_right');
  });

  test('not with the PIN of somebody who has left', () => {
    expect(codeOf(act(make().apply([person('owner', false)]), aged('owner')))).toBe('approval_needed');
  });

  test('and says so of itself: it counts, and waits for somebody to look', () => {
    const view = make();
    view.run(act(view, aged('owner')));
    expect(written(view)).toMatchObject({ agedGrant: true, approvedBy: testId('staff owner') });
    const waiting = () => openExceptions(view, NOW_MS).filter(({ kind }) => kind === 'aged_grant');
    expect(waiting()).toMatchObject([{ subjects: [testId(row)], order }]);
    const checked = { remedy: Remedy.acceptAged, row: testId('none'), reason: '', till };
    const accept = (role: Role) => decide(view, { ...checked, exception: waiting()[0]?.id ?? '' }, acting(role));
    expect(codeOf(accept('cashier'))).toBe('no_right');
    view.run(accept('manager'));
    expect(waiting()).toEqual([]);
  });

  test('fresh roles ask for nothing and leave no mark', () => {
    const view = make();
    view.run(act(view, acting('manager')));
    expect(written(view)).not.toHaveProperty('agedGrant');
    expect(openExceptions(view, NOW_MS).filter(({ kind }) => kind === 'aged_grant')).toEqual([]);
  });
});

test('[SYN-25] orders, the bill and cash go on, however old the roles are', () => {
  const view = house(viewWithSentOrder());
  expect(codeOf(addLine(view, lineIntent('more', 'beer', 1), aged(undefined, 'waiter')))).toBe('ok');
  expect(codeOf(billOrder(view, { order }, aged(undefined, 'waiter')))).toBe('ok');
  expect(codeOf(takeCashWithReceipt(view, cash('paid', 3_000, 1), aged(undefined, 'waiter')))).toBe('ok');
});

test('[SYN-25] a decision whose undoing cancels a dish is not undone without the PIN either', () => {
  const view = house(viewWithSentOrder());
  const row = view.get('order_lines', garba);
  if (row) view.put('order_lines', { ...row, alt: { quantity: [[`~${row.st.replace('~', '')}`, 3]] } });
  const [one] = openExceptions(view, NOW_MS);
  const intent = { exception: one?.id ?? '', row: testId('row'), reason: 'x', till };
  view.run(decide(view, { ...intent, remedy: Remedy.otherQuantity }, acting()));
  const undo = (context: Context) => undoDecision(view, { ...intent, row: testId('undo') }, context);
  expect(codeOf(undo(aged()))).toBe('approval_needed');
  expect(mustOk(undo(aged('owner'))).map(([name]) => name)).toEqual(['voids', 'decisions']);
});
