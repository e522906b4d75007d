import { expect, test } from 'vitest';
import { edit, type RowEdit } from '../kernel/edit.ts';
import { editTables } from '../order/edit-tables.ts';
import { editDrawers } from '../shift/edit.ts';
import { drawers } from '../shift/schema.ts';
import { openShift } from '../shift/commands.ts';
import { acting, houseView, testId, viewWithOrder } from '../testing/test-house.ts';
import { codeOf, INSTALL, mustOk } from '../testing/test-view.ts';
import { editFloor } from './edit.ts';
import { areas, settings, tables } from './schema.ts';

const [area, table] = [testId('area'), testId('table 1')];

test.each<[string, RowEdit[], string]>([
  ['an area with tables taken away', [edit(areas, area, { deleted: true })], 'not_empty'],
  ['a table in no area', [edit(tables, table, { area: testId('nowhere') })], 'not_found'],
  ['two tables of one name', [edit(tables, table, { name: 't2' })], 'name_taken'],
  ['a new table with a taken name', [edit(tables, testId('new'), { area, name: 'T1' })], 'name_taken'],
  ['a table that takes the name of one taken away', swap(), 'ok'],
  ['a table without seats', [edit(tables, table, { seats: 0 })], 'bad_value'],
  ['a service charge beyond half', [edit(settings, testId('restaurant'), { serviceChargeBp: 5_001 })], 'bad_value'],
])('%s', (_case, edits, code) => {
  expect(codeOf(editFloor(houseView(), edits, acting('manager')))).toBe(code);
});

function swap(): RowEdit[] {
  return [edit(tables, testId('table 2'), { deleted: true }), edit(tables, table, { name: 'T2' })];
}

test('[TEN-15] the floor is a manager’s', () => {
  const edits = [edit(tables, table, { seats: 6 })];
  expect(codeOf(editFloor(houseView(), edits, acting('cashier')))).toBe('no_right');
  expect(mustOk(editFloor(houseView(), edits, acting('manager')))).toEqual([['tables', table, { seats: 6 }]]);
});

test('a table with an open order stays until it is closed', () => {
  const edits = [edit(tables, table, { deleted: true })];
  expect(editTables(viewWithOrder(), edits, acting())).toMatchObject({
    error: { code: 'table_in_use', details: { table: 'T1' } },
  });
  expect(codeOf(editTables(houseView(), edits, acting()))).toBe('ok');
});

test('a drawer with an open shift stays, and so does the last one', () => {
  const view = houseView();
  const shift = { id: testId('shift'), drawer: testId('drawer'), install: INSTALL, floatMinor: 0 };
  const first = edit(drawers, testId('drawer'), { deleted: true });
  const second = edit(drawers, testId('drawer 2'), { deleted: true });
  expect(codeOf(editDrawers(view, [first, second], acting()))).toBe('last_drawer');
  expect(codeOf(editDrawers(view, [second], acting('waiter')))).toBe('no_right');
  view.run(openShift(view, shift, acting()));
  expect(codeOf(editDrawers(view, [first], acting()))).toBe('drawer_open');
  expect(codeOf(editDrawers(view, [second], acting()))).toBe('ok');
});
