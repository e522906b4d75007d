import { nameId } from '@resto360/domain';
import { SERVER_INSTALL } from '@resto360/sync';
import { beforeEach, describe, expect, test } from 'vitest';
import { bearer, chainOf, exchangeBody, MINE, newId, openOrder, openTestHouse, type TestHouse } from './test-kit.ts';

let house: TestHouse;
let bad: string;
beforeEach(async () => {
  house = await openTestHouse();
  house.store.addDevice(MINE, { install: SERVER_INSTALL, kind: 'office' });
  const op = { ...openOrder(house.clock.nowMs), schema: 99 };
  bad = op.id;
  await call('POST', '/api/sync', 'token-till', exchangeBody({ push: { chains: [chainOf([op], 1)] } }));
});

async function call(method: 'GET' | 'POST', url: string, token: string, payload?: object) {
  const answer = await house.app.inject({ method, url, headers: bearer(token), ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
}

const settle = (how: 'replay' | 'discard' | 'bring_back', token = 'token-office', id = bad) =>
  call('POST', '/api/quarantine/settle', token, { id, how, actor: nameId('owner') });

describe('an op that was put apart', () => {
  test('[SYN-19] is fetched byte for byte by the office, and by nobody else', async () => {
    const { status, body } = await call('GET', `/api/quarantine/${bad}`, 'token-office');
    expect([status, body['code']]).toEqual([200, 'newer_schema']);
    expect(JSON.parse(String(body['body']))).toMatchObject({ id: bad, schema: 99 });
    expect((await call('GET', `/api/quarantine/${bad}`, 'token-till')).body['code']).toBe('office_only');
    expect((await call('GET', `/api/quarantine/${newId(0)}`, 'token-office')).status).toBe(404);
    expect((await call('GET', '/api/quarantine/x', 'token-office')).status).toBe(400);
  });

  test('[TEN-12] of one house is unknown to another', async () => {
    expect(JSON.stringify(await call('GET', `/api/quarantine/${bad}`, 'token-other'))).not.toContain('newer_schema');
    expect((await settle('discard', 'token-other')).status).not.toBe(200);
  });

  test('[SYN-19] that this release can not apply stays; put aside, it is over once', async () => {
    expect(await settle('replay')).toMatchObject({ status: 409, body: { code: 'still_held' } });
    expect(await settle('discard', 'token-till')).toMatchObject({ status: 403, body: { code: 'office_only' } });
    expect(await settle('discard')).toMatchObject({ status: 200, body: { version: 2 } });
    expect(await settle('discard')).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  test('[SYN-19] that was put aside is brought back by the office: it waits again', async () => {
    expect(await settle('bring_back')).toMatchObject({ status: 404, body: { code: 'not_found' } });
    await settle('discard');
    expect(await settle('bring_back', 'token-till')).toMatchObject({ status: 403, body: { code: 'office_only' } });
    expect(await settle('bring_back')).toMatchObject({ status: 200, body: { version: 3, how: 'reopen' } });
    expect(await settle('discard')).toMatchObject({ status: 200, body: { version: 4, how: 'discard' } });
  });
});
