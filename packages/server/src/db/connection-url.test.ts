import { Client } from 'pg';
import { expect, test } from 'vitest';
import { databaseOf, socketUrl, withDatabase, withLogin } from './connection-url.ts';

test('a socket URL survives a change of login and of database, odd characters included', () => {
  const url = withDatabase(
    withLogin(socketUrl('/tmp/resto 360', 'boss', 'postgres'), { name: 'app', password: 'p@/:%s' }),
    'été',
  );
  const { host, user, database } = new Client({ connectionString: url });
  expect({ host, user, database }).toEqual({ host: '/tmp/resto 360', user: 'app', database: 'été' });
  expect(decodeURIComponent(new URL(url).password)).toBe('p@/:%s');
  expect(databaseOf(url)).toBe('été');
});

test('other parameters of the URL stay, a login among them does not', () => {
  const url = withLogin('postgres://db:5433/r?sslmode=verify-full&user=boss&password=x', {
    name: 'app',
    password: 'y',
  });
  expect(url).toBe('postgres://app:y@db:5433/r?sslmode=verify-full');
});
