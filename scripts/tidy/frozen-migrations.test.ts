import { expect, test } from 'vitest';
import { checkFrozenMigrations, freezeMigrations } from './frozen-migrations.ts';

const first = { path: 'packages/server/migrations/0001-first.sql', text: 'create table a ();' };
const second = { path: 'packages/server/migrations/0002-second.sql', text: 'create table b ();' };
const frozen = (...files: { path: string; text: string }[]) => ({
  path: 'packages/server/migrations/frozen.json',
  text: JSON.stringify(freezeMigrations(files)),
});

test('frozen migrations that stayed are content', () => {
  expect(checkFrozenMigrations([first, second, frozen(first, second)])).toEqual([]);
});

test.each([
  ['a migration nobody froze', [first, second, frozen(first)], 'not frozen'],
  ['a changed migration', [{ ...first, text: 'create table c ();' }, frozen(first)], 'changed after it was frozen'],
  ['a migration that went away', [first, frozen(first, second)], 'its file is gone'],
])('refused: %s', (_name, files, problem) => {
  expect(checkFrozenMigrations(files)).toEqual([expect.stringContaining(problem)]);
});

test('freezing adds what is new and keeps what is old', () => {
  const next = freezeMigrations([first, second, frozen(first)]);
  expect(Object.keys(next)).toEqual(['0001-first.sql', '0002-second.sql']);
});

test('freezing refuses a changed or missing migration', () => {
  expect(() => freezeMigrations([{ ...first, text: '-- changed' }, frozen(first)])).toThrow('0001-first.sql is frozen');
  expect(() => freezeMigrations([frozen(first)])).toThrow('0001-first.sql is frozen');
});
