import { describe, expect, test } from 'vitest';
import type { InitiateInput, MerchantAccount } from '../../provider.ts';
import { MtnTestTill, testInput } from './mtn-test-till.ts';
import { mtn } from './mtn.ts';

const { account } = new MtnTestTill();
const sandbox: MerchantAccount = { ...account, country: 'FR', settings: { targetEnvironment: 'sandbox' } };
const currenciesOf = (of: MerchantAccount) => mtn.capabilities(of).amount.currencies;

describe('what MTN can do', () => {
  test('is told as data', () => {
    expect(mtn.capabilities(account)).toMatchObject({
      flows: ['push', 'ussd'],
      idempotency: 'client_id',
      lookup: 'by_request_id',
      references: 'untold',
      webhookAuth: 'none',
      refund: 'none',
      needsPayer: true,
      customerWindowMs: 300_000,
      graceMs: 600_000,
      readsPerSecond: 8,
      pollMs: [5_000, 5_000, 8_000, 13_000, 21_000, 30_000],
    });
  });

  test('a wallet has the currency of its country, the sandbox takes any, an unknown country none', () => {
    expect(currenciesOf(account)).toEqual(['XOF']);
    expect(currenciesOf({ ...account, country: 'GH' })).toEqual(['GHS']);
    expect(currenciesOf({ ...account, country: 'FR' })).toEqual([]);
    expect(currenciesOf(sandbox)).toEqual(expect.arrayContaining(['XOF', 'GHS', 'EUR']));
  });
});

const { payer: _, ...withoutPayer } = testInput();
const WRONG: readonly (readonly [string, InitiateInput, string])[] = [
  ['no payer', withoutPayer, 'invalid_phone'],
  ['a number without its country', { ...testInput(), payer: '0504030201' }, 'invalid_phone'],
  ['a number with signs', { ...testInput(), payer: '+225 05 04 03 02 01' }, 'invalid_phone'],
  ['nothing to pay', { ...testInput(), amountMinor: 0 }, 'amount_out_of_range'],
  ['too much', { ...testInput(), amountMinor: 1_000_000_000 }, 'amount_out_of_range'],
  ['part of a franc', { ...testInput(), amountMinor: 0.5 + 5000 }, 'amount_out_of_range'],
  ['another currency', { ...testInput(), currency: 'XAF' }, 'invalid_currency'],
];

describe('before anything is sent', () => {
  test.each(WRONG)('%s is found', (_name, input, code) => {
    expect(mtn.validate(input, account)).toEqual({ code });
  });

  test('what is right passes, and so do the sandbox’s Swedish numbers', () => {
    expect(mtn.validate(testInput(), account)).toBeNull();
    expect(mtn.validate({ ...testInput(), payer: '+46733123453' }, sandbox)).toBeNull();
  });

  test('an account without its environment is not set up', () => {
    expect(mtn.validate(testInput(), { ...account, settings: {} })).toEqual({ code: 'config_error' });
  });
});
