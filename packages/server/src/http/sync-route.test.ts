import { gzipSync, zstdDecompressSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { LIMITS, scopeOf, SERVER_INSTALL, type SyncAnswer } from '@resto360/sync';
import type { ServerStore } from '@resto360/sync/server';
import { TransientStoreError } from '../db/transient-store-error.ts';
import {
  bearer,
  chainOf,
  exchangeBody,
  KITCHEN,
  newId,
  openOrder,
  openTestHouse,
  OTHER,
  OTHER_TILL,
  pullOf,
  SECOND_TILL,
  TILL,
  type TestHouse,
} from './test-kit.ts';

let house: TestHouse;
beforeEach(async () => {
  house = await openTestHouse();
});

const json = { ...bearer('token-till'), 'content-type': 'application/json' };

async function post(payload: unknown, headers: Record<string, string> = json) {
  const body = typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload);
  const answer = await house.app.inject({ method: 'POST', url: '/api/sync', headers, payload: body });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json<SyncAnswer & { code: string }>() };
}

const push = (ops: readonly unknown[], seq = 1) => ({ push: { chains: [chainOf(ops, seq)] } });
const ask = (count: number) =>
  house.app.inject({
    method: 'POST',
    url: '/api/sync/verdicts',
    headers: json,
    payload: { restaurant: house.mine, ids: Array.from({ length: count }, () => newId(0)) },
  });
const orders = () => Array.from({ length: 3 }, () => openOrder(house.clock.nowMs));

const withBody = (text: string) => () => text;
const opsOf = (count: number, size = 0) =>
  Array.from({ length: count }, () => ({ ...openOrder(house.clock.nowMs), actor: 'x'.repeat(size) }));

describe('an exchange', () => {
  test('pushes, and reads back in the same answer', async () => {
    const ops = orders();
    const { status, headers, body } = await post(exchangeBody({ ...push(ops), ...pullOf('pos') }));
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
    expect(body.push?.verdicts).toEqual(Object.fromEntries(ops.map(({ id }) => [id, ['ok', 1]])));
    expect(body.pull).toMatchObject({ from: 0, to: 1, more: false });
    expect(body.pull?.rows['orders']).toHaveLength(3);
  });

  test('[SYN-12] sent again, each op is known and nothing changes', async () => {
    const request = exchangeBody(push(orders()));
    await post(request);
    const { body } = await post(request);
    expect(Object.values(body.push?.verdicts ?? {}).map(([word]) => word)).toEqual(['dup', 'dup', 'dup']);
    expect(body.head).toBe(1);
  });

  test('a gzip upload is read, and a long answer is compressed as asked', async () => {
    const ops = Array.from({ length: 20 }, () => openOrder(house.clock.nowMs));
    const payload = gzipSync(JSON.stringify(exchangeBody({ ...push(ops), ...pullOf('pos') })));
    const headers = { ...json, 'content-encoding': 'gzip', 'accept-encoding': 'zstd, br, gzip' };
    const answer = await house.app.inject({ method: 'POST', url: '/api/sync', headers, payload });
    expect(answer.headers['content-encoding']).toBe('zstd');
    const body = JSON.parse(zstdDecompressSync(answer.rawPayload).toString()) as SyncAnswer;
    expect(body.pull?.rows['orders']).toHaveLength(20);
  });

  test('members of a newer envelope are ignored', async () => {
    expect((await post(exchangeBody({ ...pullOf('pos'), tomorrow: { a: 1 } }))).status).toBe(200);
  });

  test('a device clock of 1970 or of a far year is no reason to refuse', async () => {
    for (const sentAt of [-5, 0, 9e15])
      expect((await post({ ...exchangeBody(pullOf('pos')), sentAt })).status).toBe(200);
  });
});

function carried(install: string) {
  const op = openOrder(house.clock.nowMs);
  return { op, body: exchangeBody({ push: { chains: [chainOf([op], 1, install)] } }) };
}

