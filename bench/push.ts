import { assert, canonicalJson } from '@resto360/domain';
import { CHAIN_START, linkHash, type Op } from '@resto360/sync';
import { applyOps, type DeviceState, type Head, type ServerStore, type WritePlan } from '@resto360/sync/server';
import type { DatabasePool } from '../packages/server/src/db/pool.ts';
import type { Statement } from '../packages/server/src/db/statement.ts';
import { storeAndCommit } from '../packages/server/src/db/sync-write.ts';
import { nodeSha256 } from '../packages/server/src/http/sync-route.ts';
import type { Filled, Till } from './house.ts';
import { median } from './load.ts';
import { takeOrder } from './one-order.ts';
import { WireClient } from './wire-client.ts';

/** A till's chain as it goes on: the next push is made before the clock runs. */
type Line = { readonly till: Till; seq: number; prev: string; orders: number };

/** Pushes of new orders through HTTP, and their bare statements sent straight to PostgreSQL under the same row lock. */
export async function measurePush(filled: Filled, pool: DatabasePool, port: number, lanes: number, small: boolean) {
  const lines = filled.tills.map((till): Line => ({ till, seq: 1, prev: CHAIN_START, orders: 0 }));
  const clients = await Promise.all(Array.from({ length: lanes }, () => WireClient.open(port)));
  const turns = small ? 12 : 40;
  const ratios: number[] = [];
  const rates: { http: number; straight: number }[] = [];
  // HTTP speaks to one half of the restaurants, the bare statements to the other: their heads go on by themselves.
  const half = Math.floor(lines.length / 2);
  for (let block = 0; block < (small ? 2 : 6); block++) {
    const requests = prepare(filled, lines.slice(0, half), lanes, turns);
    const bare = await preparePlans(filled, lines.slice(half), pool, lanes, turns);
    const overHttp = () => run(lanes, turns, async (lane, turn) => send(clients[lane], requests[lane]?.[turn]));
    const straight = () => run(lanes, turns, async (lane, turn) => sendBare(pool, bare[lane]?.[turn] ?? []));
    const first = block % 2 === 0;
    const [before, after] = first ? [await overHttp(), await straight()] : [await straight(), await overHttp()];
    const [http, direct] = first ? [before, after] : [after, before];
    ratios.push(http / direct);
    rates.push({ http, straight: direct });
  }
  const many = median(rates.map(({ http }) => http));
  const single = prepare(filled, lines.slice(0, half), lanes, turns, 1);
  const manySingles = await run(lanes, turns, async (lane, turn) => send(clients[lane], single[lane]?.[turn]));
  const busyLine = lines.slice(0, 1);
  const busy = prepare(filled, busyLine, 1, turns * 4, 1)[0] ?? [];
  let next = 0;
  const busySingles = await run(lanes, (turns * 4) / lanes, async (lane) => send(clients[lane], busy[next++]));
  for (const client of clients) client.close();
  return {
    ratio: median(ratios),
    httpPerSecond: many,
    straightPerSecond: median(rates.map(({ straight }) => straight)),
    oneOrderManyRestaurants: manySingles,
    oneOrderOneRestaurant: busySingles,
  };
}

type Prepared = { readonly till: Till; readonly body: Buffer };

async function run(lanes: number, turns: number, job: (lane: number, turn: number) => Promise<void>): Promise<number> {
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (let turn = 0; turn < turns; turn++) await job(lane, turn);
    }),
  );
  return (lanes * turns * 1000) / (performance.now() - begun);
}

async function send(client: WireClient | undefined, prepared: Prepared | undefined): Promise<void> {
  if (!prepared) return;
  const reply = await client?.post('/api/sync', { authorization: `Bearer ${prepared.till.token}` }, prepared.body);
  assert(reply?.status === 200, `a push is answered: ${reply?.status} ${reply?.body.toString().slice(0, 200)}`);
  assert(!reply.body.includes('quarantined'), 'every op applies');
}

/** The ops of the next orders of a till, with their place in its chain. */
export function nextOrders(filled: Filled, line: Line, orders: number) {
  const ops: Op[] = [];
  for (let count = 0; count < orders; count++) {
    const startMs = Date.now() - 3_600_000 + line.orders * 10;
    ops.push(...takeOrder({ ...filled.service, install: line.till.install }, { number: line.orders++, startMs }));
  }
  const chain = { install: line.till.install, seq: line.seq, prev: line.prev, sig: null, ops };
  for (const op of ops) line.prev = linkHash(line.prev, line.seq++, canonicalJson(op), nodeSha256);
  return chain;
}

