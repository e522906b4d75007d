import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readMigrations, splitStatements, toMigration } from './migration-files.ts';

describe('splitStatements', () => {
  test.each([
    ['one statement', 'select 1;', ['select 1;']],
    ['two parts', 'select 1;\n-- next\nselect 2;\n', ['select 1;', 'select 2;']],
    ['Windows line ends', 'select 1;\r\n-- next\r\nselect 2;', ['select 1;', 'select 2;']],
    ['a comment stays with its statement', '-- why\nselect 1;', ['-- why\nselect 1;']],
    ['a part with comments only is no statement', '-- about this file\n-- next\nselect 1;', ['select 1;']],
    ['the words inside a comment do not split', '-- next to it\nselect 1;', ['-- next to it\nselect 1;']],
    ['semicolons do not split', 'do $$ begin null; end $$;', ['do $$ begin null; end $$;']],
  ])('%s', (_, text, statements) => {
    expect(splitStatements(text)).toEqual(statements);
  });
});

test('any change of a file changes its hash', () => {
  expect(toMigration('0001_a.sql', 'select 1;').sha256).not.toBe(toMigration('0001_a.sql', 'select 1; ').sha256);
});

describe('readMigrations', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'resto360-migrations-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('reads in the order of the names, and nothing but .sql', () => {
    for (const name of ['0002_b.sql', '0001_a.sql', 'README.md']) writeFileSync(join(folder, name), 'select 1;');
    expect(readMigrations(folder).map(({ name }) => name)).toEqual(['0001_a.sql', '0002_b.sql']);
  });

  test.each([
    [['1_a.sql'], /1_a.sql is not named like/],
    [['0001_A.sql'], /not named like/],
    [['0001_a.sql', '0001_b.sql'], /Two migrations are numbered like 0001_b.sql/],
  ])('refuses %j', (names, sentence) => {
    for (const name of names) writeFileSync(join(folder, name), 'select 1;');
    expect(() => readMigrations(folder)).toThrow(sentence);
  });
});