describe('ops of another install', () => {
  test('[SYN-29, TEN-12] of the same restaurant are taken, under its name, once', async () => {
    const { op, body } = carried(SECOND_TILL);
    expect((await post(body)).body.push?.verdicts[op.id]).toEqual(['ok', 1]);
    const again = exchangeBody({ push: { chains: [chainOf([op], 1, SECOND_TILL)] } }, { install: SECOND_TILL });
    const theirs = await post(again, { ...json, ...bearer('token-second') });
    expect(theirs.body.push).toEqual({ verdicts: { [op.id]: ['dup', 1] }, missing: [], fork: false });
    expect(await house.store.journal(house.mine, 0, 10)).toMatchObject([{ id: op.id, install: SECOND_TILL, seq: 1 }]);
  });

  test('[SYN-29] of a revoked one are taken too: what happened is never refused', async () => {
    house.store.addDevice(house.mine, { install: 'R111111111', kind: 'pos', revoked: true });
    const { op, body } = carried('R111111111');
    expect((await post(body)).body.push?.verdicts[op.id]).toEqual(['ok', 1]);
  });

  test('[SYN-29, TEN-12] of another restaurant are refused, whole, and nothing is written in either', async () => {
    const mine = openOrder(house.clock.nowMs);
    const theirs = openOrder(house.clock.nowMs);
    const chains = [chainOf([mine]), chainOf([theirs], 1, OTHER_TILL)];
    expect((await post(exchangeBody({ push: { chains } }))).body.code).toBe('foreign_install');
    for (const restaurant of [house.mine, house.other]) expect((await house.store.head(restaurant))?.head).toBe(0);
  });

  test('[SYN-29] a fork and a gap of the one whose ops are carried are told to it, and not to the one that carries', async () => {
    await post(carried(SECOND_TILL).body);
    expect((await post(carried(SECOND_TILL).body)).body.push).toMatchObject({ fork: false, missing: [] });
    const far = [chainOf([openOrder(house.clock.nowMs)], 7, SECOND_TILL)];
    expect((await post(exchangeBody({ push: { chains: far } }))).body.push).toMatchObject({ fork: false, missing: [] });
    expect((await post(exchangeBody(push(orders())))).body.push).toMatchObject({ fork: false, missing: [] });
    const own = exchangeBody({ push: { chains: [chainOf(orders(), 1, SECOND_TILL)] } }, { install: SECOND_TILL });
    const theirs = await post(own, { ...json, ...bearer('token-second') });
    expect(theirs.body.push).toMatchObject({ fork: true, missing: [[4, 6]] });
  });

  test('[SYN-29] under the name of the server nobody brings anything, though every restaurant has it', async () => {
    house.store.addDevice(house.mine, { install: SERVER_INSTALL, kind: 'office' });
    const { status, body } = await post(carried(SERVER_INSTALL).body);
    expect([status, body.code]).toEqual([400, 'foreign_install']);
    expect((await house.store.head(house.mine))?.head).toBe(0);
  });
});

const missingOf = async (install: string, first: number, last: number) => {
  const payload = { restaurant: house.mine, install, first, last };
  const answer = await house.app.inject({ method: 'POST', url: '/api/sync/missing', headers: json, payload });
  return [answer.statusCode, answer.json<{ missing?: unknown }>().missing];
};

describe('[SYN-13] the numbers that never came', () => {
  test('of another device are told, up to the last that it gave, and no more than was asked', async () => {
    await post(exchangeBody({ push: { chains: [chainOf(orders(), 2, SECOND_TILL)] } }));
    expect(await missingOf(SECOND_TILL, 1, 7)).toEqual([
      200,
      [
        [1, 1],
        [5, 7],
      ],
    ]);
    expect(await missingOf(SECOND_TILL, 2, 4)).toEqual([200, []]);
  });

  test('of an installation of another restaurant are all of them: nothing is said of it', async () => {
    const other = exchangeBody(
      { push: { chains: [chainOf(orders(), 1, OTHER_TILL)] } },
      { restaurant: OTHER, install: OTHER_TILL },
    );
    expect((await post(other, { ...json, ...bearer('token-other') })).status).toBe(200);
    expect(await missingOf(OTHER_TILL, 1, 3)).toEqual([200, [[1, 3]]]);
  });
});

