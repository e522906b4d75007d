import { randomBytes } from 'node:crypto';
import { nameId, type Id, type Install } from '@resto360/domain';
import { planOf, writeNext } from '@resto360/sync/server/contract';
import { Client } from 'pg';
import webPush from 'web-push';
import { withTransaction } from '../db/transaction.ts';
import { createCode } from '../enrolment/codes.ts';
import { pgDeviceDesk } from '../enrolment/pg-device-desk.ts';
import { scanRestaurant } from '../exceptions/scan-restaurant.ts';
import { sendDigest } from '../mail/send-digest.ts';
import { Accounts } from '../payments/accounts.ts';
import { pgWebhookInbox } from '../payments/pg-webhook-inbox.ts';
import { providerOf } from '../payments/providers.ts';
import { queueMissing } from '../payments/queue-payments.ts';
import { SecretBox } from '../payments/secret-box.ts';
import { tellAttempts } from '../payments/tell-attempts.ts';
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
  await notePayments(house, noted);
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

// An account, an attempt with its record, and a call of its provider.
async function notePayments({ pool, store }: TestStore, { id, canary }: Noted): Promise<void> {
  const accounts = new Accounts(pool, new SecretBox({ name: 'test', bytes: randomBytes(32) }), { mayPlay: true });
  const account = { id: 'wave-1', rail: 'wave', name: canary, provider: 'wave', country: 'CI', position: 0 };
  const reached = { environment: 'simulator', baseUrl: 'http://127.0.0.1:1/wave', webhookUrl: null } as const;
  const words = { settings: { walletName: canary }, secrets: { apiKey: canary } };
  await accounts.put(id, { ...account, ...reached, ...words, merchantCode: canary, operators: [] });
  await withTransaction(pool, { mode: 'write', restaurantId: id }, async (transaction) => {
    const deps = { provider: providerOf, sendJobs: async () => {}, nowMs: () => Date.now(), onError: () => {} };
    await queueMissing(transaction, id, deps);
    await transaction.query({
      text: `insert into offline_payment_queue (restaurant_id, id, "order", payment, kind, rail, provider, account, amount_minor,
               currency, reference, asked_at, status, sends, ambiguous_sends, provider_request, version, status_since, note)
             values ($1, $2, $2, $2, 'claim', 'wave', 'wave', 'wave-1', 1000, 'XOF', $3, now(), 'unverifiable', 0, 0, $2, 1, now(), $3)`,
      values: [id, CANARY_ATTEMPT, canary],
    });
    await transaction.query({
      text: `insert into payment_events (restaurant_id, attempt, version, place, at, call, told, from_status, to_status)
             values ($1, $2, 1, 0, now(), 'verify', $3, 'claimed', 'unverifiable')`,
      values: [id, CANARY_ATTEMPT, canary],
    });
  });
  await pgWebhookInbox(pool, id).keep({
    provider: 'wave',
    account: 'wave-1',
    eventKey: canary,
    rawBody: Buffer.from(canary),
    receivedAtMs: Date.now(),
  });
  await tellAttempts(id, { pool, store, nowMs: () => Date.now() });
}

/** An attempt that both houses have. */
export const CANARY_ATTEMPT: Id = nameId('canary attempt');
