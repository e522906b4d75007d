import { decimalText, readDecimal } from '../../../encode-amount.ts';
import { fieldsOf, parsedOf, textOf, type Fields } from '../../wave/json-fields.ts';
import { jsonAnswer, type SimAnswer } from '../sim-call.ts';
import type { SimWorld } from '../sim-world.ts';
import { waveError } from './wave-rail-answers.ts';
import { WAVE_SESSION_MS, type WaveRailOptions } from './wave-rail-options.ts';
import { waveSession } from './wave-rail-session.ts';

/** Opens a session. Each call opens another one: Wave knows no id by which two creates are the same. */
export function createWaveSession(body: string, world: SimWorld, options: WaveRailOptions): SimAnswer {
  const fields = fieldsOf(parsedOf(body)?.value);
  const misfits = fields ? misfitsOf(fields, options) : ['body'];
  if (!fields || misfits.length > 0) {
    return waveError(
      'request-validation-error',
      misfits.map((field) => ({ loc: ['body', field], msg: 'is missing, or is not as it should be' })),
    );
  }
  const transaction = world.open({
    rail: 'wave',
    id: nextId(world),
    merchant: options.merchantId,
    amountMinor: readDecimal(fields['amount'], options.currency) ?? 0,
    currency: options.currency,
    payer: null,
    expiresAtMs: world.nowMs + (options.sessionMs ?? WAVE_SESSION_MS),
    facts: factsOf(fields),
  });
  return jsonAnswer(200, waveSession(transaction, options));
}

function nextId(world: SimWorld): string {
  return `cos-${(world.next() * 7_919 + 36 ** 8).toString(36)}`;
}

const KEPT = {
  client_reference: 'clientReference',
  success_url: 'successUrl',
  error_url: 'errorUrl',
  aggregated_merchant_id: 'aggregatedMerchantId',
  restrict_payer_mobile: 'restrictPayerMobile',
} as const;

function factsOf(fields: Fields): Record<string, string> {
  return Object.fromEntries(
    Object.entries(KEPT).flatMap(([field, fact]) => {
      const told = textOf(fields[field]);
      return told === undefined ? [] : [[fact, told]];
    }),
  );
}

function misfitsOf(fields: Fields, { currency, takesPlainReturn }: WaveRailOptions): string[] {
  const isPage = (value: unknown): boolean => {
    const { protocol } = URL.parse(textOf(value) ?? '') ?? { protocol: '' };
    return protocol === 'https:' || (takesPlainReturn === true && protocol === 'http:');
  };
  const fits: Readonly<Record<string, boolean>> = {
    amount: isAmount(fields['amount'], currency),
    currency: fields['currency'] === currency,
    success_url: isPage(fields['success_url']),
    error_url: isPage(fields['error_url']),
    client_reference: isAbsentOr(fields['client_reference'], (text) => text.length <= 255),
    restrict_payer_mobile: isAbsentOr(fields['restrict_payer_mobile'], (text) => /^\+\d{6,15}$/.test(text)),
    aggregated_merchant_id: isAbsentOr(fields['aggregated_merchant_id'], (text) => text !== ''),
  };
  return Object.keys(fits).filter((field) => !fits[field]);
}

/** A text, written as this currency is: no decimals for one that has none, no leading zeros. */
function isAmount(value: unknown, currency: WaveRailOptions['currency']): boolean {
  const amountMinor = typeof value === 'string' ? readDecimal(value, currency) : undefined;
  if (amountMinor === undefined || amountMinor === 0) return false;
  const exact = decimalText({ amountMinor, currency });
  return value === exact || value === exact.replace(/\.0+$/, '') || value === exact.replace(/0$/, '');
}

const isAbsentOr = (value: unknown, fits: (text: string) => boolean): boolean =>
  value === undefined || value === null || (typeof value === 'string' && fits(value));