describe('one bad op never blocks the queue', () => {
  const poisons: readonly (readonly [string, (id: string) => unknown])[] = [
    ['no more than an id', (id) => ({ id })],
    ['an unknown kind', (id) => ({ ...openOrder(0), id, kind: 'order.explode' })],
    ['an unknown collection', (id) => ({ ...openOrder(0), id, changes: [['secrets', id, { a: 1 }]] })],
    ['a member __proto__', (id) => JSON.parse(`{"id":"${id}","__proto__":{"admin":true}}`)],
    ['a number beyond all range', (id) => ({ id, base: Number.MAX_VALUE })],
    ['a newer schema', (id) => ({ ...openOrder(0), id, schema: 99 })],
    ['a text with NUL', (id) => ({ ...openOrder(0), id, actor: 'a\0b' })],
  ];
  test.each(poisons)('[SYN-12] among 99 good ones: %s', async (_name, poison) => {
    const bad = newId(house.clock.nowMs);
    const good = Array.from({ length: 99 }, () => openOrder(house.clock.nowMs));
    const { status, body } = await post(exchangeBody(push([...good.slice(0, 50), poison(bad), ...good.slice(50)])));
    expect(status).toBe(200);
    const words = good.map(({ id }) => body.push?.verdicts[id]?.[0]);
    expect(new Set(words)).toEqual(new Set(['ok']));
    expect(body.push?.verdicts[bad]?.[0]).toBe('quarantined');
    expect(await house.store.rows(house.mine, 'quarantine')).toHaveLength(1);
  });
});

describe('what is refused', () => {
  const deep = `${'['.repeat(40)}${']'.repeat(40)}`;
  const bodies: readonly (readonly [string, number, string, () => unknown])[] = [
    ['no JSON', 400, 'malformed', withBody('{"restaurant":')],
    ['no object', 400, 'bad_request', withBody('[]')],
    ['nothing', 400, 'bad_request', withBody('')],
    ['null', 400, 'bad_request', withBody('null')],
    ['no UTF-8', 400, 'malformed', () => Buffer.from([0x7b, 0xff, 0x7d])],
    ['too deep', 400, 'malformed', withBody(`{"a":${deep}}`)],
    ['an op without an id', 400, 'bad_request', () => exchangeBody(push([{ kind: 'order.open' }]))],
    ['an op whose id is no UUID', 400, 'bad_request', () => exchangeBody(push([{ id: 'x' }]))],
    ['an op that is a list', 400, 'bad_request', () => exchangeBody(push([[]]))],
    ['a sequence number below one', 400, 'bad_request', () => exchangeBody(push([], 0))],
    ['a negative cursor', 400, 'bad_request', () => exchangeBody(pullOf('pos', -1))],
    [
      'ops of an install of another restaurant',
      400,
      'foreign_install',
      () => exchangeBody({ push: { chains: [chainOf([], 1, OTHER_TILL)] } }),
    ],
    [
      'ops of an install that nobody knows',
      400,
      'foreign_install',
      () => exchangeBody({ push: { chains: [chainOf([], 1, 'X999999999')] } }),
    ],
    ['another install', 403, 'wrong_restaurant', () => exchangeBody({}, { install: KITCHEN })],
    ['another restaurant', 403, 'wrong_restaurant', () => exchangeBody({}, { restaurant: OTHER })],
    [
      'another restaurant and install',
      403,
      'wrong_restaurant',
      () => exchangeBody({}, { restaurant: OTHER, install: OTHER_TILL }),
    ],
    ['an older lineage', 409, 'reset', () => ({ ...exchangeBody(), lineage: 0 })],
    ['a newer lineage', 409, 'behind', () => ({ ...exchangeBody(), lineage: 2 })],
    ['a cursor ahead', 409, 'reset', () => exchangeBody(pullOf('pos', 5))],
  ];
  test.each(bodies)('%s: %i %s, in the one shape', async (_name, status, code, payload) => {
    const answer = await post(payload());
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ code, message: expect.any(String), details: expect.any(Object) });
    expect(JSON.stringify(answer.body)).not.toMatch(/\bat .*:\d+|node_modules|\.ts\b/);
    expect((await house.store.head(house.mine))?.head).toBe(0);
  });

  test.each([
    ['none', {}],
    ['an unknown token', bearer('nobody')],
    ['an API key', bearer('key-mine')],
    ['another scheme', { authorization: 'Basic dG9rZW4=' }],
    ['a token of enormous length', bearer('a'.repeat(5000))],
  ])('a credential that is %s: 401 reenrol', async (_name, credential) => {
    const answer = await post(exchangeBody(), { 'content-type': 'application/json', ...credential });
    expect([answer.status, answer.body.code]).toEqual([401, 'reenrol']);
  });

  test('a body that is no JSON by its type: 415', async () => {
    const answer = await post('<a/>', { ...json, 'content-type': 'text/xml' });
    expect([answer.status, answer.body.code]).toEqual([415, 'unsupported_media_type']);
  });

  test('an encoding that is not gzip: 415', async () => {
    const answer = await post('{}', { ...json, 'content-encoding': 'br' });
    expect([answer.status, answer.body.code]).toEqual([415, 'unsupported_media_type']);
  });

  test('bytes that are no gzip although they say so: 400', async () => {
    const answer = await post('{}', { ...json, 'content-encoding': 'gzip' });
    expect([answer.status, answer.body.code]).toEqual([400, 'malformed']);
  });
});

