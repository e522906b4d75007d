import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { ok } from '@resto360/domain';
import { scopeOf, type ErrorBody } from '@resto360/sync';
import { ERROR_STATUS, HttpError, toHttpError } from './errors.ts';
import { bearer, MINE, openTestHouse, type TestHouse } from './test-kit.ts';

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});
const get = (url: string, headers: Record<string, string> = {}) => house.app.inject({ method: 'GET', url, headers });

const delta = (query: string) => get(`/api/orders/delta${query}`, bearer('key-mine'));
const enrol = (payload: object) => house.app.inject({ method: 'POST', url: '/api/devices/enrol', payload });

describe('addresses', () => {
  test.each([
    ['GET', '/api/nothing', 404, 'not_found'],
    ['GET', '/nothing.js', 404, 'not_found'],
    ['GET', '/api/sync', 405, 'method_not_allowed'],
    ['DELETE', '/api/sync', 405, 'method_not_allowed'],
    ['POST', '/api/orders/delta', 405, 'method_not_allowed'],
    ['GET', '/api/%E0%A4%A', 400, 'malformed'],
    ['GET', '/api/live', 404, 'not_found'],
  ] as const)('%s %s: %i %s', async (method, url, status, code) => {
    const answer = await house.app.inject({ method, url });
    expect([answer.statusCode, answer.json<ErrorBody>().code]).toEqual([status, code]);
    expect(Object.keys(answer.json<ErrorBody>())).toEqual(['code', 'message', 'details']);
  });

  test('405 says what the address answers to', async () => {
    expect((await get('/api/sync')).headers['allow']).toBe('POST');
  });

  test('health', async () => {
    expect((await get('/livez')).json()).toEqual({ status: 'ok' });
    expect((await get('/readyz')).json()).toEqual({ status: 'ok' });
    house = await openTestHouse({ isReady: () => Promise.reject(new Error('away')) });
    expect((await get('/livez')).statusCode).toBe(200);
    expect((await get('/readyz')).statusCode).toBe(503);
  });
});

describe('errors', () => {
  test('each code has its status', () => {
    for (const [code, status] of Object.entries(ERROR_STATUS)) {
      expect(new HttpError(code as keyof typeof ERROR_STATUS, 'words').status).toBe(status);
    }
  });

  test.each([new Error('secret place'), 'a text', undefined, null, 7, { code: 'x' }])(
    'a bug tells nothing: %s',
    (thrown) => {
      expect(toHttpError(thrown).body).toEqual({ code: 'internal', message: expect.any(String), details: {} });
      expect(JSON.stringify(toHttpError(thrown).body)).not.toContain('secret');
    },
  );
});

describe('the orders delta', () => {
  test('answers with and without the slash', async () => {
    const empty = { version: 0, more: false, orders: [], deleted: [] };
    expect((await delta(`/?restaurant_id=${MINE}&since_version=0`)).json()).toEqual(empty);
    expect((await delta(`?restaurant_id=${MINE}`)).json()).toEqual(empty);
  });

  test.each([
    ['a version that is no number', '&since_version=abc', 400],
    ['a negative version', '&since_version=-1', 400],
    ['a fraction', '&since_version=1.5', 400],
    ['a limit of zero', '&limit=0', 400],
    ['a limit too high', '&limit=100000', 400],
    ['a field that is none', '&fields=id,secrets', 400],
    ['a version in words of another base', '&since_version=0x7', 400],
  ])('%s', async (_name, query, status) => {
    expect((await delta(`?restaurant_id=${MINE}${query}`)).statusCode).toBe(status);
  });

  test('a version ahead of what the store has: 409 reset', async () => {
    house = await openTestHouse({ readOrdersDelta: async () => ({ version: 3, more: false, orders: [] }) });
    const answer = await delta(`?restaurant_id=${MINE}&since_version=7`);
    expect([answer.statusCode, answer.json<ErrorBody>().code]).toEqual([409, 'reset']);
  });
});