function prepare(filled: Filled, lines: readonly Line[], lanes: number, turns: number, orders = 10): Prepared[][] {
  return Array.from({ length: lanes }, (_, lane) =>
    Array.from({ length: turns }, (_unused, turn): Prepared => {
      const line = lines[(lane + turn * lanes) % lines.length];
      assert(line, 'there are tills');
      const { restaurant, install } = line.till;
      const chain = nextOrders(filled, line, orders);
      return {
        till: line.till,
        body: Buffer.from(JSON.stringify({ restaurant, install, lineage: 1, sentAt: 0, push: { chains: [chain] } })),
      };
    }),
  );
}

// The same orders decided beforehand, and the statements that the store would send for them.
async function preparePlans(
  filled: Filled,
  lines: readonly Line[],
  pool: DatabasePool,
  lanes: number,
  turns: number,
): Promise<Statement[][][]> {
  const houses = new Map<Line, { head: Head; device: DeviceState }>();
  for (const line of lines) {
    const head = await readHead(pool, line.till.restaurant);
    houses.set(line, {
      head,
      device: {
        install: line.till.install,
        kind: 'pos',
        seen: line.seq > 1 ? [[1, line.seq - 1]] : [],
        tipHash: line.prev,
        clampStamp: null,
        revoked: false,
      },
    });
  }
  const plans: Statement[][][] = [];
  for (let lane = 0; lane < lanes; lane++) {
    const turnsOfLane: Statement[][] = [];
    for (let turn = 0; turn < turns; turn++) {
      // One lane keeps to its own restaurants, so that their versions follow one another.
      const own = lines.filter((_, index) => index % lanes === lane);
      const line = own[turn % own.length];
      assert(line, 'there are tills');
      turnsOfLane.push(await statementsFor(filled, line, houses));
    }
    plans.push(turnsOfLane);
  }
  return plans;
}

async function statementsFor(
  filled: Filled,
  line: Line,
  houses: Map<Line, { head: Head; device: DeviceState }>,
): Promise<Statement[]> {
  const statements: Statement[] = [];
  let plan: WritePlan | undefined;
  const house = houses.get(line);
  assert(house, 'the head was read');
  const store = {
    write: async (_restaurant, _load, decide) => {
      const decided = decide({
        head: house.head,
        known: new Map(),
        devices: new Map([[line.till.install, house.device]]),
        row: () => undefined,
      });
      plan = decided.plan;
      return decided.value;
    },
  } as Pick<ServerStore, 'write'> as ServerStore;
  await applyOps(line.till.restaurant, [nextOrders(filled, line, 10)], line.till.install, {
    store,
    hash: nodeSha256,
    nowMs: Date.now,
  });
  assert(plan, 'new orders make a plan');
  houses.set(line, {
    head: { ...house.head, head: plan.head, journalHash: plan.journalHash },
    device: plan.devices[0] ?? house.device,
  });
  const transaction = {
    query: async (statement: Statement) => {
      statements.push(statement);
      return { rows: [], rowCount: 0, command: '' };
    },
    commit: async () => undefined,
    roundTrips: 0,
  };
  await storeAndCommit(transaction as Parameters<typeof storeAndCommit>[0], line.till.restaurant, plan);
  const restaurant = line.till.restaurant;
  return [
    { text: 'begin isolation level read committed read write' },
    { name: 'bench_tenant', text: 'select set_tenant($1)', values: [restaurant] },
    {
      name: 'bench_lock',
      text: 'select head from restaurants where restaurant_id = $1 for no key update',
      values: [restaurant],
    },
    ...statements,
    { text: 'commit' },
  ];
}

async function readHead(pool: DatabasePool, restaurant: string): Promise<Head> {
  const connection = await pool.connect();
  const answers = await Promise.all([
    connection.query({ text: 'begin' }),
    connection.query({ text: 'select set_tenant($1)', values: [restaurant] }),
    connection.query<{ lineage: number; head: number; day: number; clockDay: number; journalHash: string | null }>({
      text: 'select lineage, head, journal_hash as "journalHash", last_day as day, last_clock_day as "clockDay" from restaurants where restaurant_id = $1',
      values: [restaurant],
    }),
    connection.query({ text: 'commit' }),
  ]);
  connection.release();
  const [row] = answers[2].rows;
  assert(row, 'the restaurant exists');
  return { ...row, journalHash: row.journalHash ?? CHAIN_START, starts: [], horizon: 0 };
}

async function sendBare(pool: DatabasePool, statements: readonly Statement[]): Promise<void> {
  const connection = await pool.connect();
  const answers = await Promise.all(statements.map((statement) => connection.query(statement)));
  assert(answers.at(-1)?.command === 'COMMIT', 'the bare statements commit');
  connection.release();
}
