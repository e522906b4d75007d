import { afterAll, describe, expect, test } from 'vitest';
import { CHAIN_START, scopeOf, type LiveMessage } from '@resto360/sync';
import { newId } from '../enrolment/secrets.ts';
import { callRoute } from '../testing/isolation-calls.ts';
import { type CanaryHouse, INSTALLS, openTwoHouses, opOf, ORIGIN, SHARED } from '../testing/two-houses.ts';

const two = await openTwoHouses();
afterAll(() => two.close());

/** A line that hears, with what was heard so far as text; beats left out. */
type Line = { readonly heard: string[]; readonly end: () => void };
type OpenLine = (house: CanaryHouse, more?: object) => Promise<Line>;

const headOf = async ({ id }: CanaryHouse) => (await two.house.store.head(id))?.head ?? 0;

async function helloOf(house: CanaryHouse, more: object): Promise<string> {
  const cursor = await headOf(house);
  return JSON.stringify({ type: 'hello', cursor, lineage: 1, scope: scopeOf('pos').hash, ...more });
}

async function ticketOf({ tokens }: CanaryHouse): Promise<string> {
  const { text } = await callRoute(two, 'POST /api/live/ticket', {}, { secret: tokens.pos });
  return (JSON.parse(text) as { ticket: string }).ticket;
}

async function socketOf(house: CanaryHouse, more: object = {}): Promise<Line> {
  const heard: string[] = [];
  const greeted = Promise.withResolvers<void>();
  const hear = (data: Buffer) => {
    greeted.resolve();
    note(heard, data.toString());
  };
  const url = `/api/live?ticket=${await ticketOf(house)}`;
  const onInit = {
    onInit: (socket: { on(event: 'message', hear: (data: Buffer) => void): void }) => socket.on('message', hear),
  };
  const socket = await two.app.injectWS(url, { headers: { origin: ORIGIN } }, onInit);
  socket.send(await helloOf(house, more));
  await greeted.promise;
  return { heard, end: () => socket.terminate() };
}

async function streamOf(house: CanaryHouse, more: object = {}): Promise<Line> {
  const headers = { authorization: `Bearer ${house.tokens.pos}`, origin: ORIGIN, 'content-type': 'application/json' };
  const payload = await helloOf(house, more);
  const answer = await two.app.inject({
    method: 'POST',
    url: '/api/live/events',
    headers,
    payload,
    payloadAsStream: true,
  });
  const stream = answer.stream();
  const heard: string[] = [];
  const greeted = Promise.withResolvers<void>();
  stream.on('data', (data: Buffer) => {
    greeted.resolve();
    for (const event of data.toString().split('\n\n').filter(Boolean)) note(heard, event.replace(/^data: /, ''));
  });
  await greeted.promise;
  return { heard, end: () => void stream.destroy() };
}

function note(heard: string[], text: string): void {
  if ((JSON.parse(text) as LiveMessage).type !== 'beat') heard.push(text);
}

let seq = 100;

/** Something new under an id that both houses have. */
async function commit({ id, canary, tokens }: CanaryHouse, word: string): Promise<void> {
  const ops = [opOf(newId(Date.now()), 'order.describe', [['orders', SHARED.order, { note: `${canary} ${word}` }]])];
  const push = { chains: [{ install: INSTALLS.pos, seq: (seq += 1), prev: CHAIN_START, sig: null, ops }] };
  const body = { restaurant: id, install: INSTALLS.pos, lineage: 1, sentAt: 0, push };
  expect((await callRoute(two, 'POST /api/sync', { body }, { secret: tokens.pos })).status).toBe(200);
}

/** What pokes said so far. */
const headsIn = (heard: readonly string[]): number[] =>
  heard
    .map((text) => JSON.parse(text) as LiveMessage)
    .flatMap((message) => (message.type === 'poke' ? [message.head] : []));

/** A busy machine is no failure. **Units** ms. */
const PATIENCE = { timeout: 20_000 };
const LINES: readonly (readonly [string, OpenLine])[] = [
  ['the socket', socketOf],
  ['the stream of events', streamOf],
];
const [a, b] = two.both;
const PAIRS = [
  { mine: a, theirs: b },
  { mine: b, theirs: a },
];

describe.each(LINES)('on %s', (_name, openLine) => {
  test.each(PAIRS)(
    '[TEN-12] $mine.canary hears its own commits and none of $theirs.canary',
    async ({ mine, theirs }) => {
      const [line, other] = [await openLine(mine), await openLine(theirs)];
      await commit(theirs, 'first');
      await commit(mine, 'second');
      await expect.poll(() => line.heard.join(), PATIENCE).toContain(`${mine.canary} second`);
      await expect.poll(() => other.heard.join(), PATIENCE).toContain(`${theirs.canary} first`);
      expect(line.heard.join()).not.toContain(theirs.canary);
      expect(other.heard.join()).not.toContain(mine.canary);
      line.end();
      other.end();
    },
  );

  test.each(PAIRS)(
    '[TEN-12] a line of $mine.canary that is only poked hears heads of its own and none of $theirs.canary',
    async ({ mine, theirs }) => {
      const line = await openLine(mine, { scope: 'of another build' });
      // So far ahead that no head of one is one of the other.
      do await commit(theirs, 'ahead');
      while ((await headOf(theirs)) <= (await headOf(mine)) + 1);
      await commit(mine, 'poked');
      await expect.poll(() => headsIn(line.heard), PATIENCE).not.toEqual([]);
      expect(headsIn(line.heard)).toEqual([await headOf(mine)]);
      line.end();
    },
  );

  test('[TEN-12] a hello that names the other house hears its own all the same', async () => {
    const line = await openLine(a, { restaurant: b.id, restaurant_id: b.id });
    await commit(b, 'third');
    await commit(a, 'fourth');
    await expect.poll(() => line.heard.join(), PATIENCE).toContain(`${a.canary} fourth`);
    expect(line.heard.join()).not.toContain(b.canary);
    line.end();
  });
});

test('[TEN-12] [TEN-17] without a ticket, with a made-up one, with a token, or with two there is no socket', async () => {
  const both = `${await ticketOf(a)}&ticket=${await ticketOf(b)}`;
  for (const query of ['', '?ticket=', '?ticket=x', `?ticket=${a.tokens.pos}`, `?ticket=${a.key}`, `?ticket=${both}`]) {
    const headers = { origin: ORIGIN, authorization: `Bearer ${a.tokens.pos}` };
    await expect(two.app.injectWS(`/api/live${query}`, { headers })).rejects.toThrow('401');
  }
});
