import webPush from 'web-push';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DatabasePool } from '../db/pool.ts';
import { scanRestaurant } from '../exceptions/scan-restaurant.ts';
import { sendDigest } from '../mail/send-digest.ts';
import { pgPushDesk } from '../push/pg-push-desk.ts';
import { sendPushes } from '../push/send-pushes.ts';
import { sevenOf } from '../testing/canary-notes.ts';
import { heardOf } from '../testing/isolation-calls.ts';
import { digestOf } from '../testing/tenant-tables.ts';
import { tappedPool } from '../testing/test-store.ts';
import { type CanaryHouse, openTwoHouses, type TwoHouses } from '../testing/two-houses.ts';
import { forgetful, turnPolicies } from '../testing/without-walls.ts';

// What a server does for a house without being asked, as the routes are tested in http/isolation-backstop.pg.test.ts.
const now = sevenOf(Date.now());
const nowMs = () => now;
const keys = webPush.generateVAPIDKeys();

type Job = {
  /** Lets it be done once more, from the beginning. */
  readonly again: string;
  /** Does it; answers everything that it tells. */
  readonly run: (pool: DatabasePool, house: CanaryHouse) => Promise<unknown>;
};
const JOBS: Readonly<Record<string, Job>> = {
  'looking for what is odd': {
    again: `with notes as (delete from exception_notices where restaurant_id = $1)
            update exception_scans set scanned_version = 0 where restaurant_id = $1`,
    run: (pool, { id }) => scanRestaurant(pool, id, Date.now()),
  },
  'the letter of the morning': {
    again: 'delete from digests where restaurant_id = $1',
    async run(pool, { id }) {
      const letters: unknown[] = [];
      const mailer = { send: async (letter: unknown) => void letters.push(letter), close: () => {} };
      return [await sendDigest(id, { pool, mailer, nowMs }), letters];
    },
  },
  'telling browsers': {
    again: 'update push_subscriptions set told_until = to_timestamp(0), next_try_at = null where restaurant_id = $1',
    async run(pool, { id }) {
      const desk = pgPushDesk(pool);
      const due = await desk.listDue(id);
      const posted: string[] = [];
      const post = async ({ endpoint }: { endpoint: string }) => posted.push(endpoint) && 201;
      await sendPushes(id, { desk, keys, subject: 'mailto:x@example.com', post, log: { warn: () => {} } });
      return { due, posted };
    },
  },
};

let two: TwoHouses;
let admin: Client;
/** Does a job of the first house with these walls. Answers what it tells, and whether the second is as it was. */
async function doJob(job: Job, walls: { readonly names: boolean; readonly policies: boolean }) {
  const { both, house } = two;
  const [mine, theirs] = both;
  await admin.query(job.again, [mine.id]);
  const before = await digestOf(admin, theirs.id);
  if (!walls.policies) await turnPolicies(house.database.adminUrl, 'disable');
  try {
    const pool = walls.names ? house.pool : tappedPool(house.pool, forgetful);
    const text = JSON.stringify(await job.run(pool, mine).catch(String));
    return { text, heard: heardOf(theirs, { status: 200, text }), before, after: await digestOf(admin, theirs.id) };
  } finally {
    await turnPolicies(house.database.adminUrl, 'enable');
  }
}

describe.each(Object.entries(JOBS))('[TEN-12] %s for one house', (_name, job) => {
  // The last test of a job spoils both houses.
  beforeAll(async () => {
    two = await openTwoHouses();
    admin = new Client({ connectionString: two.house.database.adminUrl });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.end();
    await two.close();
  });

  test('tells of it, and neither tells of another nor touches it, with either wall taken away', async () => {
    const { text, heard, before, after } = await doJob(job, { names: true, policies: true });
    expect(text).toMatch(new RegExp(`${two.both[0].canary}|${two.both[0].only.quarantined}`));
    expect([heard, after]).toEqual([[], before]);
    for (const walls of [
      { names: true, policies: false },
      { names: false, policies: true },
    ]) {
      const without = await doJob(job, walls);
      expect([without.text, without.after]).toEqual([text, without.before]);
    }
  });

  test('ablation: without both it tells of another, or touches it', async () => {
    const { text } = await doJob(job, { names: true, policies: true });
    const without = await doJob(job, { names: false, policies: false });
    expect([without.text, without.after]).not.toEqual([text, without.before]);
  });
});
