import { Client } from 'pg';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CHAIN_START } from '@resto360/sync';
import { newId, newSecret, SecretKind } from '../enrolment/secrets.ts';
import {
  askForeign,
  callRoute,
  closedRoutes,
  heardOf,
  metricsOf,
  ownWordOf,
  secretOf,
} from '../testing/isolation-calls.ts';
import { type Ask, type ClosedRule, ISOLATION, isolationOf } from '../testing/isolation-table.ts';
import { digestOf } from '../testing/tenant-tables.ts';
import { INSTALLS, openTwoHouses, OPERATOR, opOf, SHARED } from '../testing/two-houses.ts';

// Two houses with the same ids of everything, and every route of the app: the tests below follow from the list of routes.
const two = await openTwoHouses();
const admin = new Client({ connectionString: two.house.database.adminUrl });
await admin.connect();
afterAll(async () => {
  await admin.end();
  await two.close();
});

const call = (...args: Parameters<typeof callRoute> extends [unknown, ...infer Rest] ? Rest : never) =>
  callRoute(two, ...args);

test('[TEN-12] every route has its rule, and every rule its route', () => {
  expect(two.routes.filter((route) => isolationOf(route) === undefined)).toEqual([]);
  expect(Object.keys(ISOLATION).filter((route) => !two.routes.includes(route))).toEqual([]);
});

const open = two.routes.filter((route) => isolationOf(route)?.opens === 'everybody');
test.each(open)('[TEN-12] %s holds nothing of any house', async (route) => {
  const answer = await call(route, {});
  for (const house of two.both) expect(heardOf(house, answer)).toEqual([]);
});

const operators = two.routes.filter((route) => isolationOf(route)?.opens === 'operator');
test.each(operators)('[TEN-12] %s tells the operator figures alone, and no house anything', async (route) => {
  const answer = await call(route, {}, { secret: OPERATOR });
  expect(answer.status).toBe(200);
  for (const house of two.both) {
    expect(metricsOf(house).filter((line) => !answer.text.includes(line))).toEqual(
      route.startsWith('HEAD') ? metricsOf(house) : [],
    );
    expect(heardOf(house, answer)).toEqual([]);
    for (const secret of [undefined, house.key, ...Object.values(house.tokens)])
      expect((await call(route, {}, { secret })).status).toBe(401);
  }
});

const MADE_UP = [SecretKind.device, SecretKind.apiKey] as const;

/** The same, naming another restaurant. */
const named = (route: string, { names }: ClosedRule, ask: Ask, restaurant: string): Ask =>
  names === 'query'
    ? { url: `${route.split(' ')[1]}?restaurant_id=${restaurant}` }
    : { ...ask, body: { ...ask.body, restaurant } };

/** A body that names two: no object does. */
function twice({ body }: Ask, first: string, last: string): string {
  const { restaurant: _, ...rest } = body ?? {};
  return `{"restaurant":"${first}","restaurant":"${last}",${JSON.stringify(rest).slice(1)}`;
}

/** The same, with a restaurant where the route asks for none: in the body, or in the address. */
function beside(route: string, { url, body }: Ask, restaurant: string): Ask {
  const stray = { restaurant, restaurant_id: restaurant };
  if (body) return { ...(url === undefined ? {} : { url }), body: { ...body, ...stray } };
  return { url: `${url ?? route.split(' ')[1]}?${new URLSearchParams(stray).toString()}` };
}

