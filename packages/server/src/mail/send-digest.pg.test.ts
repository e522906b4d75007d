import type { Id } from '@resto360/domain';
import { ODD_VIEWS } from '@resto360/domain/testing';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { withTransaction } from '../db/transaction.ts';
import { pgDeviceDesk } from '../enrolment/pg-device-desk.ts';
import { listPlaced, LookedAt, NOW_MS } from '../exceptions/looked-at.ts';
import type { Letter } from './mailer.ts';
import { sendDigest } from './send-digest.ts';

const DAY_MS = 86_400_000;
/** Six in the morning in Abidjan, on the day after the evenings of the tests. */
const SIX_MS = Math.floor(NOW_MS / DAY_MS + 1) * DAY_MS + 6 * 3_600_000;

let mine: LookedAt;
let letters: Letter[];
let failures: number;
let nowMs: number;
beforeAll(async () => {
  mine = await LookedAt.open();
});
afterAll(() => mine.house.close());
beforeEach(async () => {
  [letters, failures, nowMs] = [[], 0, SIX_MS];
  await mine.next();
});

const mailer = {
  async send(letter: Letter) {
    if (failures-- > 0) throw new Error('the mail server is away');
    letters.push(letter);
  },
  close() {},
};
const send = (restaurant = mine.restaurant) =>
  sendDigest(restaurant, { pool: mine.house.pool, mailer, nowMs: () => nowMs });

async function settle(more: object = {}, restaurant: Id<'restaurant'> = mine.restaurant): Promise<void> {
  const f = { born: true, name: 'Maquis', currency: 'XOF', timezone: 'Africa/Abidjan', ...more };
  const row = { id: restaurant, v: 1, st: '', f: { digestEmails: ['adjoua@example.ci'], ...f } };
  await mine.put([{ name: 'settings', row }]);
}

async function odd(): Promise<void> {
  await mine.put(listPlaced(ODD_VIEWS.overpaid()).filter(({ name }) => name !== 'settings'));
  await mine.look();
}

test('[NOT-5] in the morning, to the addresses of the house, once a day', async () => {
  await settle();
  await odd();
  nowMs = SIX_MS - 1;
  expect(await send()).toBe('not_now');
  nowMs = SIX_MS;
  expect(await send()).toBe('sent');
  expect(letters[0]).toMatchObject({
    to: ['adjoua@example.ci'],
    messageId: `<digest.2025-11-23.${mine.restaurant}@resto360>`,
  });
  expect(letters[0]?.text).toContain('Payé en trop');
  nowMs = SIX_MS + 3_600_000;
  expect(await send()).toBe('not_now');
  nowMs = SIX_MS + DAY_MS;
  expect(await send()).toBe('sent');
  expect(letters).toHaveLength(2);
});

test('[NOT-5] two processes write one letter', async () => {
  await settle();
  await odd();
  const both = await Promise.all([send(), send()]);
  expect(both.toSorted()).toEqual(['not_now', 'sent']);
  expect(letters).toHaveLength(1);
});

test('[NOT-5] six is six in the house, in its language; a morning that was missed is made up for until noon', async () => {
  await settle({ timezone: 'Asia/Tokyo', language: 'en' });
  await odd();
  expect(await send()).toBe('not_now');
  nowMs = SIX_MS - 3_600_000 * 4;
  expect(await send()).toBe('sent');
  expect(letters[0]?.subject).toBe('Maquis: 1 to check');
});

test('[NOT-5] nothing to say, or nobody to say it to: nothing is written', async () => {
  await settle();
  expect(await send()).toBe('nothing');
  await mine.next();
  await settle({ digestEmails: ['not an address', 'a@b.ci\r\nBcc: c@d.ci'] });
  await odd();
  expect(await send()).toBe('nothing');
  expect(letters).toEqual([]);
});

test('[NOT-5] a mail server that was away is tried again', async () => {
  await settle();
  await odd();
  failures = 1;
  await expect(send()).rejects.toThrow('the mail server is away');
  expect(await send()).toBe('sent');
  expect(letters).toHaveLength(1);
});

const age = (minutes: number) =>
  write(`update digests set claimed_at = claimed_at - $2 * interval '1 minute' where restaurant_id = $1`, [minutes]);

test('[NOT-5] a process that is killed between claim and letter costs a quarter of an hour, and not the letter', async () => {
  await settle();
  await odd();
  const killed = { pool: mine.house.pool, mailer: { ...mailer, send: () => new Promise<never>(() => {}) } };
  void sendDigest(mine.restaurant, { ...killed, nowMs: () => nowMs });
  await vi.waitFor(async () => expect(await ended()).toEqual([false]));
  expect(await send()).toBe('not_now');
  await age(14);
  expect(await send()).toBe('not_now');
  await age(2);
  const both = await Promise.all([send(), send()]);
  expect(both.toSorted()).toEqual(['not_now', 'sent']);
  expect(letters.map(({ messageId }) => messageId)).toEqual([`<digest.2025-11-23.${mine.restaurant}@resto360>`]);
  await age(60);
  expect(await send()).toBe('not_now');
});

