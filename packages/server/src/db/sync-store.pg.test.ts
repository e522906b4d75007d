import { type Id, nameId } from '@resto360/domain';
import { CHAIN_START, type HistoryMark, type Op, type Sha256, sha256Hex } from '@resto360/sync';
import { type ServerStore, applyOps } from '@resto360/sync/server';
import { NOTHING, markOf, planOf, serverStoreContract, writeNext } from '@resto360/sync/server/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Tap, type TestStore, openTestStore, tappedPool } from '../testing/test-store.ts';
import { createSyncStore } from './sync-store.ts';
import { TransactionLost, withTransaction } from './transaction.ts';
import { TransientStoreError } from './transient-store-error.ts';

let house: TestStore;
let crash: 'before_commit' | 'after_commit' | undefined;
beforeAll(async () => {
  house = await openTestStore({ tap: crashing });
});
afterAll(() => house.close());

// Before its commit the connection dies, and with it the transaction; after it, only the answer is lost.
const crashing: Tap = async (statement, send) => {
  const when = crash;
  if (when === undefined || statement.text !== 'commit') return send(statement);
  crash = undefined;
  if (when === 'before_commit') return send({ text: 'select pg_terminate_backend(pg_backend_pid())' });
  await send(statement);
  throw new Error('Connection terminated unexpectedly');
};

serverStoreContract('PostgreSQL', async () => ({
  store: house.store,
  addRestaurant: () => house.addRestaurant(),
  addDevice: (restaurant, device) => house.addDevice(restaurant, device),
  crashNextWrite(when) {
    crash = when;
  },
}));

// The database may roll back what it is told to commit, and says so in its answer only.
const losing: Tap = (statement, send) => send(statement.text === 'commit' ? { text: 'rollback' } : statement);

const till = 'AAAAAAAAAA';
const hash: Sha256 = sha256Hex;

function opOf(number: number): Op {
  const tail = String(number).padStart(12, '0');
  return {
    id: `01890000-0000-7000-8000-${tail}`,
    stamp: `${(Date.UTC(2026, 10, 24) + number).toString(16).padStart(12, '0')}0000${till}`,
    kind: 'menu.sold_out',
    actor: nameId('staff'),
    base: 0,
    schema: 1,
    changes: [['item_availability', nameId(`item ${number}`), { born: true, soldOut: true }]],
  };
}

/** Pushes `count` new ops from sequence number `seq` on; answers how often the store waited for an answer. */
async function flushesOf(
  restaurant: Id<'restaurant'>,
  seq: number,
  count: number,
  { marks = [], make = opOf }: { readonly marks?: readonly HistoryMark[]; readonly make?: (number: number) => Op } = {},
): Promise<number> {
  let flushes = 0;
  let answered = true;
  const counting: Tap = async (statement, send) => {
    if (answered) flushes += 1;
    answered = false;
    try {
      return await send(statement);
    } finally {
      answered = true;
    }
  };
  const store = createSyncStore(tappedPool(house.pool, counting));
  const ops = Array.from({ length: count }, (_, index) => make(seq + index));
  const prev = (await store.devices(restaurant))[0]?.tipHash ?? '';
  flushes = 0;
  const applied = await applyOps(restaurant, [{ install: till, seq, prev, sig: null, ops }], till, {
    store,
    hash,
    nowMs: () => Date.UTC(2026, 10, 25),
    marks,
  });
  expect(Object.values(applied.verdicts).map(([verdict]) => verdict)).toEqual(ops.map(() => 'ok'));
  return flushes;
}

const write = (store: ServerStore, restaurant: Id<'restaurant'>) =>
  writeNext(store, restaurant, (version) => planOf(version, { item_availability: [markOf('fish', version)] }));

