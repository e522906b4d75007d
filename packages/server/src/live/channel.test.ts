import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { scopeOf } from '@resto360/sync';
import {
  bearer,
  chainOf,
  exchangeBody,
  openOrder,
  openTestHouse,
  ORIGIN,
  pullOf,
  type TestHouse,
} from '../http/test-kit.ts';

let house: TestHouse;
const open: WebSocket[] = [];
beforeEach(async () => {
  house = await openTestHouse({ timing: { tickMs: 5, coalesceMs: 15 } });
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.terminate();
  await house.app.close();
});

async function ticket(token = 'token-till'): Promise<string> {
  const answer = await house.app.inject({ method: 'POST', url: '/api/live/ticket', headers: bearer(token) });
  return answer.json<{ ticket: string }>().ticket;
}

type Heard = { readonly socket: WebSocket; readonly messages: unknown[]; readonly closed: Promise<number> };
async function listen(withTicket: string, origin: string | undefined = ORIGIN): Promise<Heard> {
  const messages: unknown[] = [];
  let closed: Promise<number> = Promise.resolve(0);
  const headers = origin === '' ? {} : { origin };
  const socket = await house.app.injectWS(
    `/api/live?ticket=${withTicket}`,
    { headers },
    {
      onInit: (ws) => {
        ws.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString())));
        closed = new Promise((resolve) => ws.on('close', (code) => resolve(code)));
      },
    },
  );
  open.push(socket);
  return { socket, messages, closed };
}

const hello = (cursor = 0, lineage = 1) => JSON.stringify({ type: 'hello', cursor, lineage, scope: 'x' });

/** A device that has said hello and heard the answer, which is left out of what it heard. */
async function greeted(token = 'token-till', words = hello()): Promise<Heard> {
  const heard = await listen(await ticket(token));
  heard.socket.send(words);
  await until(() => heard.messages.length > 0);
  heard.messages.length = 0;
  return heard;
}

async function commit(count = 1): Promise<void> {
  for (let n = 0; n < count; n++) {
    const head = (await house.store.head(house.mine))?.head ?? 0;
    const payload = exchangeBody({ push: { chains: [chainOf([openOrder(house.clock.nowMs)], head + 1)] } });
    const answer = await house.app.inject({ method: 'POST', url: '/api/sync', headers: bearer('token-till'), payload });
    expect(answer.statusCode).toBe(200);
  }
}

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; waited < 2_000 && !holds(); waited += 5) await pause(5);
  expect(holds()).toBe(true);
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('who gets in', () => {
  test('[TEN-17] a ticket opens the channel once', async () => {
    const once = await ticket();
    await listen(once);
    await expect(listen(once)).rejects.toThrow('401');
  });

  test('[TEN-17] a ticket older than 30 s opens nothing', async () => {
    const late = await ticket();
    house.clock.nowMs += 30_000;
    await expect(listen(late)).rejects.toThrow('401');
    const intime = await ticket();
    house.clock.nowMs += 29_999;
    await listen(intime);
  });

  test('[TEN-17] a ticket made up, a token in its place, or none', async () => {
    for (const wrong of ['made-up', 'token-till', '']) await expect(listen(wrong)).rejects.toThrow('401');
  });

  test.each([
    'https://evil.example',
    'http://localhost:3601',
    'https://localhost:3600',
    'null',
    `${ORIGIN}.evil.example`,
    '',
  ])('[TEN-17] the origin "%s" is refused, and its ticket is spent', async (origin) => {
    const spent = await ticket();
    await expect(listen(spent, origin)).rejects.toThrow('403');
    await expect(listen(spent)).rejects.toThrow('401');
  });

  test('[TEN-17] a ticket is given to enrolled devices only', async () => {
    for (const headers of [{}, bearer('nobody'), bearer('key-mine')]) {
      const answer = await house.app.inject({ method: 'POST', url: '/api/live/ticket', headers });
      expect(answer.statusCode).toBe(401);
    }
  });

  test('[TEN-17] a ticket from before the revocation opens nothing: no answer, and out', async () => {
    const earlier = await ticket();
    house.revoked.add('token-till');
    const { socket, messages, closed } = await listen(earlier);
    socket.send(hello());
    expect(await closed).toBe(1001);
    expect(messages).toEqual([]);
  });

  test('[TEN-17] a frame beyond 64 kB closes the channel', async () => {
    const { socket, closed } = await listen(await ticket());
    socket.send('x'.repeat(64 * 1024 + 1));
    expect(await closed).toBe(1009);
  });

  test.each(['', 'x', '{}', '{"type":"hello"}', '{"type":"hello","cursor":-1,"lineage":1,"scope":"x"}', '[]', 'null'])(
    'what is no hello closes the channel: %s',
    async (text) => {
      const { socket, closed } = await listen(await ticket());
      socket.send(text);
      expect(await closed).toBe(1008);
    },
  );
});

