import { randomBytes } from 'node:crypto';
import type { Id, Install } from '@resto360/domain';
import { planOf, writeNext } from '@resto360/sync/server/contract';
import { Client } from 'pg';
import webPush from 'web-push';
import { withTransaction } from '../db/transaction.ts';
import { createCode } from '../enrolment/codes.ts';
import { pgDeviceDesk } from '../enrolment/pg-device-desk.ts';
import { scanRestaurant } from '../exceptions/scan-restaurant.ts';
import { sendDigest } from '../mail/send-digest.ts';
import { pgPushDesk } from '../push/pg-push-desk.ts';
import type { TestStore } from './test-store.ts';

/** What is counted of a house, as the owner of the tables counts it: in the last seven days, and `opsEver`. */
export type Figures = {
  readonly ops: number;
  readonly opsEver: number;
  readonly opened: number;
  readonly open: number;
};

/** Whose notes they are; `install`: a device that is there. */
export type Noted = { readonly id: Id<'restaurant'>; readonly canary: string; readonly install: Install };

const DAY_MS = 86_400_000;
/** Seven in the morning of a day, in Abidjan: digests go. **Units** ms since 1970. */
export const sevenOf = (ms: number): number => Math.floor(ms / DAY_MS) * DAY_MS + 7 * 3_600_000;

/**
 * Everything a server notes of a house beside its rows: a code that waits, a device that has been silent for two days, a
 * browser to write to, a purge, what is odd, and a letter about it. Call it when the house has its ops.
 */
export async function noteCanary(house: TestStore, noted: Noted): Promise<Figures> {
  const { pool, store } = house;
  const { id, canary, install } = noted;
  const device = { restaurant: id, install, kind: 'pos' } as const;
  await writeSettings(house, noted);
  await createCode(pool, id, 'pos', () => Date.now());
  const desk = pgDeviceDesk({ pool, store, forget: () => {}, nowMs: () => Date.now() - 2 * DAY_MS });
  const said = {
    unsent: 3,
    oldestUnsentMs: null,
    skewMs: 0,
    persisted: null,
    usageBytes: null,
    quotaBytes: null,
    misfits: 0,
  };
  await desk.report(device, { ...said, appVersion: '1', leads: true });
  // A purge long ago, of rows that nobody remembers.
  await withTransaction(pool, { mode: 'write', restaurantId: id }, (transaction) =>
    transaction.query({
      text: 'insert into tombstone_purges (restaurant_id, horizon, head, rows) values ($1, 1, 1, 1)',
      values: [id],
    }),
  );
  await pgPushDesk(pool).subscribe(device, subscriptionOf(canary));
  await scanRestaurant(pool, id, Date.now());
  const mailer = { send: async () => {}, close: () => {} };
  await sendDigest(id, { pool, mailer, nowMs: () => sevenOf(Date.now()) });
  return figuresOf(house, id);
}

async function writeSettings({ store }: TestStore, { id, canary: name }: Noted): Promise<void> {
  const mail = { digestEmails: [`${name}@example.com`], language: 'en' };
  const f = { born: true, name, currency: 'XOF', timezone: 'Africa/Abidjan', ...mail };
  await writeNext(store, id, (v) => planOf(v, { settings: [{ id, v, sv: v, st: '', f }] }));
}

/** What a browser gives, with keys that letters can be sealed for. */
export function subscriptionOf(canary: string) {
  const [p256dh, auth] = [webPush.generateVAPIDKeys().publicKey, randomBytes(16).toString('base64url')];
  return { endpoint: `https://push.example.com/${canary}`, p256dh, auth, language: 'fr' } as const;
}

async function figuresOf({ database }: TestStore, restaurant: Id<'restaurant'>): Promise<Figures> {
  const owner = new Client({ connectionString: database.adminUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query<Figures>(
      `select coalesce(sum(ops) filter (where day > (now() at time zone 'utc')::date - 7), 0)::int as ops,
              sum(ops)::int as "opsEver", sum(opened)::int as opened,
              (select count(*)::int from exception_notices where restaurant_id = $1 and ended_at is null) as open
         from exception_days where restaurant_id = $1`,
      [restaurant],
    );
    return rows[0] ?? { ops: 0, opsEver: 0, opened: 0, open: 0 };
  } finally {
    await owner.end();
  }
}
