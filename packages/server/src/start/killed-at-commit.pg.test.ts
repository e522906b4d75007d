import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assert, uuidV7, type Change, type Id } from '@resto360/domain';
import type { LiveMessage, Op } from '@resto360/sync';
import { newId } from '../enrolment/secrets.ts';
import { createRestaurant } from '../enrolment/restaurants.ts';
import { FAILPOINT_VARIABLE, FAILPOINTS, type FailpointName } from '../testing/failpoint.ts';
import { problemsOf, readOps } from '../testing/house-oracle.ts';
import { startProcess, WITH_FAILPOINT, type ServerProcess } from '../testing/server-process.ts';
import { enrolTablet, type TestTablet } from '../testing/test-tablet.ts';
import { openTestStore, type TestStore } from '../testing/test-store.ts';

const dish = { name: 'Kedjenou', unitPriceMinor: 2_500, taxBp: 1_800, taxIncluded: true, station: null, modifiers: [] };

function lineOf(order: Id): Change {
  const at = Date.now();
  const who = { born: true, order, addedBy: newId(at), addedAt: at };
  return ['order_lines', newId(at), { ...who, ...dish, item: newId(at), quantity: 1, seat: null }];
}

function paymentOf(order: Id): Change {
  const at = Date.now();
  const money = { method: 'cash', amountMinor: 2_500, tenderedMinor: 2_500, changeMinor: 0, currency: 'XOF' };
  return ['payments', newId(at), { order, bill: null, shift: newId(at), ...money, by: newId(at), at }];
}

/** An order from its opening to its payment, in a push that is one version. */
async function oneOrder(till: TestTablet): Promise<void> {
  const order = newId(Date.now());
  const opened = { born: true, openedBy: newId(0), openedAt: Date.now(), kind: 'dine_in', currency: 'XOF' };
  await till.tap('order.open', [['orders', order, opened]]);
  await till.tap('order.add_line', [lineOf(order)]);
  await till.tap('payment.take', [paymentOf(order)]);
}

const soldOut = (): Change => ['item_availability', newId(Date.now()), { born: true, soldOut: true }];

/** A push of 600 rows, which the server cuts into versions of four, four and two ops. */
async function wholeMenu(till: TestTablet): Promise<void> {
  for (let op = 0; op < 10; op += 1) await till.tap('menu.sold_out', Array.from({ length: 60 }, soldOut));
}

type Push = {
  readonly what: string;
  readonly tap: (till: TestTablet) => Promise<void>;
  /** How many ops each version of the push has. */
  readonly versions: readonly number[];
  /** The version in which the process dies, from 1. */
  readonly dies: number;
};
const PUSHES: readonly Push[] = [
  { what: 'the first push of a till', tap: oneOrder, versions: [3], dies: 1 },
  { what: 'the second of three versions of a push', tap: wholeMenu, versions: [4, 4, 2], dies: 2 },
];
type Case = Push & { readonly point: FailpointName; readonly nth: number };

/** The cases of one push, from point to point. */
const casesOf = (push: Push): readonly Case[] =>
  FAILPOINTS.map((point) => ({ ...push, point, nth: point === 'before_answer' ? 1 : push.dies }));

/** How many versions are committed when the process dies. */
function committed({ point, versions, dies }: Case): number {
  if (point === 'before_answer') return versions.length;
  return point === 'after_commit' ? dies : dies - 1;
}

/** How many versions of it others may have heard of when it dies: never of what is not committed. */
const told = (one: Case): number => committed(one) - (one.point === 'after_commit' ? 1 : 0);

const headOf = (message: LiveMessage): number =>
  message.type === 'delta' ? message.to : message.type === 'poke' ? message.head : 0;

/** A house with its devices, and the process that serves it now: each begins where another one died. */
type Lane = {
  readonly house: TestStore;
  readonly restaurant: Id<'restaurant'>;
  readonly reader: TestTablet;
  readonly screen: TestTablet;
  /** What the tills of this house said, one after the other. */
  readonly said: Op[];
  server: ServerProcess;
};

async function openLane([first]: readonly Case[]): Promise<Lane> {
  assert(first, 'a lane has cases');
  const house = await openTestStore();
  const restaurant = uuidV7(Date.now(), randomBytes(10));
  const names = { slug: 'killed', name: 'Chez Tantie', currency: 'XOF', timezone: 'Africa/Abidjan' };
  await createRestaurant(house.pool, { id: restaurant, ...names });
  const server = await startFor(house, first);
  const reader = await enrolTablet(house, restaurant, 'pos');
  const screen = await enrolTablet(house, restaurant, 'kitchen');
  return { house, restaurant, reader, screen, said: [], server };
}

/** A process that will die at the point of a case, once it is armed. */
const startFor = ({ database }: TestStore, { point, nth }: Case): Promise<ServerProcess> =>
  startProcess(WITH_FAILPOINT, { DATABASE_URL: database.adminUrl, [FAILPOINT_VARIABLE]: `${point}:${nth}` });

/** The till pushes, and the server dies at the armed point. Answers what others heard of it. */
async function pushAndDie(lane: Lane, till: TestTablet, { point, tap, versions }: Case): Promise<readonly number[]> {
  const { house, restaurant, server, said } = lane;
  const head = await headIn(house, restaurant);
  const { heard, ended } = await lane.screen.listen(server.url);
  await tap(till);
  said.push(...till.ops);
  till.url = server.url;
  await server.arm();
  const pushing = till.device.exchange();
  if (point === 'before_answer') {
    await expect.poll(() => heard.map(headOf).at(-1), { timeout: 10_000 }).toBe(head + versions.length);
    await server.end('SIGKILL');
  }
  expect(await server.gone).toBe('SIGKILL');
  expect((await pushing).kind).toBe('offline');
  await ended;
  return heard.map(headOf);
}

const headIn = async ({ store }: TestStore, restaurant: Id<'restaurant'>) => (await store.head(restaurant))?.head ?? 0;

// Both pushes at once, each in a house, a database and processes of its own: most of a case is a start.
describe.concurrent.each(PUSHES)('a server that is killed around COMMIT, in $what', (push) => {
  const cases = casesOf(push);
  let lane: Lane;
  beforeAll(async () => {
    lane = await openLane(cases);
  });
  afterAll(async () => {
    await lane.server.end('SIGKILL');
    await lane.house.close();
  });

  test.each(cases)('[SYN-12] [SYN-18] $point', { concurrent: false }, async (one) => {
    const { house, restaurant, reader, screen, said } = lane;
    const till = await enrolTablet(house, restaurant, 'pos');
    for (const device of [reader, screen]) await device.catchUp(lane.server.url);
    const [before, head] = [(await readOps(house, restaurant)).length, await headIn(house, restaurant)];

    const heard = await pushAndDie(lane, till, one);
    expect(Math.max(head, ...heard)).toBeLessThanOrEqual(head + told(one));
    const here = one.versions.slice(0, committed(one)).reduce((sum, ops) => sum + ops, 0);
    expect((await readOps(house, restaurant)).length - before).toBe(here);
    expect((await till.device.status()).waiting).toBe(till.ops.length);

    lane.server = await startFor(house, cases[cases.indexOf(one) + 1] ?? one);
    for (const device of [till, reader, screen]) await device.catchUp(lane.server.url);
    const words = till.ops.map(({ id }) => till.words.get(id));
    expect(words).toEqual(till.ops.map((_, index) => [index < here ? 'dup' : 'ok']));
    expect(await problemsOf(house, restaurant, { said, tablets: [till, reader, screen] })).toEqual([]);
  });
});
