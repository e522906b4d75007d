import { DeviceKind } from '@resto360/sync';
import { verifyJournal } from '@resto360/sync/server';
import { beginAllHistories } from '../db/database-origin.ts';
import { createApiKey } from '../enrolment/api-keys.ts';
import { createCode } from '../enrolment/codes.ts';
import { nodeSha256 } from '../http/sync-route.ts';
import { loadDemoAlone } from '../start/demo-alone.ts';
import { spoken } from '../start/ready-text.ts';
import type { Command } from './command.ts';
import { paymentAccountCommand } from './payment-account-command.ts';
import { startCommand } from './start-command.ts';
import { withHouse, withRestaurant } from './with-house.ts';
import { workerCommand } from './worker-command.ts';

const restaurant = { takes: '<slug>' };
const nowMs = () => Date.now();

const migrateCommand: Command = {
  name: 'migrate',
  summary: 'brings the database up to this release',
  options: {},
  about: 'Applies the migrations that are missing, each whole or not at all. Harmless when repeated.',
  run: ({ config }) =>
    withHouse(config, async ({ migrated }) => ({
      ok: true,
      text: migrated.length === 0 ? 'Nothing to migrate.' : `Applied ${migrated.join(', ')}.`,
      json: { applied: migrated },
    })),
};

const demoCommand: Command = {
  name: 'demo',
  summary: 'loads the demo restaurants',
  options: {},
  about: 'Loads the demo restaurants where they are missing. Harmless when repeated.',
  run: ({ config }) =>
    withHouse(config, async (house) => {
      const loaded = await loadDemoAlone(house, nowMs);
      const text = loaded.length === 0 ? 'The demo is there already.' : `Loaded ${loaded.join(', ')}.`;
      return { ok: true, text, json: { loaded } };
    }),
};

const enrolCodeCommand: Command = {
  name: 'enrol-code',
  summary: 'prints a one-time code for a new device',
  options: { restaurant, kind: { takes: 'pos|kitchen|office', values: Object.values(DeviceKind) } },
  about: 'The code is good for ten minutes, five tries and one device. Type it in the app on the device.',
  run: ({ config, options }) =>
    withRestaurant(config, options['restaurant'], async (house, { id, slug }) => {
      const { code, kind, expiresAt } = await createCode(house.pool, id, options['kind'] as DeviceKind, nowMs);
      return {
        ok: true,
        text: `${spoken(code)}  (${kind} at ${slug}, until ${expiresAt.toISOString()})`,
        json: { code, kind, restaurant: slug, expires_at: expiresAt.toISOString() },
      };
    }),
};

const apiKeyCommand: Command = {
  name: 'api-key',
  summary: 'prints a new key for the orders, payments, exceptions and conflicts of the API',
  options: { restaurant },
  about: 'The key is shown once: only its hash is kept. Send it as "Authorization: Bearer <key>".',
  run: ({ config, options }) =>
    withRestaurant(config, options['restaurant'], async (house, { id, slug }) => {
      const key = await createApiKey(house.pool, id, 'command line');
      return { ok: true, text: key, json: { key, restaurant: slug, restaurant_id: id } };
    }),
};

const verifyCommand: Command = {
  name: 'verify-journal',
  summary: 'checks the journal of ops against its chains and the tables',
  options: { restaurant },
  about:
    'Folds the journal from empty, checks both hash chains, and compares with the tables. Ends with 1 when they differ.',
  run: ({ config, options }) =>
    withRestaurant(config, options['restaurant'], async (house, { id, slug }) => {
      const found = await verifyJournal(id, house.store, nodeSha256);
      const { versions, ops, rows, problem } = found;
      const seen = `${versions} versions, ${ops} ops, ${rows} rows`;
      return {
        ok: problem === undefined,
        text: problem === undefined ? `${slug}: the journal holds (${seen}).` : `${slug}: ${problem} (${seen} read).`,
        json: { restaurant: slug, restaurant_id: id, ok: problem === undefined, ...found, problem: problem ?? null },
      };
    }),
};

const newHistoryCommand: Command = {
  name: 'new-history',
  summary: 'says that a backup was put back, so that the devices give back what it lacks',
  options: {},
  about:
    'Run it after files or a dump of an earlier day were put back in place of the database, before the server starts ' +
    'again. A restore to a new PostgreSQL, or to a point in time, is noticed without it, and put back files when the ' +
    'first device comes that had read more. Harmless but for the traffic.',
  run: ({ config }) =>
    withHouse(config, async ({ database }) => {
      await beginAllHistories(database.adminUrl);
      return { ok: true, text: 'Every restaurant begins a new history.', json: { ok: true } };
    }),
};

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  startCommand,
  workerCommand,
  migrateCommand,
  demoCommand,
  enrolCodeCommand,
  apiKeyCommand,
  paymentAccountCommand,
  verifyCommand,
  newHistoryCommand,
];