const [a, b] = two.both;
describe.each([
  { mine: a, theirs: b },
  { mine: b, theirs: a },
])('to $mine.canary, beside $theirs.canary', ({ mine, theirs }) => {
  let before: unknown;
  beforeEach(async () => {
    before = await digestOf(admin, theirs.id);
  });
  // Whatever was asked, the other house is as it was.
  afterEach(async () => {
    expect(await digestOf(admin, theirs.id)).toEqual(before);
  });

  test('[TEN-12] [SYN-29] what is carried under an id that only the other house knows is new here', async () => {
    const { op } = theirs.only;
    const carried = opOf(op, 'order.describe', [['orders', SHARED.order, { covers: 3 }]]);
    const chain = { install: INSTALLS.spare, seq: 70, prev: CHAIN_START, sig: null, ops: [carried] };
    const body = { restaurant: mine.id, install: INSTALLS.pos, lineage: 1, sentAt: 0, push: { chains: [chain] } };
    const ids = { restaurant: mine.id, ids: [op] };
    const { pos: secret } = mine.tokens;
    expect(JSON.parse((await call('POST /api/sync/verdicts', { body: ids }, { secret })).text)).toEqual({
      verdicts: {},
    });
    const { text } = await call('POST /api/sync', { body }, { secret });
    expect(JSON.parse(text)).toMatchObject({ push: { verdicts: { [op]: ['ok', expect.any(Number)] } } });
  });

  for (const [route, rule] of closedRoutes(two)) {
    const secret = secretOf(rule, mine);
    const askFor = (turn: 0 | 1 = 0) => rule.ask(mine, turn, two);

    test(`[TEN-12] ${route}: the own restaurant is answered, with nothing of the other`, async () => {
      const answer = await call(route, await askFor(), { secret });
      expect(answer.status).toBe(200);
      const word = ownWordOf(route, rule, mine);
      expect(answer.text).toContain(word ?? '');
      if (word === undefined) expect(answer.text).not.toContain(mine.canary);
      expect(heardOf(theirs, answer)).toEqual([]);
    });

    test(`[TEN-12] ${route}: nobody, and a made-up credential, are refused`, async () => {
      const ask = await askFor();
      const asked = rule.opens === 'code' ? { ...ask, body: { ...ask.body, code: '00000000' } } : ask;
      // What opens something else; a code bears only so many tries.
      const others = { key: [OPERATOR], code: [mine.key], device: [mine.key, OPERATOR], office: [mine.key, OPERATOR] };
      for (const made of [undefined, ...MADE_UP.map((kind) => newSecret(kind, mine.id)), ...others[rule.opens]])
        expect((await call(route, asked, { secret: made })).status).toBe(rule.opens === 'code' ? 403 : 401);
    });

    if (rule.names) {
      test(`[TEN-12] ${route}: the other restaurant is refused, and so is none and an unknown one`, async () => {
        const ask = await askFor();
        const answer = await call(route, named(route, rule, ask, theirs.id), { secret });
        expect([answer.status, heardOf(theirs, answer, theirs.id)]).toEqual([403, []]);
        expect((await call(route, named(route, rule, ask, newId(0)), { secret })).status).toBe(403);
        expect((await call(route, named(route, rule, ask, ''), { secret })).status).toBe(400);
        const foreign = secretOf(rule, theirs);
        if (foreign) expect((await call(route, ask, { secret: foreign })).status).toBe(403);
      });
    }

    if (rule.names === 'query') {
      test(`[TEN-12] ${route}: two restaurants in one address are refused`, async () => {
        const { url = '' } = await askFor(1);
        expect((await call(route, { url: `${url}&restaurant_id=${theirs.id}` }, { secret })).status).toBe(400);
      });
    }

    if (rule.names === 'body') {
      test(`[TEN-12] ${route}: of two restaurants in one body the last counts, and must be the own`, async () => {
        const [good, bad] = [await askFor(1), await askFor(1)];
        const answer = await call(route, good, { secret, text: twice(good, theirs.id, mine.id) });
        expect([answer.status, heardOf(theirs, answer)]).toEqual([200, []]);
        expect((await call(route, bad, { secret, text: twice(bad, mine.id, theirs.id) })).status).toBe(403);
      });
    }

    if (!rule.names) {
      test(`[TEN-12] ${route}: another restaurant beside the credential changes nothing`, async () => {
        const answer = await call(route, beside(route, await askFor(1), theirs.id), { secret });
        expect([answer.status, heardOf(theirs, answer, theirs.id)]).toEqual([200, []]);
      });
    }

    if (rule.foreign) {
      test(`[TEN-12] ${route}: what only the other has is not there`, async () => {
        expect(await askForeign(two, route, rule, [mine, theirs])).toBeUndefined();
      });
    }
  }
});
