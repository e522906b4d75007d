import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callRoute, closedRoutes, heardOf, secretOf } from '../testing/isolation-calls.ts';
import { ISOLATION } from '../testing/isolation-table.ts';
import { digestOf } from '../testing/tenant-tables.ts';
import { openTwoHouses, type TwoHouses } from '../testing/two-houses.ts';
import { forgetful, turnPolicies } from '../testing/without-walls.ts';

// The routes once more, with one of the two walls between restaurants taken away.
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

/** Calls every route of the first house; answers which hold something of the second, and which failed. */
async function wrongRoutes(): Promise<{ readonly told: string[]; readonly failed: string[] }> {
  const [mine, theirs] = two.both;
  const [told, failed]: [string[], string[]] = [[], []];
  for (const [route, rule] of closedRoutes(two)) {
    const answer = await callRoute(two, route, await rule.ask(mine, 0, two), { secret: secretOf(rule, mine) });
    if (heardOf(theirs, answer).length > 0) told.push(route);
    if (answer.status !== 200) failed.push(route);
  }
  return { told, failed };
}

describe.each([
  { wall: '[TEN-9] without row-level security: every statement names its restaurant', names: true, policies: false },
  { wall: '[TEN-6] by statements that forget their restaurant: policies stand behind', names: false, policies: true },
])('$wall', (walls) => {
  beforeAll(() => open(walls));
  afterAll(close);

  test('[TEN-12] every route answers the first house, tells nothing of the second and leaves it as it was', async () => {
    const before = await digestOf(admin, two.both[1].id);
    expect(await wrongRoutes()).toEqual({ told: [], failed: [] });
    expect(await digestOf(admin, two.both[1].id)).toEqual(before);
  });
});

describe('ablation: without both', () => {
  beforeAll(() => open({ names: false, policies: false }));
  afterAll(close);

  test('what reads the tables tells of the second house', async () => {
    const { told } = await wrongRoutes();
    const reading = ['POST /api/sync', 'GET /api/orders/delta/', 'GET /api/devices/health'];
    expect(reading.filter((route) => !told.includes(route))).toEqual([]);
    expect(reading.every((route) => route in ISOLATION)).toBe(true);
  });
});
