import { CHAIN_START, SERVER_INSTALL, type Chain } from '@resto360/sync';
import { applyOps, replayWaiting, verifyJournal } from '@resto360/sync/server';
import { makeStamp, nameId, uuidV7, type Change } from '@resto360/domain';
import { Client } from 'pg';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeSha256 } from '../http/sync-route.ts';
import { openTestStore, type TestStore } from '../testing/test-store.ts';

const TILL = 'AAAAAAAAAA';
let house: TestStore;
let client: Client;
beforeAll(async () => {
  house = await openTestStore();
  client = new Client({ connectionString: house.database.adminUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await house.close();
});

let made = 0;
function soldOut(item: string): Chain['ops'][number] {
  made += 1;
  const at = Date.now();
  const change: Change = ['item_availability', nameId(item), { born: true, soldOut: true }];
  const id = uuidV7(at, randomBytes(10));
  return {
    id,
    stamp: makeStamp(at, made, TILL),
    kind: 'menu.sold_out',
    actor: 'a',
    base: 0,
    schema: 1,
    changes: [change],
  };
}

test('[SYN-19] a row that PostgreSQL will not take is put apart alone, and applied after the fix', async () => {
  const restaurant = await house.addRestaurant();
  for (const install of [TILL, SERVER_INSTALL]) await house.addDevice(restaurant, { install, kind: 'office' });
  const ops = ['a', 'bad', 'c'].map(soldOut);
  const constraint = `check (id <> '${nameId('bad')}')`;
  await client.query(`alter table item_availability add constraint a_bug_of_ours ${constraint}`);
  const deps = { store: house.store, hash: nodeSha256, nowMs: Date.now };
  const chain = { install: TILL, seq: 1, prev: CHAIN_START, sig: null, ops };
  const { verdicts } = await applyOps(restaurant, [chain], TILL, deps);
  expect(ops.map(({ id }) => verdicts[id]?.[0])).toEqual(['ok', 'quarantined', 'ok']);
  expect(await house.store.rows(restaurant, 'item_availability')).toHaveLength(2);

  expect(await replayWaiting(restaurant, deps)).toBe(0);
  await client.query('alter table item_availability drop constraint a_bug_of_ours');
  expect(await replayWaiting(restaurant, deps)).toBe(1);
  expect(await house.store.rows(restaurant, 'item_availability')).toHaveLength(3);
  expect(await verifyJournal(restaurant, house.store, nodeSha256)).toMatchObject({ problem: undefined });
});
