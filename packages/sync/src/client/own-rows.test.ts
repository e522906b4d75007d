import { nameId, ok } from '@resto360/domain';
import { describe, expect, test } from 'vitest';
import type { SyncAnswer } from '../protocol/messages.ts';
import { RESTAURANT, TILL_B, soldOut, testServer } from '../testing/index.ts';
import { testTill } from '../testing/test-till.ts';

const pulled = async (till: Awaited<ReturnType<typeof testTill>>) =>
  (await till.store.read((tx) => tx.rowsOf('item_availability'))).toSorted((a, b) => (a.id < b.id ? -1 : 1));

const serverRows = async (server: ReturnType<typeof testServer>) =>
  (await server.store.rows(RESTAURANT, 'item_availability'))
    .map(({ sv: _sv, fv: _fv, ...row }) => row)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));

describe('rows that a device makes itself', () => {
  test('[SYN-27] are the server’s, word for word, though they never travelled back', async () => {
    const server = testServer();
    const till = await testTill(server);
    const travelled: number[] = [];
    till.line.alter = (answer) => {
      travelled.push(Object.values(answer.pull?.rows ?? {}).flat().length);
      return answer;
    };
    await till.tap(soldOut('a'));
    await till.tap(soldOut('b'));
    await till.tap(soldOut('a', false));
    await till.device.exchange();
    expect(await pulled(till)).toEqual(await serverRows(server));
    await till.tap(soldOut('a'));
    await till.device.exchange();
    expect(await pulled(till)).toEqual(await serverRows(server));
    expect(await till.outbox()).toEqual([]);
    expect(till.device.view.get('item_availability', nameId('test:item:a'))?.v).toBe(2);
    expect(travelled).toEqual([0, 0]);
  });

  test('[SYN-27] a row that another till touched meanwhile comes whole', async () => {
    const server = testServer();
    const [till, other] = [await testTill(server), await testTill(server, TILL_B)];
    await till.tap(soldOut('a'));
    await other.tap(soldOut('a', false));
    await till.device.exchange();
    await other.device.exchange();
    await till.device.exchange();
    expect(await pulled(other)).toEqual(await serverRows(server));
    expect(await pulled(till)).toEqual(await serverRows(server));
  });

  test('[SYN-27] a clamped stamp is the one that both sides join', async () => {
    const server = testServer();
    const till = await testTill(server);
    server.clock.nowMs += 3 * 365 * 86_400_000;
    await till.tap(soldOut('a'));
    server.clock.nowMs -= 3 * 365 * 86_400_000;
    await till.device.exchange();
    expect(await pulled(till)).toEqual(await serverRows(server));
    expect(await till.outbox()).toEqual([]);
  });

  test.each([
    ['another word in the check', ([count]: readonly [number, string]) => [count, '0000000000000000']],
    ['another count', ([count, check]: readonly [number, string]) => [count + 1, check]],
  ])(
    '[SYN-27] %s: the page counts as not come, nothing leaves the outbox, and the next brings the row',
    async (_, lie) => {
      const server = testServer();
      const till = await testTill(server);
      till.line.alter = (answer: SyncAnswer) => ({
        ...answer,
        pull: answer.pull?.own ? { ...answer.pull, own: lie(answer.pull.own) } : answer.pull,
      });
      await till.tap(soldOut('a'));
      expect(await till.device.exchange()).toMatchObject({ kind: 'done', progress: true, misfit: true });
      expect(await pulled(till)).toEqual([]);
      expect(await till.outbox()).toHaveLength(1);
      // It goes again at once, and asks for all rows even though another op goes with it.
      await till.tap(soldOut('b'));
      till.line.alter = (answer) => answer;
      await till.device.exchange();
      expect(till.line.requests.at(-1)?.pull?.own).toBeUndefined();
      expect(await pulled(till)).toEqual(await serverRows(server));
      expect(await till.outbox()).toEqual([]);
    },
  );

  test('[SYN-27] an op whose answer was lost comes back as dup, and its rows whole', async () => {
    const server = testServer();
    const till = await testTill(server);
    await till.tap(soldOut('a'));
    till.line.mode = 'answer_lost';
    await till.device.exchange();
    till.line.mode = 'good';
    await till.tap(soldOut('b'));
    await till.device.exchange();
    expect(await pulled(till)).toEqual(await serverRows(server));
    expect(await till.outbox()).toEqual([]);
  });

  test('[SYN-27] with pages of one row, what lies beyond the page comes whole with the next', async () => {
    const server = testServer();
    const [till, other] = [await testTill(server, undefined, 1), await testTill(server, TILL_B)];
    await other.tap(soldOut('x'));
    await other.tap(soldOut('y'));
    await other.device.exchange();
    await till.tap(soldOut('z'));
    for (let round = 0; round < 4; round++) await till.device.exchange();
    expect(await pulled(till)).toEqual(await serverRows(server));
    expect(till.line.requests.length).toBeLessThanOrEqual(4);
    expect(await till.outbox()).toEqual([]);
  });

  test('[SYN-27] a long push that is cut into versions fits, also where a row of it is written twice across the page’s end', async () => {
    const server = testServer();
    const [till, other] = [await testTill(server), await testTill(server, TILL_B)];
    for (let row = 0; row < 300; row++) await other.tap(soldOut(`foreign ${row}`));
    while ((await other.outbox()).length > 0) await other.device.exchange();
    for (let row = 0; row < 199; row++) {
      const changes = [soldOut(`own ${row}`), soldOut(`second ${row}`)];
      await till.device.record(nameId('test:staff'), () => ok({ kind: 'menu.sold_out', changes, receipts: 0 }));
    }
    await till.tap(soldOut('own 0', false));
    const misfits: boolean[] = [];
    while ((await till.outbox()).length > 0) {
      const outcome = await till.device.exchange();
      misfits.push(outcome.kind === 'done' && outcome.misfit === true);
    }
    expect(misfits).not.toContain(true);
    expect(await pulled(till)).toEqual(await serverRows(server));
  });
});
