import { expect, test } from 'vitest';
import { StoreFailure, failureKindOf } from './store-failure.ts';

const named = (name: string, more: object = {}) => Object.assign(new Error('whatever it says'), { name, ...more });

test.each([
  ['full', named('QuotaExceededError')],
  ['full', named('AbortError', { inner: named('QuotaExceededError') })],
  ['full', new DOMException('', 'QuotaExceededError')],
  ['lost', named('DatabaseClosedError')],
  ['lost', named('UnknownError')],
  ['lost', new DOMException('', 'InvalidStateError')],
  [undefined, new TypeError('a bug')],
  [undefined, named('AssertionError')],
  [undefined, 'a text'],
])('is %s by its name, never by its message: %s', (kind, thrown) => {
  expect(failureKindOf(thrown)).toBe(kind);
});

test('a failure keeps what caused it', () => {
  const cause = named('QuotaExceededError');
  expect(new StoreFailure('full', cause)).toMatchObject({ kind: 'full', cause });
});
