import { expect, test } from 'vitest';
import type { InitiateInput, MerchantAccount } from '../../provider.ts';
import { ACCOUNT, INPUT, start } from './pawapay-fixture.ts';
import { pawapay } from './pawapay.ts';

async function messageOf(description: string, settings = {}): Promise<string> {
  const { initiate, network } = start({ ...ACCOUNT, settings });
  expect(await initiate({ description })).toMatchObject({ kind: 'accepted' });
  return (JSON.parse(network.recorded[0]?.body ?? '') as { customerMessage: string }).customerMessage;
}

test('the text on the telephone is 4 to 22 letters, and the account has one by default', async () => {
  expect(await messageOf('7')).toMatch(/^R360 7/);
  expect(await messageOf('Chez Awa – déjeuner du dimanche')).toBe('Chez Awa dejeuner du d');
  expect(await messageOf('…', { statementDescription: 'Chez Awa' })).toBe('Chez Awa');
  expect(await messageOf('')).toBe('RESTO360');
});

test.each<[string, Partial<InitiateInput>, Partial<MerchantAccount>, string | null]>([
  ['all is well', {}, {}, null],
  ['another currency', { currency: 'XAF' }, {}, 'invalid_currency'],
  ['nothing', { amountMinor: 0 }, {}, 'amount_out_of_range'],
  ['too much', { amountMinor: 2_000_001 }, {}, 'amount_out_of_range'],
  ['no whole amount', { amountMinor: 1.5 }, {}, 'amount_out_of_range'],
  ['cents in Kenya', { amountMinor: 1_250, currency: 'KES' }, { country: 'KE' }, 'invalid_amount_step'],
  ['whole shillings', { amountMinor: 1_200, currency: 'KES' }, { country: 'KE' }, null],
  ['a country that we do not know', { currency: 'ZMW' }, { country: 'XX' }, null],
  ['no payer', { payer: '' }, {}, 'invalid_phone'],
  ['a number without its plus', { payer: '2250501020304' }, {}, 'invalid_phone'],
  ['no operator', { operator: '' }, {}, 'config_error'],
  ['an operator that is none', { operator: 'MTN' }, {}, 'config_error'],
  ['a code that has to be asked for before', { operator: 'ORANGE_BFA' }, {}, 'config_error'],
])('checked before it is sent: %s', (_name, changes, account, code) => {
  expect(pawapay.validate({ ...INPUT, ...changes }, { ...ACCOUNT, ...account })?.code ?? null).toBe(code);
});

test.each([
  ['12.50 in Ghana', { amountMinor: 1_250, currency: 'GHS', operator: 'MTN_GHA', payer: '+233593456000' }, '12.50'],
  ['12.00 in Ghana', { amountMinor: 1_200, currency: 'GHS', operator: 'MTN_GHA', payer: '+233593456000' }, '12'],
  ['1,000 francs', { amountMinor: 1_000 }, '1000'],
  ['1,000 shillings', { amountMinor: 100_000, currency: 'KES', operator: 'MPESA_KEN', payer: '+254703456000' }, '1000'],
] as const)('an amount as it is written: %s', async (_name, changes, amount) => {
  const { initiate, network, approve, read } = start();
  expect(await initiate(changes)).toMatchObject({ kind: 'accepted' });
  expect(JSON.parse(network.recorded[0]?.body ?? '')).toMatchObject({ amount });
  approve();
  expect(await read()).toMatchObject({ kind: 'succeeded', amountMinor: changes.amountMinor });
});
