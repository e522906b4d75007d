import { isDeepStrictEqual } from 'node:util';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  askForeign,
  callRoute,
  closedRoutes,
  heardOf,
  metricsOf,
  ownWordOf,
  secretOf,
} from '../testing/isolation-calls.ts';
import { digestOf } from '../testing/tenant-tables.ts';
import { openTwoHouses, OPERATOR, type TwoHouses } from '../testing/two-houses.ts';
import { forgetful, turnPolicies } from '../testing/without-walls.ts';

// The routes once more, with one of the two walls between restaurants taken away.
const METRICS = 'GET /api/metrics';
let two: TwoHouses;
let admin: Client;

async function open(walls: { readonly names: boolean; readonly policies: boolean }): Promise<void> {
  two = await openTwoHouses(walls.names ? undefined : forgetful);
  const { adminUrl } = two.house.database;
  if (!walls.policies) await turnPolicies(adminUrl, 'disable');
  admin = new Client({ connectionString: adminUrl });
  await admin.connect();
}

async function close(): Promise<void> {
  await admin.end();
  await two.close();
}

type Wrong = Readonly<Record<'told' | 'touched' | 'failed', string[]>>;

/**
 * Calls every route of the first house, and those of the operator. Answers which told something of the second or lacked
 * what is the first's own, such as its sums; which changed the second; and which failed.
 */
async function wrongRoutes(): Promise<Wrong> {
  const [mine, theirs] = two.both;
  const wrong: Wrong = { told: [], touched: [], failed: [] };
  let before = await digestOf(admin, theirs.id);
  for (const [route, rule] of closedRoutes(two)) {
    const answer = await callRoute(two, route, await rule.ask(mine, 0, two), { secret: secretOf(rule, mine) });
    const isMissing = !answer.text.includes(ownWordOf(route, rule, mine) ?? '');
    const foreign = await askForeign(two, route, rule, [mine, theirs]);
    if (isMissing || heardOf(theirs, answer).length > 0 || foreign !== undefined) wrong.told.push(route);
    if (answer.status !== 200) wrong.failed.push(route);
    const after = await digestOf(admin, theirs.id);
    if (!isDeepStrictEqual(before, after)) wrong.touched.push(route);
    before = after;
  }
  const metrics = await callRoute(two, METRICS, {}, { secret: OPERATOR });
  const lines = two.both.flatMap(metricsOf);
  if (lines.some((line) => !metrics.text.includes(line))) wrong.told.push(METRICS);
  return wrong;
}

describe.each([
  { wall: '[TEN-9] without row-level security: every statement names its restaurant', names: true, policies: false },
  { wall: '[TEN-6] by statements that forget their restaurant: policies stand behind', names: false, policies: true },
])('$wall', (walls) => {
  beforeAll(() => open(walls));
  afterAll(close);

  test('[TEN-12] every route answers the first house, tells nothing of the second and leaves it as it was', async () => {
    expect(await wrongRoutes()).toEqual({ told: [], touched: [], failed: [] });
  });
});

describe('ablation: without both', () => {
  beforeAll(() => open({ names: false, policies: false }));
  afterAll(close);

  test('every route that stands on the tables tells of the second house, or changes it', async () => {
    const { told, touched } = await wrongRoutes();
    const wrong = new Set([...told, ...touched]);
    const blind = closedRoutes(two)
      .map(([route]) => route)
      .filter((route) => !wrong.has(route));
    expect(blind.filter((route) => !route.startsWith('HEAD')).toSorted()).toEqual(HARMLESS);
    expect(told).toContain(METRICS);
  });
});

/** No condition stands between houses here: nothing is read, or a row is written whose key says whose it is. */
const HARMLESS = [
  'GET /api/push/key',
  'POST /api/devices/code',
  'POST /api/devices/health',
  'POST /api/live/events',
  'POST /api/live/ticket',
  'POST /api/push/subscribe',
];
