import { createServer } from 'node:net';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_RESTAURANTS } from '@resto360/domain/demo';
import { SCHEMA, makeStamp, totalsOf, MapView, type Id, type Row } from '@resto360/domain';
import { CHAIN_START, type Op, type SyncAnswer } from '@resto360/sync';
import { runCli } from '../cli/run-cli.ts';
import { readConfig } from '../config.ts';
import type { Enrolled } from '../enrolment/enrolment.ts';
import { newId } from '../enrolment/secrets.ts';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { startServer, type RunningServer } from './start-server.ts';

const [maquis, tunis] = DEMO_RESTAURANTS;
if (!maquis || !tunis) throw new Error('there are two demo restaurants');

let database: TestDatabase;
let server: RunningServer;
let env: Record<string, string>;
beforeAll(async () => {
  database = await createTestDatabase();
  env = { DATABASE_URL: database.adminUrl, PORT: '0', LOG_LEVEL: 'silent', METRICS_TOKEN: 'a-token-of-the-operator' };
  server = await startServer(readConfig(env));
});
afterAll(async () => {
  await server.stop();
  await database.drop();
});

async function cli(...args: string[]) {
  const said = { out: [] as string[], err: [] as string[] };
  const code = await runCli(args, env, { out: (text) => said.out.push(text), err: (text) => said.err.push(text) });
  return { code, out: said.out.join('\n'), err: said.err.join('\n') };
}

async function call(path: string, { token, body }: { token?: string; body?: object } = {}) {
  const headers = { ...(token ? { authorization: `Bearer ${token}` } : {}), 'content-type': 'application/json' };
  const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
  const answer = await fetch(`http://localhost:${server.port}${path}`, init);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const codeOf = (slug: string, kind: string) =>
  new RegExp(`\\(${slug}\\)\\n.*${kind} ([0-9A-Z]{4}-[0-9A-Z]{4})`).exec(server.readyText)?.[1] ?? '';

async function enrol(slug: string): Promise<Enrolled> {
  const { status, body } = await call('/api/devices/enrol', {
    body: { code: codeOf(slug, 'pos'), claim: randomUUID() },
  });
  expect(status).toBe(200);
  return body as unknown as Enrolled;
}

describe('the ready text', () => {
  test('has one line for programs, and what a person needs below it', () => {
    const lines = server.readyText.split('\n');
    expect(lines.filter((line) => line.startsWith('RESTO360 ready at '))).toEqual([
      `RESTO360 ready at http://localhost:${server.port}`,
    ]);
    for (const { name, staff } of DEMO_RESTAURANTS) {
      expect(server.readyText).toContain(name);
      for (const { pin } of staff) expect(server.readyText).toContain(pin);
    }
  });

  test('is true: the server is ready', async () => {
    expect((await call('/readyz')).status).toBe(200);
  });
});

test('[NOT-3] metrics tell of every restaurant', async () => {
  const headers = { authorization: `Bearer ${env['METRICS_TOKEN']}` };
  const text = await (await fetch(`http://localhost:${server.port}/api/metrics`, { headers })).text();
  for (const { slug } of DEMO_RESTAURANTS) expect(text).toContain(`resto360_exceptions_open{restaurant="${slug}"} `);
});

test('a port in use is one sentence', async () => {
  const taken = createServer().listen(0);
  const address = taken.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await expect(startServer(readConfig({ ...env, PORT: String(port) }))).rejects.toThrow(
    `Port ${port} is in use by another program: stop it, or set PORT to another number.`,
  );
  taken.close();
});

describe('an order from a till to a program', () => {
  test('[SYN-3, SYN-6] the delta has it with lines, payment and the total of the domain', async () => {
    const till = await enrol(maquis.slug);
    const ids = { order: newId(1), line: newId(1), late: newId(1), payment: newId(1), orphan: newId(1) };
    const push = { chains: [{ install: till.install, seq: 1, prev: CHAIN_START, sig: null, ops: opsOf(till, ids) }] };
    const { restaurant, install } = till;
    const request = { restaurant: restaurant.id, install, lineage: 1, sentAt: 0, push };
    const pushed = (await call('/api/sync', { token: till.token, body: request })).body as unknown as SyncAnswer;
    expect(Object.values(pushed.push?.verdicts ?? {}).map(([word]) => word)).toEqual(['ok', 'ok', 'ok', 'ok']);

    const { out: key } = await cli('api-key', '--restaurant', maquis.slug);
    const ask = (more = '') => call(`/api/orders/delta/?restaurant_id=${maquis.id}${more}`, { token: key.trim() });
    const { body } = await ask('&since_version=0');
    expect(body).toMatchObject({ more: false, deleted: [], version: pushed.head });
    const [order, ...others] = body['orders'] as Record<string, unknown>[];
    expect(others).toEqual([]);
    expect(order).toMatchObject({
      id: ids.order,
      status: 'open',
      currency: 'XOF',
      total_minor: 2 * 2_505,
      paid_minor: 5_010,
      due_minor: 0,
      conflict_resolved: false,
      last_modified_by: { install: till.install, name: till.series },
      lines: [
        { id: ids.line, name: 'Kedjenou', quantity: 2, unit_price_minor: 2_505, status: 'draft', voided_quantity: 0 },
      ],
      payments: [{ id: ids.payment, amount_minor: 5_010, method: 'cash' }],
    });
    expect(order?.['total_minor']).toBe(totalsOf(viewOf(ids, till), ids.order).totalMinor);
    expect(JSON.stringify(body)).not.toContain(ids.orphan);

    const few = await ask('&since_version=0&fields=total_minor,status');
    expect(few.body['orders']).toEqual([{ id: ids.order, total_minor: 5_010, status: 'open' }]);
    expect((await ask(`&since_version=${pushed.head}`)).body['orders']).toEqual([]);
    expect((await ask(`&since_version=${pushed.head + 9}`)).status).toBe(409);
  });

  test('[TEN-12] the key of one house reads nothing of the other', async () => {
    const { out: key } = await cli('api-key', '--restaurant', tunis.slug);
    const read = (id: string) => call(`/api/orders/delta/?restaurant_id=${id}`, { token: key.trim() });
    expect((await read(tunis.id)).body['orders']).toEqual([]);
    expect((await read(maquis.id)).status).toBe(403);
  });
});

describe('the command line', () => {
  test('demo and migrate change nothing when repeated', async () => {
    expect(await cli('demo', '--json')).toEqual({ code: 0, out: '{"loaded":[]}', err: '' });
    expect(await cli('migrate', '--json')).toEqual({ code: 0, out: '{"applied":[]}', err: '' });
  });

  test('enrol-code gives a code that enrols', async () => {
    const { out } = await cli('enrol-code', '--restaurant', tunis.slug, '--kind', 'kitchen', '--json');
    const { code } = JSON.parse(out) as { code: string };
    const { body } = await call('/api/devices/enrol', { body: { code, claim: randomUUID() } });
    expect(body).toMatchObject({ kind: 'kitchen', series: 'K1', restaurant: { slug: tunis.slug } });
  });

  test('[SYN-17] verify-journal folds what the demo and the tills wrote, and finds a changed price', async () => {
    for (const { slug } of DEMO_RESTAURANTS) {
      const { code, out } = await cli('verify-journal', '--restaurant', slug, '--json');
      expect([code, JSON.parse(out)]).toMatchObject([0, { ok: true, problem: null, restaurant: slug }]);
    }
    await changePrices(1);
    const found = await cli('verify-journal', '--restaurant', tunis.slug);
    expect([found.code, found.out]).toEqual([1, '']);
    expect(found.err).toContain('items');
    await changePrices(-1);
    expect((await cli('verify-journal', '--restaurant', tunis.slug)).code).toBe(0);
  });

  test('an unknown restaurant is named together with those there are', async () => {
    const { code, err } = await cli('api-key', '--restaurant', 'nowhere');
    expect(code).toBe(1);
    expect(err).toBe(`No restaurant is called "nowhere"; there are ${tunis.slug}, ${maquis.slug}.`);
  });
});

/** What a thief with the database's own login would do. */
async function changePrices(byMinor: number): Promise<void> {
  const client = new Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    await client.query(
      `update items set f = jsonb_set(f, '{priceMinor}', to_jsonb((f ->> 'priceMinor')::bigint + $2)) where restaurant_id = $1`,
      [tunis?.id, byMinor],
    );
  } finally {
    await client.end();
  }
}

