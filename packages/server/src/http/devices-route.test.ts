import { beforeEach, describe, expect, test } from 'vitest';
import type { DeviceDesk } from '../enrolment/device-desk.ts';
import { bearer, KITCHEN, MINE, OFFICE, openTestHouse, TILL, type TestHouse } from './test-kit.ts';

let house: TestHouse;
let calls: unknown[][];
beforeEach(async () => {
  calls = [];
  const devices: DeviceDesk = {
    report: async (...call) => void calls.push(['report', ...call]),
    list: async (...call) => (calls.push(['list', ...call]), []),
    revoke: async (by, install) => (install === by.install ? 'own_device' : install === TILL ? 'revoked' : 'not_found'),
    code: async (restaurant, kind) => (calls.push(['code', restaurant]), { code: 'ABCD1234', kind, expiresAt: 1 }),
  };
  house = await openTestHouse({ devices });
});

const said = {
  unsent: 3,
  oldestUnsentMs: 61_000,
  persisted: false,
  usageBytes: 1_000,
  quotaBytes: null,
  appVersion: '0.1.0',
  leads: true,
};

async function call(method: 'GET' | 'POST', path: string, token: string, payload?: object) {
  const url = `/api/devices/${path}`;
  const answer = await house.app.inject({ method, url, headers: bearer(token), ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}

async function revoke(install: string) {
  const { status, body } = await call('POST', 'revoke', 'token-office', { install });
  return [status, body['code'] ?? body['revoked']];
}

describe('a report', () => {
  test('[TEN-13] is kept for the device of the token, with the skew that the server measured', async () => {
    const sentAt = house.clock.nowMs + 120_000.5;
    const answer = await call('POST', 'health', 'token-till', { sentAt, ...said, leader: 'unknown to us' });
    expect(answer).toEqual({ status: 200, body: { receivedAt: house.clock.nowMs, skewMs: -120_000 } });
    expect(calls).toEqual([
      [
        'report',
        { restaurant: MINE, install: TILL, kind: 'pos' },
        { ...said, misfits: 0, skewMs: answer.body['skewMs'] },
      ],
    ]);
  });

  test.each<[string, object]>([
    ['a count below nothing', { unsent: -1 }],
    ['half an op', { unsent: 0.5 }],
    ['a version as long as a book', { appVersion: 'x'.repeat(61) }],
    ['no version', { appVersion: '' }],
    ['words for a clock', { sentAt: 'now' }],
    ['a quota in words', { quotaBytes: 'much' }],
  ])('with %s is refused', async (_case, wrong) => {
    expect((await call('POST', 'health', 'token-till', { sentAt: 0, ...said, ...wrong })).status).toBe(400);
    expect(calls).toEqual([]);
  });

  test('of a clock that is years off is told as far off, and of two kilobytes is refused', async () => {
    expect((await call('POST', 'health', 'token-till', { ...said, sentAt: -1e300 })).body['skewMs']).toBe(2 ** 46);
    const fat = { ...said, sentAt: 0, more: 'x'.repeat(2_048) };
    expect((await call('POST', 'health', 'token-till', fat)).status).toBe(413);
  });
});

describe('what the office may', () => {
  test.each<['GET' | 'POST', string, object | undefined]>([
    ['GET', 'health', undefined],
    ['POST', 'revoke', { install: KITCHEN }],
    ['POST', 'code', { kind: 'pos' }],
  ])('[TEN-13] %s %s: no till, no kitchen screen, no key, nobody', async (method, path, payload) => {
    for (const token of ['token-till', 'token-kitchen', 'token-other']) {
      const { status, body } = await call(method, path, token, payload);
      expect([status, body['code']]).toEqual([403, 'office_only']);
    }
    for (const token of ['key-mine', 'nonsense']) expect((await call(method, path, token, payload)).status).toBe(401);
    expect(calls).toEqual([]);
  });

  test('list its own house, and make a code for a kind of device', async () => {
    expect((await call('GET', 'health', 'token-office')).body).toEqual({ receivedAt: house.clock.nowMs, devices: [] });
    const { body } = await call('POST', 'code', 'token-office', { kind: 'kitchen' });
    expect(body).toEqual({ code: 'ABCD1234', kind: 'kitchen', expiresAt: 1 });
    expect(calls).toEqual([
      ['list', MINE],
      ['code', MINE],
    ]);
    expect((await call('POST', 'code', 'token-office', { kind: 'fridge' })).status).toBe(400);
  });

  test('revoke another device, never itself, and none that is not there', async () => {
    expect(await revoke(TILL)).toEqual([200, true]);
    expect(await revoke(OFFICE)).toEqual([403, 'own_device']);
    expect(await revoke('T999999999')).toEqual([404, 'not_found']);
    expect(await revoke('no install')).toEqual([400, 'bad_request']);
  });
});
