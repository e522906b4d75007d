import { isObject } from '@resto360/domain';
import { accountMisfit } from '../payments/account-needs.ts';
import type { NewAccount } from '../payments/accounts.ts';
import { UsageError, type CommandInput } from './command.ts';

/** An account as it was typed: all but where its provider calls us. */
export type TypedAccount = Omit<NewAccount, 'webhookUrl'>;

/**
 * Reads an account from options, and its secrets from standard input, which no list of processes and no shell's history shows.
 * **Errors** UsageError, which repeats no secret.
 */
export async function readTypedAccount({
  options,
  lists,
  readInput,
}: Pick<CommandInput, 'options' | 'lists' | 'readInput'>): Promise<TypedAccount> {
  const must = (name: string) => {
    const value = options[name];
    if (value === undefined) throw new UsageError(`payment-account needs --${name}, unless --off is given.`);
    return value;
  };
  const words = wordsOf('set', lists['set'] ?? [], WORDS);
  const account: TypedAccount = {
    id: fitting('id', must('id'), /^[a-z0-9-]{1,40}$/, '1 to 40 small letters, digits and "-"'),
    rail: fitting('rail', must('rail'), /^[a-z0-9_-]{1,40}$/, '1 to 40 small letters, digits, "-" and "_"'),
    name: fitting('name', must('name'), /^.{1,40}$/u, '1 to 40 characters'),
    provider: must('provider'),
    country: fitting('country', must('country'), /^[A-Z]{2}$/, 'two capitals, such as CI'),
    environment: must('environment') as NewAccount['environment'],
    baseUrl: readBaseUrl(must('base-url')),
    settings: wordsOf('setting', lists['setting'] ?? []),
    position: Number(fitting('set position', words['position'] ?? '0', /^\d{1,3}$/, 'a whole number up to 999')),
    merchantCode:
      words['merchantCode'] === undefined
        ? null
        : fitting('set merchantCode', words['merchantCode'], /^.{1,80}$/u, '1 to 80 characters'),
    operators: (words['operators'] ?? '').split(',').filter((one) => one !== ''),
    secrets: secretsOf(await readInput()),
  };
  const misfit = accountMisfit(account);
  if (misfit !== undefined) throw new UsageError(misfit);
  return account;
}

/** What tills show of a rail beside its name. */
const WORDS = ['merchantCode', 'operators', 'position'];

function fitting(option: string, value: string, pattern: RegExp, accepted: string): string {
  if (pattern.test(value)) return value;
  throw new UsageError(`--${option} is "${value}", but it must be ${accepted}.`);
}

function readBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url?.protocol === 'https:' && url.username === '' && url.search === '' && url.hash === '';
  if (isPlain) return text.replace(/\/+$/, '');
  throw new UsageError('--base-url must be an https address without user, "?" and "#", as the provider names it.');
}

function wordsOf(option: string, pairs: readonly string[], known?: readonly string[]): Record<string, string> {
  const entries = pairs.map((pair) => {
    const [, key = '', value = ''] = /^([A-Za-z]+)=(.*)$/s.exec(pair) ?? [];
    if (key === '') throw new UsageError(`--${option} takes key=value.`);
    if (known && !known.includes(key)) throw new UsageError(`--${option} knows ${known.join(', ')}.`);
    return [key, value.trim()] as const;
  });
  return Object.fromEntries(entries);
}

const NO_SECRETS = 'Standard input must hold the secrets as JSON: {"apiKey": "…"}.';

function secretsOf(text: string): Readonly<Record<string, string>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UsageError(NO_SECRETS);
  }
  if (!isObject(value)) throw new UsageError(NO_SECRETS);
  // Keys by their names may be written as they are, without quotes inside quotes.
  const entries = Object.entries(value).map(([name, secret]) => [
    name,
    isObject(secret) ? JSON.stringify(secret) : secret,
  ]);
  if (!entries.every(([, secret]) => typeof secret === 'string')) throw new UsageError(NO_SECRETS);
  return Object.fromEntries(entries) as Record<string, string>;
}