type Ids = Readonly<Record<'order' | 'line' | 'late' | 'payment' | 'orphan', Id>>;

function opsOf(till: Enrolled, ids: Ids): Op[] {
  const staff = maquis?.staff[0]?.id ?? '';
  const at = Date.UTC(2026, 5, 1);
  const op = (counter: number, kind: string, changes: Op['changes']): Op => ({
    id: newId(Date.now()),
    stamp: makeStamp(at, counter, till.install),
    kind,
    actor: staff,
    base: 0,
    schema: SCHEMA,
    changes,
  });
  const order = { born: true, openedBy: staff, openedAt: at, kind: 'dine_in', currency: 'XOF', cashRoundingMinor: 5 };
  const dish = { item: newId(1), name: 'Kedjenou', unitPriceMinor: 2_505, taxBp: 1_800, taxIncluded: true };
  const line = { born: true, order: ids.order, addedBy: staff, addedAt: at, ...dish, station: null, modifiers: [] };
  const money = { method: 'cash', amountMinor: 5_010, tenderedMinor: 10_000, changeMinor: 4_990, currency: 'XOF' };
  return [
    op(0, 'order.open', [['orders', ids.order, order]]),
    op(1, 'order.add_line', [['order_lines', ids.line, { ...line, quantity: 2, seat: null }]]),
    op(2, 'payment.take', [
      ['payments', ids.payment, { order: ids.order, bill: null, shift: newId(1), ...money, by: staff, at }],
    ]),
    // An order whose creation has not arrived.
    op(3, 'order.move', [['orders', ids.orphan, { label: 'early' }]]),
  ];
}

function viewOf(ids: Ids, till: Enrolled): MapView {
  const view = new MapView();
  for (const { changes, stamp } of opsOf(till, ids)) {
    for (const [collection, id, f] of changes) view.put(collection, { id, v: 1, st: stamp, f } satisfies Row);
  }
  return view;
}