test('[NOT-5] a database that goes away between claim and letter costs no digest either', async () => {
  await settle();
  await odd();
  const { pool } = mine.house;
  let connections = 0;
  // The house and the claim are reached; from the facts on nothing is, so that the claim is not given back either.
  const going = new Proxy(pool, {
    get: (target, key) =>
      key === 'connect'
        ? async () => {
            if (++connections > 2) throw new Error('the database is away');
            return target.connect();
          }
        : Reflect.get(target, key, target),
  });
  await expect(sendDigest(mine.restaurant, { pool: going, mailer, nowMs: () => nowMs })).rejects.toThrow('is away');
  expect(await ended()).toEqual([false]);
  await age(16);
  expect(await send()).toBe('sent');
  expect(letters).toHaveLength(1);
});

test('[NOT-5] a claim that was taken over is not given back by the one it was taken from', async () => {
  await settle();
  await odd();
  const [late, later] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const begun: string[] = [];
  const slow = (name: string, { promise }: typeof late) => {
    const send = async () => {
      begun.push(name);
      await promise;
    };
    return sendDigest(mine.restaurant, { pool: mine.house.pool, mailer: { ...mailer, send }, nowMs: () => nowMs });
  };
  const first = slow('first', late);
  await vi.waitFor(() => expect(begun).toEqual(['first']));
  await age(16);
  const second = slow('second', later);
  await vi.waitFor(() => expect(begun).toEqual(['first', 'second']));
  late.reject(new Error('the mail server is away'));
  await expect(first).rejects.toThrow('the mail server is away');
  expect(await send()).toBe('not_now');
  later.resolve();
  expect(await second).toBe('sent');
});

test('[NOT-5] where there is nothing to say the day is done too', async () => {
  await settle();
  expect(await send()).toBe('nothing');
  expect(await ended()).toEqual([true]);
  await age(60);
  await odd();
  expect(await send()).toBe('not_now');
});

test('[NOT-5] a device that was revoked with sales on it is named for a week, and no other one that was', async () => {
  await settle();
  const days = { AAAAAAAAAA: [3, 2], BBBBBBBBBB: [0, 2], CCCCCCCCCC: [3, 8] } as const;
  for (const [install, [unsent, agoDays]] of Object.entries(days)) {
    await mine.house.addDevice(mine.restaurant, { install, kind: 'pos' });
    await speak({ install, kind: 'pos', unsent }, SIX_MS - 9 * DAY_MS);
    const text = 'update devices set name = install, revoked_at = $3 where restaurant_id = $1 and install = $2';
    await write(text, [install, new Date(SIX_MS - agoDays * DAY_MS)]);
  }
  expect(await send()).toBe('sent');
  const lines = letters[0]?.text.split('\n').filter((line) => /[A-C]{10}/.test(line));
  expect(lines).toEqual([expect.stringMatching(/A{10}.*3 en attente/)]);
});

test('[NOT-5] a till that has been silent for a day is named, although it said last that nothing waits', async () => {
  await settle();
  const reports = [
    ['AAAAAAAAAA', 'pos', 0, SIX_MS - DAY_MS - 1],
    ['BBBBBBBBBB', 'pos', 3, SIX_MS - 1_000],
    ['CCCCCCCCCC', 'pos', 0, SIX_MS - 7 * DAY_MS - 1],
    ['DDDDDDDDDD', 'kitchen', 0, SIX_MS - DAY_MS - 2],
    ['EEEEEEEEEE', 'kitchen', 3, SIX_MS - 9 * DAY_MS],
  ] as const;
  for (const [install, kind, unsent, atMs] of reports) {
    await mine.house.addDevice(mine.restaurant, { install, kind });
    await speak({ install, kind, unsent }, atMs);
  }
  await write('update devices set name = install where restaurant_id = $1', []);
  expect(await send()).toBe('sent');
  const lines = letters[0]?.text.split('\n').filter((line) => /[A-E]{10}/.test(line));
  expect(lines).toEqual([
    expect.stringMatching(/E{10}.*3 en attente/),
    expect.stringMatching(/A{10}.*contient peut-être des ventes/),
  ]);
});

// As a device does after an answer: over the desk that its call comes to.
async function speak(
  { install, kind, unsent }: { install: string; kind: 'pos' | 'kitchen'; unsent: number },
  atMs: number,
) {
  const { pool, store } = mine.house;
  const desk = pgDeviceDesk({ pool, store, forget: () => undefined, nowMs: () => atMs });
  const storage = { persisted: null, usageBytes: null, quotaBytes: null };
  const rest = { oldestUnsentMs: null, skewMs: 0, appVersion: '1', leads: true, misfits: 0, ...storage };
  await desk.report({ restaurant: mine.restaurant, install, kind }, { unsent, ...rest });
}

test('[TEN-12] a digest holds nothing of another house', async () => {
  await settle();
  await odd();
  const other = mine.restaurant;
  await mine.next();
  await settle();
  expect(await send()).toBe('nothing');
  expect(await send(other)).toBe('sent');
});

async function ended(): Promise<readonly boolean[]> {
  const options = { mode: 'snapshot', restaurantId: mine.restaurant } as const;
  const { rows } = await withTransaction(mine.house.pool, options, (transaction) =>
    transaction.query<{ readonly ended: boolean }>({
      text: 'select sent_at is not null as ended from digests where restaurant_id = $1',
      values: [mine.restaurant],
    }),
  );
  return rows.map((row) => row.ended);
}

async function write(text: string, more: readonly unknown[]): Promise<void> {
  const options = { mode: 'write', restaurantId: mine.restaurant } as const;
  await withTransaction(mine.house.pool, options, (transaction) =>
    transaction.query({ text, values: [mine.restaurant, ...more] }),
  );
}