describe('what is heard', () => {
  test('[SYN-28] every hello is answered: with a poke when it is behind, else with a beat', async () => {
    await commit(2);
    const behind = await listen(await ticket());
    behind.socket.send(hello(1));
    await until(() => behind.messages.length > 0);
    expect(behind.messages).toEqual([{ type: 'poke', head: 2 }]);
    const level = await listen(await ticket());
    level.socket.send(hello(2));
    await until(() => level.messages.length > 0);
    expect(level.messages).toEqual([{ type: 'beat', head: 2 }]);
  });

  test('a hello of another lineage is poked, so that its pull finds out', async () => {
    const { socket, messages } = await listen(await ticket());
    socket.send(hello(0, 2));
    await until(() => messages.length > 0);
    expect(messages).toEqual([{ type: 'poke', head: 0 }]);
  });

  test('commits in a row are one poke with the newest head', async () => {
    const { messages } = await greeted();
    await commit(3);
    await until(() => messages.length > 0);
    await pause(40);
    expect(messages.length).toBeLessThan(3);
    expect(messages.at(-1)).toEqual({ type: 'poke', head: 3 });
  });

  test('a push of known ops pokes nobody', async () => {
    await commit();
    const payload = exchangeBody({ push: { chains: [chainOf([])] } });
    const { messages } = await greeted('token-till', hello(1));
    await house.app.inject({ method: 'POST', url: '/api/sync', headers: bearer('token-till'), payload });
    await pause(50);
    expect(messages).toEqual([]);
  });

  test('[SYN-28] a till hears what another till wrote as a delta, and nothing of what it pulled itself', async () => {
    const { hash: scope } = scopeOf('pos');
    const words = JSON.stringify({ type: 'hello', cursor: 0, lineage: 1, scope });
    const [mine, second] = [await greeted('token-till', words), await greeted('token-second', words)];
    const order = openOrder(house.clock.nowMs);
    const push = { chains: [chainOf([order])] };
    const payload = exchangeBody({ push, ...pullOf('pos') });
    await house.app.inject({ method: 'POST', url: '/api/sync', headers: bearer('token-till'), payload });
    await until(() => second.messages.length > 0);
    await pause(40);
    expect(second.messages).toMatchObject([
      { type: 'delta', lineage: 1, scope, from: 0, to: 1, rows: { orders: [{ v: 1 }] } },
    ]);
    expect(mine.messages).toEqual([]);
  });

  test('[TEN-12] a commit of one restaurant is never heard in another', async () => {
    const other = await greeted('token-other');
    const mine = await greeted('token-second');
    await commit();
    await until(() => mine.messages.length > 0);
    await pause(30);
    expect(other.messages).toEqual([]);
  });

  test('a kitchen screen has a beat every 5 s, a till every 20 s', async () => {
    const kitchen = await greeted('token-kitchen');
    const till = await greeted();
    for (let n = 1; n <= 4; n++) {
      house.clock.nowMs += 5_000;
      await until(() => kitchen.messages.length === n);
      expect(till.messages).toHaveLength(n === 4 ? 1 : 0);
    }
    expect(kitchen.messages[0]).toEqual({ type: 'beat', head: 0 });
  });

  test('a server that goes says bye', async () => {
    const { messages, closed } = await greeted();
    await house.app.close();
    expect(await closed).toBe(1001);
    expect(messages).toEqual([{ type: 'bye', retryMs: 2_000 }]);
  });
});