describe('limits', () => {
  test('[TEN-16] 200 ops go, 201 are too many', async () => {
    expect((await post(exchangeBody(push(opsOf(LIMITS.pushOps))))).status).toBe(200);
    const answer = await post(exchangeBody(push(opsOf(LIMITS.pushOps + 1))));
    expect([answer.status, answer.body.code]).toEqual([413, 'too_large']);
  });

  test('[TEN-16] ops are counted over all chains', async () => {
    const chains = [chainOf(opsOf(150)), chainOf(opsOf(51), 151)];
    expect((await post(exchangeBody({ push: { chains } }))).status).toBe(413);
  });

  test('[TEN-16] a push beyond 512 kB is too large', async () => {
    const answer = await post(exchangeBody(push(opsOf(100, 6_000))));
    expect([answer.status, answer.body.code]).toEqual([413, 'too_large']);
  });

  test('[TEN-16] a body beyond 5 MB is too large, plain or inflated', async () => {
    const large = JSON.stringify(exchangeBody({ pad: 'x'.repeat(LIMITS.inflatedBytes) }));
    expect((await post(large)).status).toBe(413);
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 0x20));
    expect(bomb.length).toBeLessThan(LIMITS.pushBytes);
    const answer = await post(bomb, { ...json, 'content-encoding': 'gzip' });
    expect([answer.status, answer.body.code]).toEqual([413, 'too_large']);
  });

  test('[TEN-16] a thousand verdicts may be asked for, no more', async () => {
    expect((await ask(1_000)).statusCode).toBe(200);
    expect((await ask(1_001)).statusCode).toBe(400);
  });
});

describe('operating failures', () => {
  test('what passes by itself is 503 with a time to wait and no verdicts', async () => {
    house = await openTestHouse({
      wrap: (store) => ({
        ...bound(store),
        write: () => Promise.reject(new TransientStoreError(1_500, new Error('deadlock'))),
      }),
    });
    const answer = await post(exchangeBody(push(orders())));
    expect([answer.status, answer.body.code, answer.headers['retry-after']]).toEqual([503, 'unavailable', '2']);
    expect(answer.body.push).toBeUndefined();
  });

  test('a bug is 500 without a word of where', async () => {
    house.store.faults.crashBeforeCommit = true;
    const answer = await post(exchangeBody(push(orders())));
    expect([answer.status, answer.body.code]).toEqual([500, 'internal']);
    expect(answer.body).not.toHaveProperty('stack');
  });

  test('[SYN-12] an answer lost after the commit: the same push again is a duplicate', async () => {
    const request = exchangeBody(push(orders()));
    house.store.faults.crashAfterCommit = true;
    expect((await post(request)).status).toBe(500);
    const { body } = await post(request);
    expect(Object.values(body.push?.verdicts ?? {}).map(([word]) => word)).toEqual(['dup', 'dup', 'dup']);
  });
});

