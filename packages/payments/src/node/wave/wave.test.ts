import { expect, test } from 'vitest';
import type { InitiateInput, MerchantAccount } from '../../provider.ts';
import { isLaunchUrl } from './launch-url.ts';
import { normalReference } from './normal-reference.ts';
import { ACCOUNT, INPUT } from './wave-bench.ts';
import { failureOf } from './wave-failure.ts';
import { wave } from './wave.ts';

const LIVE: MerchantAccount = { ...ACCOUNT, environment: 'live', baseUrl: 'https://api.wave.com' };

test('what Wave can do', () => {
  expect(wave.capabilities(LIVE)).toMatchObject({
    flows: ['checkout', 'static_qr'],
    idempotency: 'none',
    lookup: 'by_request_id',
    references: 'readable',
    refund: 'full',
    cancel: true,
    needsPayer: false,
    graceMs: 1_860_000,
    amount: { currencies: ['XOF'] },
  });
});

const misfits: readonly (readonly [string, Partial<InitiateInput>, Partial<MerchantAccount>, string | null])[] = [
  ['as it should be', {}, {}, null],
  ['the currency of another country', { currency: 'XAF' }, {}, 'invalid_currency'],
  ['the currency of this country', { currency: 'XAF' }, { country: 'CM' }, null],
  ['nothing', { amountMinor: 0 }, {}, 'amount_out_of_range'],
  ['the least', { amountMinor: 1 }, {}, null],
  ['a part of a franc', { amountMinor: 0.5 }, {}, 'amount_out_of_range'],
  ['more than any amount', { amountMinor: 1_000_000_000_001 }, {}, 'amount_out_of_range'],
  ['a page without TLS', { returnUrl: 'http://shop.test' }, {}, 'config_error'],
  ['the same at the simulator', { returnUrl: 'http://127.0.0.1:3000' }, { environment: 'simulator' }, null],
  ['no page', { returnUrl: '' }, { environment: 'simulator' }, 'config_error'],
  ['an id of 256', { requestId: 'x'.repeat(256) }, {}, 'config_error'],
  ['no id', { requestId: '' }, {}, 'config_error'],
];
test.each(misfits)('a request with %s', (_name, input, account, code) => {
  const misfit = wave.validate({ ...INPUT, ...input }, { ...LIVE, ...account });
  expect(misfit?.code ?? null).toBe(code);
});

test.each([
  ['https://pay.wave.com/c/cos-1?a=5000', LIVE, true],
  ['https://wave.com/x', LIVE, true],
  ['http://pay.wave.com/c/cos-1', LIVE, false],
  ['https://pay.wave.com:8443/c/cos-1', LIVE, false],
  ['https://evil@pay.wave.com/c', LIVE, false],
  ['https://pay.wave.com@evil.test/c', LIVE, false],
  ['https://pay.wave.com.evil.test/c', LIVE, false],
  ['https://evilwave.com/c', LIVE, false],
  ['https://api.wave.com/c', LIVE, false],
  ['wave://pay/c', LIVE, false],
  ['', LIVE, false],
  ['http://127.0.0.1:4010/wave/pay/cos-1', LIVE, false],
  ['http://127.0.0.1:4010/wave/pay/cos-1', ACCOUNT, true],
  ['http://127.0.0.1:4011/wave/pay/cos-1', ACCOUNT, false],
  ['ftp://127.0.0.1:4010/wave/pay/cos-1', ACCOUNT, false],
  ['https://pay.wave.com/c/cos-1', ACCOUNT, true],
] as const)('%s may be shown', (link, account, may) => {
  expect(isLaunchUrl(link, account)).toBe(may);
});

test('the simulator’s links are not shown for a sandbox’s account', () => {
  expect(isLaunchUrl('http://127.0.0.1:4010/wave/pay/1', { ...ACCOUNT, environment: 'sandbox' })).toBe(false);
});

test.each([
  ['T_V3TFOUE7VU', 'T_V3TFOUE7VU'],
  [' t_v3tf ou\u00a0e7vu\n', 'T_V3TFOUE7VU'],
  ['T_V3-TF–OU—E7\u2212VU', 'T_V3TFOUE7VU'],
  ['T_V3TF\u200bOUE7\ufeffVU\u2060', 'T_V3TFOUE7VU'],
  ['Ｔ_Ｖ３ＴＦＯＵＥ７ＶＵ', 'T_V3TFOUE7VU'],
  ['T_V3TFOUE7V0', 'T_V3TFOUE7V0'],
  ['', ''],
])('%o is %s', (typed, normal) => {
  expect(normalReference(typed)).toBe(normal);
});

test.each([
  ['insufficient-funds', 'insufficient_funds'],
  ['blocked-account', 'payer_blocked'],
  ['kyb-limits-exceeded', 'merchant_limit'],
  ['payment-failure', 'provider_unavailable'],
  ['request-validation-error', 'config_error'],
  ['something-new', 'unknown'],
])('%s is %s', (providerCode, code) => {
  expect(failureOf(providerCode)).toEqual({ code, providerCode });
});
