import { createPublicKey } from 'node:crypto';
import { isObject } from '@resto360/domain';
import type { MerchantAccount } from '@resto360/payments';
import type { NewAccount } from './accounts.ts';

/** What an account says of itself, as far as its provider cares. */
export type SetUp = Pick<NewAccount, 'provider' | 'environment' | 'settings' | 'secrets' | 'operators'>;

/**
 * What is wrong with an account before it is stored: a key that its provider needs and does not have, or a word that nobody
 * reads; undefined where nothing is. It never repeats a secret.
 * **Source** the folders of `payments/src/node`: what each reads of `secrets` and `settings`.
 */
export function accountMisfit(account: SetUp): string | undefined {
  const needs = NEEDS[account.provider];
  if (!needs) return `There is no provider "${account.provider}": there are ${PROVIDERS_SET_UP.join(', ')}.`;
  return (
    wordsMisfit('secret', account.secrets, needs.secrets) ??
    wordsMisfit('setting', account.settings, needs.settings) ??
    needs.misfit?.(account)
  );
}

/** What works less well without something that was not given; undefined where nothing is missing. */
export const accountLack = ({ provider, secrets }: SetUp): string | undefined => NEEDS[provider]?.lack?.(secrets);

type Words = { readonly must: readonly string[]; readonly may: readonly string[] };
type Needs = {
  readonly secrets: Words;
  readonly settings: Words;
  misfit?(account: SetUp): string | undefined;
  lack?(secrets: SetUp['secrets']): string | undefined;
};

const NEEDS: Readonly<Record<string, Needs>> = {
  mtn: {
    secrets: { must: ['apiUser', 'apiKey', 'subscriptionKey'], may: [] },
    settings: { must: ['targetEnvironment'], may: [] },
    misfit: ({ environment, settings }) =>
      (settings['targetEnvironment'] === 'sandbox') === (environment === 'sandbox')
        ? undefined
        : `targetEnvironment is "${settings['targetEnvironment']}", which is not of ${named(environment)}.`,
  },
  wave: {
    secrets: { must: ['apiKey'], may: ['webhookSecret', 'webhookSecretOld'] },
    settings: { must: ['walletName'], may: ['aggregatedMerchantId'] },
    lack: (secrets) =>
      secrets['webhookSecret'] === undefined
        ? 'Without webhookSecret the calls of Wave are refused, and payments are only found by asking.'
        : undefined,
  },
  pawapay: {
    secrets: { must: ['apiToken'], may: ['webhookPublicKeys'] },
    settings: { must: [], may: ['statementDescription'] },
    misfit: ({ operators, secrets }) => operatorsMisfit(operators) ?? publicKeysMisfit(secrets['webhookPublicKeys']),
    lack: (secrets) =>
      secrets['webhookPublicKeys'] === undefined
        ? 'Without webhookPublicKeys the calls of pawaPay prove nothing, and each only makes the server ask.'
        : undefined,
  },
};

/** The providers an account can be set up at. */
export const PROVIDERS_SET_UP: readonly string[] = Object.keys(NEEDS);

const named = (environment: MerchantAccount['environment']): string => `the environment ${environment}`;

function wordsMisfit(
  what: 'secret' | 'setting',
  given: Readonly<Record<string, string>>,
  { must, may }: Words,
): string | undefined {
  const missing = must.find((name) => (given[name] ?? '').trim() === '');
  if (missing !== undefined) return `The ${what} ${missing} is missing.`;
  const known = [...must, ...may];
  const strange = Object.keys(given).find((name) => !known.includes(name));
  if (strange === undefined) return Object.values(given).includes('') ? `A ${what} is empty.` : undefined;
  return `Nobody reads the ${what} "${strange}": there are ${known.join(', ')}.`;
}

/** A till has to say which operator a number is of. **Source** pawaPay's `providers`, such as ORANGE_CIV. */
function operatorsMisfit(operators: readonly string[]): string | undefined {
  if (operators.length === 0) return 'The operators are missing: --set operators=ORANGE_CIV,MTN_MOMO_CIV.';
  const strange = operators.find((one) => !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(one));
  return strange === undefined ? undefined : `"${strange}" is no operator of pawaPay, such as ORANGE_CIV.`;
}

const isP256 = (pem: unknown): boolean =>
  createPublicKey(String(pem)).asymmetricKeyDetails?.namedCurve === 'prime256v1';

function publicKeysMisfit(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    const keys: unknown = JSON.parse(text);
    const pems = isObject(keys) ? Object.values(keys) : [];
    if (pems.length > 0 && pems.every(isP256)) return undefined;
  } catch {
    // Said below, without what was given.
  }
  return 'webhookPublicKeys must be JSON of { "keyid": "PEM of a P-256 public key" }.';
}