describe('recalled verdicts', () => {
  test('are those of the push; what was never stored has none', async () => {
    const ops = orders();
    await post(exchangeBody(push(ops)));
    const unknown = newId(0);
    const answer = await house.app.inject({
      method: 'POST',
      url: '/api/sync/verdicts',
      headers: json,
      payload: { restaurant: house.mine, ids: [...ops.map(({ id }) => id), unknown] },
    });
    expect(answer.json()).toEqual({ verdicts: Object.fromEntries(ops.map(({ id }) => [id, ['ok', 1]])) });
  });
});

function bound(store: ServerStore) {
  return {
    page: store.page.bind(store),
    head: store.head.bind(store),
    beginLineage: store.beginLineage.bind(store),
    journal: store.journal.bind(store),
    entry: store.entry.bind(store),
    verdicts: store.verdicts.bind(store),
    rows: store.rows.bind(store),
    devices: store.devices.bind(store),
    noteRead: store.noteRead.bind(store),
    reads: store.reads.bind(store),
    purge: store.purge.bind(store),
    purges: store.purges.bind(store),
  };
}

describe('a device whose right was withdrawn', () => {
  test('[SYN-25] brings what happened, is told so, reads nothing, and must enrol again', async () => {
    house.store.addDevice(house.mine, { install: TILL, kind: 'pos', revoked: true });
    house.revoked.add('token-till');
    const op = openOrder(house.clock.nowMs);
    const body = exchangeBody({ push: { chains: [chainOf([op])] }, ...pullOf('pos') });
    const answer = await post(body);
    expect([answer.status, answer.body.code]).toEqual([401, 'reenrol']);
    // The mark too: a tail with these ops in it can't be lost unnoticed (SYN-21).
    const mark = (await house.store.head(house.mine))?.journalHash.slice(0, 12);
    expect(answer.body).toMatchObject({ details: { head: 1, mark, push: { verdicts: { [op.id]: ['ok', 1] } } } });
    expect(answer.body).not.toHaveProperty('pull');
    expect(await house.store.rows(house.mine, 'suspense')).toMatchObject([{ id: op.id, f: { why: 'device' } }]);
    // A token that never was one brings nothing.
    const stranger = await post(exchangeBody({ push: { chains: [chainOf([op])] } }), { ...json, ...bearer('token-x') });
    expect([stranger.status, stranger.body]).toMatchObject([401, { code: 'reenrol', details: {} }]);
  });

  test('[SYN-21] that holds another history is told nothing of this one, and nothing is taken under it', async () => {
    house.store.addDevice(house.mine, { install: TILL, kind: 'pos', revoked: true });
    house.revoked.add('token-till');
    const push = { chains: [chainOf([openOrder(house.clock.nowMs)])] };
    const answer = await post(exchangeBody({ push, marks: [[0, 'another']], ...pullOf('pos') }));
    expect([answer.status, answer.body]).toMatchObject([401, { code: 'reenrol', details: {} }]);
    expect(JSON.stringify(answer.body)).not.toContain('verdicts');
    expect(await house.store.head(house.mine)).toMatchObject({ head: 0, lineage: 1 });
  });
});

test('[SYN-21] a device that says again and again that it has read more begins one new history, and no other', async () => {
  const claim = async (lineage: number) => {
    const pull = { since: 1e9, scope: scopeOf('kitchen').hash, limit: 10 };
    const payload = { ...exchangeBody({ pull }, { install: KITCHEN }), lineage };
    const headers = { ...bearer('token-kitchen'), 'content-type': 'application/json' };
    const answer = await house.app.inject({ method: 'POST', url: '/api/sync', headers, payload });
    return answer.json<{ code: string }>().code;
  };
  expect([await claim(1), await claim(2), await claim(2)]).toEqual(['reset', 'behind', 'behind']);
  house.clock.nowMs += LIMITS.historyEveryMs;
  expect(await claim(2)).toBe('reset');
});
