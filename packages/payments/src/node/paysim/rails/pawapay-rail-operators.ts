import type { Currency } from '@resto360/domain';

/** An operator that the simulated account may collect from. **Units** minor.. */
export type RailOperator = {
  readonly provider: string;
  readonly displayName: string;
  readonly country: string;
  readonly prefix: string;
  /** How many digits a number may have, its prefix included. */
  readonly digits: readonly number[];
  readonly currency: Currency;
  readonly minMinor: number;
  readonly maxMinor: number;
  readonly takesDecimals?: boolean;
  readonly authType: 'PROVIDER_AUTH' | 'REDIRECT_AUTH';
  /** What a customer dials where no prompt comes by itself. */
  readonly shortCode?: string;
};

/**
 * The operators of the simulated account.
 * **Source** names and kinds of approval: docs.pawapay.io/v2/docs/providers [P]; limits: a sample of `/v2/active-conf` [S].
 */
export const RAIL_OPERATORS: readonly RailOperator[] = [
  xof('MTN_MOMO_CIV', 'MTN', 'CIV', { shortCode: '*133#' }),
  xof('ORANGE_CIV', 'Orange', 'CIV', { shortCode: '#120#' }),
  xof('MOOV_CIV', 'Moov', 'CIV', { minMinor: 100 }),
  xof('WAVE_CIV', 'Wave', 'CIV', { authType: 'REDIRECT_AUTH' }),
  xof('ORANGE_SEN', 'Orange', 'SEN', { shortCode: '#144#' }),
  xof('FREE_SEN', 'Free', 'SEN', {}),
  xof('WAVE_SEN', 'Wave', 'SEN', { authType: 'REDIRECT_AUTH' }),
  xof('MTN_MOMO_BEN', 'MTN', 'BEN', {}),
  xof('MOOV_BEN', 'Moov', 'BEN', { minMinor: 100 }),
  xof('MOOV_BFA', 'Moov', 'BFA', { minMinor: 100 }),
  other('MTN_MOMO_CMR', 'MTN', ['CMR', '237', 12, 'XAF'], [1, 1_000_000]),
  other('ORANGE_CMR', 'Orange', ['CMR', '237', 12, 'XAF'], [1, 500_000]),
  other('MPESA_KEN', 'M-Pesa', ['KEN', '254', 12, 'KES'], [100, 25_000_000]),
  other('MTN_MOMO_RWA', 'MTN', ['RWA', '250', 12, 'RWF'], [5, 2_000_000]),
  other('AIRTEL_RWA', 'Airtel', ['RWA', '250', 12, 'RWF'], [5, 2_000_000]),
  { ...other('MTN_MOMO_GHA', 'MTN', ['GHA', '233', 12, 'GHS'], [100, 1_500_000]), takesDecimals: true },
  { ...other('VODAFONE_GHA', 'Telecel', ['GHA', '233', 12, 'GHS'], [100, 1_500_000]), takesDecimals: true },
];

function xof(
  provider: string,
  displayName: string,
  country: 'CIV' | 'SEN' | 'BEN' | 'BFA',
  rest: Partial<RailOperator>,
): RailOperator {
  // Benin's sandbox numbers are still short ones [P]; its telephones have two more digits since 2024.
  const numbers = { CIV: ['225', 13], SEN: ['221', 12], BEN: ['229', 11], BFA: ['226', 11] } as const;
  const [prefix, digits] = numbers[country];
  const operator = other(provider, displayName, [country, prefix, digits, 'XOF'], [1, 2_000_000]);
  return { ...operator, ...(country === 'BEN' && { digits: [11, 13] }), ...rest };
}

function other(
  provider: string,
  displayName: string,
  [country, prefix, length, currency]: readonly [string, string, number, Currency],
  [minMinor, maxMinor]: readonly [number, number],
): RailOperator {
  const digits = [length];
  return { provider, displayName, country, prefix, digits, currency, minMinor, maxMinor, authType: 'PROVIDER_AUTH' };
}
