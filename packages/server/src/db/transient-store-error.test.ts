import { UnstorableError } from '@resto360/sync/server';
import { describe, expect, test } from 'vitest';
import { TransientStoreError, sortStoreError } from './transient-store-error.ts';

const coded = (code: string) => Object.assign(new Error('said'), { code });

describe('asking again may help', () => {
  test.each(['40001', '40P01', '55P03', '57014', '57P01', '57P03', '53300', '53100', '08006', 'ECONNRESET', 'ENOENT'])(
    'after %s',
    (code) => {
      expect(sortStoreError(coded(code))).toBeInstanceOf(TransientStoreError);
    },
  );

  test('when a commit was lost to a deadlock', () => {
    expect(sortStoreError(new TypeError('lost', { cause: coded('40P01') }))).toBeInstanceOf(TransientStoreError);
  });

  test('when the line broke without a code', () => {
    expect(sortStoreError(new Error('Connection terminated unexpectedly'))).toBeInstanceOf(TransientStoreError);
  });
});

describe('asking again would not help', () => {
  test.each(['22P02', '23505', '23514', '54000'])(
    '[SYN-19] after %s, and the op that made it so is put apart',
    (code) => {
      expect(sortStoreError(coded(code))).toBeInstanceOf(UnstorableError);
    },
  );

  test.each(['42501', '42P01', '25006'])('after %s', (code) => {
    const error = coded(code);
    expect(sortStoreError(error)).toBe(error);
  });

  test('when it is a bug of ours', () => {
    const error = new TypeError('undefined is not a function');
    expect(sortStoreError(error)).toBe(error);
  });
});
