import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { accountLack, accountMisfit, type SetUp } from './account-needs.ts';

const pem = (namedCurve: string) =>
  generateKeyPairSync('ec', { namedCurve }).publicKey.export({ type: 'spki', format: 'pem' }).toString();
const keys = (curve: string) => JSON.stringify({ one: pem(curve) });

const mtn: SetUp = {
  provider: 'mtn',
  environment: 'live',
  settings: { targetEnvironment: 'mtnivorycoast' },
  secrets: { apiUser: 'SECRET-u', apiKey: 'SECRET-k', subscriptionKey: 'SECRET-s' },
  operators: [],
};
const wave: SetUp = {
  provider: 'wave',
  environment: 'live',
  settings: { walletName: 'Chez Tantie' },
  secrets: { apiKey: 'SECRET-k', webhookSecret: 'SECRET-w' },
  operators: [],
};
const pawapay: SetUp = {
  provider: 'pawapay',
  environment: 'live',
  settings: {},
  secrets: { apiToken: 'SECRET-t', webhookPublicKeys: keys('P-256') },
  operators: ['ORANGE_CIV'],
};

test.each([
  ['mtn', mtn],
  ['wave', wave],
  ['pawapay', pawapay],
] as const)('%s has what it needs', (_name, account) => {
  expect([accountMisfit(account), accountLack(account)]).toEqual([undefined, undefined]);
});

test.each([
  [{ ...mtn, provider: 'orange' }, 'There is no provider "orange"'],
  [{ ...mtn, secrets: { ...mtn.secrets, apiKey: ' ' } }, 'The secret apiKey is missing.'],
  [{ ...mtn, secrets: { ...mtn.secrets, apikey: 'SECRET-x' } }, 'Nobody reads the secret "apikey"'],
  [{ ...mtn, settings: {} }, 'The setting targetEnvironment is missing.'],
  [{ ...mtn, settings: { targetEnvironment: 'sandbox' } }, 'targetEnvironment is "sandbox"'],
  [{ ...mtn, environment: 'sandbox' }, 'targetEnvironment is "mtnivorycoast"'],
  [{ ...wave, secrets: {} }, 'The secret apiKey is missing.'],
  [{ ...wave, secrets: { ...wave.secrets, webhookSecretOld: '' } }, 'A secret is empty.'],
  [{ ...wave, settings: {} }, 'The setting walletName is missing.'],
  [{ ...pawapay, secrets: {} }, 'The secret apiToken is missing.'],
  [{ ...pawapay, operators: [] }, 'The operators are missing'],
  [{ ...pawapay, operators: ['Orange'] }, '"Orange" is no operator'],
  [{ ...pawapay, secrets: { ...pawapay.secrets, webhookPublicKeys: 'SECRET-p' } }, 'webhookPublicKeys must be JSON'],
  [{ ...pawapay, secrets: { ...pawapay.secrets, webhookPublicKeys: '{}' } }, 'webhookPublicKeys must be JSON'],
  [{ ...pawapay, secrets: { ...pawapay.secrets, webhookPublicKeys: keys('P-384') } }, 'webhookPublicKeys must be JSON'],
] as const)('%# is told what is wrong, without a secret', (account, says) => {
  const misfit = accountMisfit(account);
  expect(misfit).toContain(says);
  expect(misfit).not.toContain('SECRET');
});

test.each([
  ['wave', { ...wave, secrets: { apiKey: 'k' } }, 'Without webhookSecret'],
  ['pawapay', { ...pawapay, secrets: { apiToken: 't' } }, 'Without webhookPublicKeys'],
] as const)('%s works without what its calls are checked by, and says so', (_name, account, says) => {
  expect([accountMisfit(account), accountLack(account)]).toEqual([undefined, expect.stringContaining(says)]);
});
