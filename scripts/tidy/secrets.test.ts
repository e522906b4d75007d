import { expect, test } from 'vitest';
import { checkSecrets } from './secrets.ts';

const found = (path: string, text: string) => checkSecrets([{ path, text }]);

// Put together here, so that this file holds none.
test.each([
  ['wave_ci_', 'prod_abcdefgh12'],
  ['sk_', 'live_abcdefgh12'],
  ['FLWSECK', '-abcdefgh12'],
  ['AKIA', 'ABCDEFGHIJKLMNOP'],
  ['ghp_', 'a'.repeat(36)],
])('a key like %s… is found, in a test too', (start, end) => {
  for (const path of ['README.md', 'packages/a/src/b.test.ts'])
    expect(found(path, `x ${start}${end} y`)).toHaveLength(1);
});

test('a private key is found but where a test made it up', () => {
  const key = ['-----BEGIN', 'PRIVATE KEY-----'].join(' ');
  expect(found('packages/a/src/b.ts', key)).toHaveLength(1);
  expect(found('packages/a/src/b-fixture.ts', key)).toEqual([]);
});

test('keys of the demo, and words about keys, are none', () => {
  expect(found('a.ts', "'paysim-wave-key', 'wave_test_secret', sk_test_dummy, a private key")).toEqual([]);
});
