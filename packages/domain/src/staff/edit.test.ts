import { expect, test } from 'vitest';
import { edit } from '../kernel/edit.ts';
import { write } from '../kernel/view.ts';
import { acting, testId } from '../testing/test-house.ts';
import { codeOf, mustOk, TestView } from '../testing/test-view.ts';
import { editStaff } from './edit.ts';
import { Role, staff } from './schema.ts';

const [owner, waiter] = [testId('owner'), testId('waiter')];
const people = () =>
  new TestView().apply([
    write(staff, owner, { born: true, name: 'Adjoua', role: Role.owner, pinHash: 'a' }),
    write(staff, waiter, { born: true, name: 'Yao', role: Role.waiter, pinHash: 'b' }),
  ]);

test('[TEN-15] people are an owner’s: a manager changes nobody', () => {
  const edits = [edit(staff, waiter, { name: 'Yao K.' })];
  expect(codeOf(editStaff(people(), edits, acting('manager')))).toBe('no_right');
  expect(mustOk(editStaff(people(), edits, acting('owner')))).toEqual([['staff', waiter, { name: 'Yao K.' }]]);
});

test.each([
  ['leaves', { active: false }],
  ['takes another role', { role: Role.manager }],
])('the last owner never %s', (_case, fields) => {
  const view = people();
  expect(codeOf(editStaff(view, [edit(staff, owner, fields)], acting()))).toBe('last_owner');
  const heir = edit(staff, waiter, { role: Role.owner });
  expect(codeOf(editStaff(view, [edit(staff, owner, fields), heir], acting()))).toBe('ok');
});

test('somebody new has a name, a role and a PIN', () => {
  const fields = { name: 'Fatou', role: Role.waiter, pinHash: 'c' };
  expect(codeOf(editStaff(people(), [edit(staff, testId('new'), fields)], acting()))).toBe('ok');
  const { pinHash: _, ...without } = fields;
  expect(codeOf(editStaff(people(), [edit(staff, testId('new'), without)], acting()))).toBe('not_found');
});