describe('[SYN-18] a write', () => {
  test('takes two round trips, for one op and for two hundred', async () => {
    const restaurant = await house.addRestaurant();
    await house.addDevice(restaurant, { install: till, kind: 'pos' });
    expect(await flushesOf(restaurant, 1, 1)).toBe(2);
    expect(await flushesOf(restaurant, 2, 200)).toBe(2);
    // Comparing histories takes none, also where the sender's is looked up in the journal (SYN-21).
    const hashes = (await house.store.head(restaurant, [1]))?.hashes ?? [];
    expect(await flushesOf(restaurant, 202, 1, { marks: [[1, hashes[0] ?? '-']] })).toBe(2);
    expect((await house.store.head(restaurant))?.head).toBe(3);
  });

  test('[SYN-23] takes two round trips also where it meets what somebody else wrote, and says who that was', async () => {
    const restaurant = await house.addRestaurant();
    const other = 'BBBBBBBBBB';
    for (const install of [till, other]) await house.addDevice(restaurant, { install, kind: 'pos' });
    const first = { ...opOf(1), stamp: opOf(1).stamp.replace(till, other), actor: nameId('other') };
    const chain = { install: other, seq: 1, prev: CHAIN_START, sig: null, ops: [first] };
    await applyOps(restaurant, [chain], other, { store: house.store, hash, nowMs: () => Date.UTC(2026, 10, 25) });
    const meeting = (number: number): Op => {
      const [change] = opOf(1).changes;
      return { ...opOf(number + 1), changes: [[change?.[0] ?? '', change?.[1] ?? '', { soldOut: false }]] };
    };
    expect(await flushesOf(restaurant, 1, 1, { make: meeting })).toBe(2);
    const [conflict] = await house.store.rows(restaurant, 'conflicts');
    expect(conflict?.f).toMatchObject({ keptActor: nameId('staff'), lostActor: nameId('other') });
  });

  test('that cannot have the lock in time says when to come again', async () => {
    const restaurant = await house.addRestaurant();
    const hasty = createSyncStore(house.pool, { lockTimeoutMs: 50 });
    await withTransaction(house.pool, { mode: 'write', restaurantId: restaurant }, async (holder) => {
      await holder.query({
        text: 'select 1 from restaurants where restaurant_id = $1 for update',
        values: [restaurant],
      });
      const error: unknown = await write(hasty, restaurant).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(TransientStoreError);
      expect(error).toMatchObject({ retryAfterMs: 200 });
    });
    expect(await write(hasty, restaurant)).toBe(1);
  });

  test('whose line breaks is to be sent again', async () => {
    const restaurant = await house.addRestaurant();
    crash = 'before_commit';
    await expect(write(house.store, restaurant)).rejects.toBeInstanceOf(TransientStoreError);
    expect(await write(house.store, restaurant)).toBe(1);
  });

  test('whose COMMIT is answered by ROLLBACK throws', async () => {
    const restaurant = await house.addRestaurant();
    const store = createSyncStore(tappedPool(house.pool, losing));
    await expect(write(store, restaurant)).rejects.toBeInstanceOf(TransactionLost);
    expect((await house.store.head(restaurant))?.head).toBe(0);
  });

  test('that PostgreSQL refuses is stored in no part, and its error says why', async () => {
    const restaurant = await house.addRestaurant();
    const broken = writeNext(house.store, restaurant, (version) =>
      planOf(version, {
        item_availability: [markOf('fish', version)],
        payments: [{ ...markOf('payment', version), f: { order: 'no id' } }],
      }),
    );
    await expect(broken).rejects.toMatchObject({ name: 'UnstorableError', cause: { code: '22P02' } });
    expect((await house.store.head(restaurant))?.head).toBe(0);
    expect(await house.store.rows(restaurant, 'item_availability')).toEqual([]);
  });

  test('lets a device enrol meanwhile', async () => {
    const restaurant = await house.addRestaurant();
    const paused: Tap = async (statement, send) => {
      if (statement.text === 'commit') await house.addDevice(restaurant, { install: till, kind: 'pos' });
      return send(statement);
    };
    expect(await write(createSyncStore(tappedPool(house.pool, paused)), restaurant)).toBe(1);
  });
});

describe('a read', () => {
  test('takes one round trip', async () => {
    const restaurant = await house.addRestaurant();
    let answered = false;
    let late = 0;
    const tap: Tap = async (statement, send) => {
      if (answered) late += 1;
      const answer = await send(statement);
      answered = true;
      return answer;
    };
    const store = createSyncStore(tappedPool(house.pool, tap));
    const reads = [
      () => store.head(restaurant),
      () => store.page(restaurant, { since: 0, collections: ['orders'], limitRows: 10, limitBytes: 10_000 }),
      () => store.journal(restaurant, 0, 10),
      () => store.verdicts(restaurant, [nameId('op')]),
      () => store.readOrdersDelta(restaurant, { sinceVersion: 0, limit: 10 }),
    ];
    for (const read of reads) {
      answered = false;
      await read();
    }
    expect(late).toBe(0);
  });

  test('of a restaurant that is not there finds none', async () => {
    const nobody = nameId('nobody');
    expect(await house.store.head(nobody)).toBeUndefined();
    await expect(house.store.write(nobody, NOTHING, () => ({ plan: undefined, value: 0 }))).rejects.toThrow(
      'the restaurant exists',
    );
  });
});
