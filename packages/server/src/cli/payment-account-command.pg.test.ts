import { randomBytes } from 'node:crypto';
import { withTransaction } from '../db/transaction.ts';
import { createRestaurant } from '../enrolment/restaurants.ts';
import { newId } from '../enrolment/secrets.ts';
import { Accounts } from '../payments/accounts.ts';
import { formerKeysOf, readMasterKey } from '../payments/master-key.ts';
import { SecretBox } from '../payments/secret-box.ts';
import { readConfig } from '../config.ts';
import { openTestStore, type TestStore } from '../testing/test-store.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from './run-cli.ts';

const KEY = randomBytes(32).toString('base64');
const SECRETS = { apiKey: 'CANARY-api-key', webhookSecret: 'CANARY-webhook' };
const ORIGIN = 'https://resto.example';
const id = newId(Date.now());

let house: TestStore;
let env: Record<string, string>;
beforeAll(async () => {
  house = await openTestStore();
  const names = { slug: 'chez-tantie', name: 'Chez Tantie', currency: 'XOF', timezone: 'Africa/Abidjan' };
  await createRestaurant(house.pool, { id, ...names });
  env = { DATABASE_URL: house.database.adminUrl, PAYMENT_KEY: KEY, PUBLIC_ORIGINS: ORIGIN };
});
afterAll(() => house.close());

/** Runs it with a standard input; null: none. */
async function run(args: Readonly<Record<string, string | true>>, stdin: unknown = SECRETS, more = {}) {
  const said: string[] = [];
  const typed = Object.entries(args).flatMap(([name, value]) =>
    value === true ? [`--${name}`] : [`--${name}`, value],
  );
  const say = (text: string) => void said.push(text);
  const text = typeof stdin === 'string' ? stdin : JSON.stringify(stdin);
  const terminal = { out: say, err: say, ...(stdin !== null && { read: async () => text }) };
  const code = await runCli(['payment-account', ...typed], { ...env, ...more }, terminal);
  return { code, said: said.join('\n') };
}

const WAVE = {
  restaurant: 'chez-tantie',
  provider: 'wave',
  rail: 'wave',
  id: 'wave-1',
  name: 'Wave',
  country: 'CI',
  environment: 'live',
  'base-url': 'https://api.wave.com/',
  setting: 'walletName=Chez Tantie',
  set: 'merchantCode=MAQUIS',
} as const;
const without = (name: keyof typeof WAVE) => Object.fromEntries(Object.entries(WAVE).filter(([key]) => key !== name));

async function opened(more: Readonly<Record<string, string>> = {}) {
  const config = readConfig({ ...env, ...more });
  const box = new SecretBox(await readMasterKey(config), formerKeysOf(config));
  return new Accounts(house.pool, box, { mayPlay: false }).open(id, 'wave-1');
}
const rail = async () => (await house.store.rows(id, 'rails')).find(({ f }) => f['rail'] === 'wave')?.f;

test('[TEN-20] an account is set up: encrypted, told to the tills, and where its provider calls is printed', async () => {
  const { code, said } = await run({ ...WAVE, json: true });
  const address = `${ORIGIN}/api/payments/webhooks/wave/${id}~wave-1`;
  expect([code, JSON.parse(said)]).toMatchObject([0, { webhook_address: address, rail: 'wave', notices: [] }]);
  expect(await opened()).toEqual({
    account: {
      id: 'wave-1',
      provider: 'wave',
      country: 'CI',
      environment: 'live',
      baseUrl: 'https://api.wave.com',
      webhookUrl: address,
      settings: { walletName: 'Chez Tantie' },
    },
    secrets: SECRETS,
    mayAsk: true,
  });
  expect(await rail()).toMatchObject({ name: 'Wave', merchantCode: 'MAQUIS', isActive: 'yes', needsPayer: false });
  const stored = await withTransaction(house.pool, { mode: 'snapshot', restaurantId: id }, (transaction) =>
    transaction.query<{ readonly row: string }>({ text: 'select t::text as row from payment_accounts t' }),
  );
  expect(JSON.stringify(stored.rows)).not.toContain('CANARY');
});

test('[TEN-20] a former key opens what it closed, and without it nothing does', async () => {
  await run(WAVE);
  const changed = { PAYMENT_KEY: randomBytes(32).toString('base64') };
  await expect(opened(changed)).rejects.toThrow('closed with a key that is not here');
  expect((await opened({ ...changed, PAYMENT_KEY_FORMER: ` ${KEY},` }))?.secrets).toEqual(SECRETS);
});

test('an account is switched off, which the tills are told, and on again', async () => {
  await run(WAVE);
  expect(await run({ restaurant: 'chez-tantie', id: 'wave-1', off: true }, null)).toMatchObject({ code: 0 });
  // It stays readable: somebody may be paying at this moment.
  expect([await opened(), (await rail())?.['isActive']]).toMatchObject([{ secrets: SECRETS, mayAsk: false }, 'no']);
  await run(WAVE);
  expect([await opened(), (await rail())?.['isActive']]).toMatchObject([{ secrets: SECRETS, mayAsk: true }, 'yes']);
});

test('what cannot be is told with exit 1, and changes nothing', async () => {
  await run(WAVE);
  const before = await rail();
  expect(await run({ ...WAVE, id: 'wave-2' })).toMatchObject({
    code: 1,
    said: expect.stringContaining(`another account: change that one, by --id ${WAVE.id}.`),
  });
  expect(await run({ ...WAVE, country: 'CM' })).toMatchObject({ code: 1, said: expect.stringContaining('takes XAF') });
  expect(await run({ ...WAVE, restaurant: 'nowhere' })).toMatchObject({ code: 1 });
  expect(await run({ restaurant: 'chez-tantie', id: 'nothing', off: true })).toMatchObject({ code: 1 });
  expect(await rail()).toEqual(before);
});

test.each([
  ['no rail', without('rail'), SECRETS, 'needs --rail'],
  ['another provider', { ...WAVE, provider: 'orange' }, SECRETS, '--provider is one of mtn, wave, pawapay.'],
  ['the simulator', { ...WAVE, environment: 'simulator' }, SECRETS, '--environment is one of live, sandbox.'],
  ['plain http', { ...WAVE, 'base-url': 'http://api.wave.com' }, SECRETS, '--base-url must be an https address'],
  ['a bad id', { ...WAVE, id: 'Wave~1' }, SECRETS, '--id is "Wave~1"'],
  ['a setting without value', { ...WAVE, setting: 'walletName' }, SECRETS, '--setting takes key=value.'],
  ['a word nobody shows', { ...WAVE, set: 'colour=blue' }, SECRETS, '--set knows merchantCode'],
  ['no standard input', WAVE, null, 'reads from standard input'],
  ['no JSON', WAVE, 'CANARY-api-key', 'Standard input must hold the secrets as JSON'],
  ['a list', WAVE, '["CANARY"]', 'Standard input must hold the secrets as JSON'],
  ['a missing secret', WAVE, {}, 'The secret apiKey is missing.'],
  ['a secret nobody reads', WAVE, { ...SECRETS, key: 'CANARY' }, 'Nobody reads the secret "key"'],
])('%s is typed wrongly: exit 2, and no secret is said', async (_name, args, stdin, says) => {
  const { code, said } = await run(args, stdin);
  expect([code, said]).toEqual([2, expect.stringContaining(says)]);
  expect(said).not.toContain('CANARY');
});