describe('enrolment', () => {
  const claim = MINE;

  test('a code is read as people type it', async () => {
    const asked: string[] = [];
    house = await openTestHouse({
      enrol: async ({ code }) => {
        asked.push(code);
        const restaurant = { id: MINE, name: 'Maquis', slug: 'maquis', currency: 'XOF' };
        const device = {
          device_id: MINE as string,
          install: 'T111111111',
          series: 'T1',
          kind: 'pos',
          token: 't',
        } as const;
        return ok({ restaurant, ...device, lineage: 1, scope: scopeOf('pos') });
      },
    });
    const answer = await enrol({ code: 'ab1o-l2 3i', claim });
    expect(answer.statusCode).toBe(200);
    expect(asked).toEqual(['AB101231']);
    expect(answer.json()).toMatchObject({ restaurant: { slug: 'maquis' }, series: 'T1', lineage: 1 });
  });

  test.each([
    ['no code', { claim }],
    ['a short code', { code: 'ABC', claim }],
    ['no claim', { code: 'ABCD1234' }],
    ['a claim that is no UUID', { code: 'ABCD1234', claim: 'me' }],
    ['an empty name', { code: 'ABCD1234', claim, name: '' }],
  ])('%s: 400', async (_name, payload) => {
    expect((await enrol(payload)).statusCode).toBe(400);
  });

  test('[TEN-13] ten wrong codes from one address, and it waits; the others do not', async () => {
    for (let n = 0; n < 10; n++)
      expect((await enrol({ code: 'ABCD1234', claim })).json<ErrorBody>().code).toBe('bad_code');
    const answer = await enrol({ code: 'ABCD1234', claim });
    expect([answer.statusCode, answer.json<ErrorBody>().code]).toEqual([429, 'too_many_tries']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    const elsewhere = { method: 'POST', url: '/api/devices/enrol', remoteAddress: '10.1.2.3' } as const;
    expect((await house.app.inject({ ...elsewhere, payload: { code: 'ABCD1234', claim } })).statusCode).toBe(403);
    house.clock.nowMs += 10 * 60_000;
    expect((await enrol({ code: 'ABCD1234', claim })).statusCode).toBe(403);
  });
});

describe('the log', () => {
  test('[TEN-20] never holds a token, a key, a code, a ticket or a PIN', async () => {
    const secrets = ['token-till', 'token-unknown', 'key-mine', 'WXYZ7777', 'ticket-in-the-address', '4711-pin'];
    const headers = bearer('token-till');
    await house.app.inject({ method: 'POST', url: '/api/sync', headers, payload: { pin: '4711-pin' } });
    await house.app.inject({ method: 'POST', url: '/api/sync', headers: bearer('token-unknown'), payload: {} });
    await house.app.inject({ method: 'POST', url: '/api/devices/enrol', payload: { code: 'WXYZ7777', claim: MINE } });
    await get('/api/live?ticket=ticket-in-the-address');
    await get(`/api/orders/delta?restaurant_id=${MINE}`, bearer('key-mine'));
    house.app.log.info({ token: 'token-till', device: { token: 'token-till', pin: '4711-pin' } }, 'by mistake');
    expect(house.logged.length).toBeGreaterThan(5);
    for (const secret of secrets) expect(house.logged.join('')).not.toContain(secret);
  });
});

describe('the description', () => {
  test('is OpenAPI 3.1, names every route and every collection', async () => {
    const answer = await get('/api/openapi.json');
    const api = answer.json<{ openapi: string; paths: object; components: { schemas: object } }>();
    expect(api.openapi).toBe('3.1.0');
    expect(Object.keys(api.paths).toSorted()).toEqual([
      '/api/conflicts/',
      '/api/devices/code',
      '/api/devices/copy',
      '/api/devices/enrol',
      '/api/devices/health',
      '/api/devices/revoke',
      '/api/exceptions/',
      '/api/exceptions/share/',
      '/api/live/events',
      '/api/live/ticket',
      '/api/orders/delta/',
      '/api/push/key',
      '/api/push/subscribe',
      '/api/push/subscription',
      '/api/push/unsubscribe',
      '/api/quarantine/settle',
      '/api/quarantine/{id}',
      '/api/sync',
      '/api/sync/missing',
      '/api/sync/verdicts',
      '/livez',
      '/readyz',
    ]);
    expect(api.components.schemas).toHaveProperty('order_lines.properties.unitPriceMinor');
  });

  test('can be read in a browser, with nothing from elsewhere', async () => {
    const page = await get('/api/docs/');
    expect(page.statusCode).toBe(200);
    expect(page.payload).not.toMatch(/(?:src|href)="https?:/);
    expect(page.headers['content-security-policy']).not.toContain('https:');
  });
});

describe('the app', () => {
  const root = mkdtempSync(join(tmpdir(), 'resto360-web-'));
  mkdirSync(join(root, 'assets'));
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>RESTO360</title>');
  writeFileSync(join(root, 'sw.js'), '// worker');
  writeFileSync(join(root, 'assets/index-B4xYz_12.js'), `// ${'x'.repeat(2000)}`);
  beforeEach(async () => {
    house = await openTestHouse({ webRoot: root });
  });

  test.each([
    ['/', 'no-cache'],
    ['/index.html', 'no-cache'],
    ['/sw.js', 'no-cache'],
    ['/assets/index-B4xYz_12.js', 'public, max-age=31536000, immutable'],
  ])('%s is kept: %s', async (url, kept) => {
    const answer = await get(url);
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, kept]);
    expect(answer.headers['content-security-policy']).toContain("default-src 'self'");
  });

  test('opens at any address of its own, and never hides a missing file or route', async () => {
    const html = { accept: 'text/html,*/*' };
    const page = await get('/orders/7', html);
    expect([page.statusCode, page.headers['cache-control']]).toEqual([200, 'no-cache']);
    expect(page.payload).toContain('<title>');
    for (const url of ['/assets/gone-B4xYz_12.js', '/api/nothing', '/../secrets', '/..%2f..%2fetc/passwd.txt']) {
      expect((await get(url, url.startsWith('/..') ? {} : html)).statusCode).toBeGreaterThanOrEqual(400);
    }
  });

  test('its texts are compressed as asked', async () => {
    const answer = await get('/assets/index-B4xYz_12.js', { 'accept-encoding': 'gzip, br' });
    expect(answer.headers['content-encoding']).toBe('br');
  });
});
