import { expect, test } from 'vitest';
import { operatorNames } from './operator-name.ts';

const named = (...codes: string[]) => [...operatorNames(codes).values()];

test('operators are called by their brand', () => {
  expect(named('MTN_MOMO_CIV', 'ORANGE_CIV', 'MOOV_CIV', 'WAVE_CIV')).toEqual(['MTN', 'Orange', 'Moov', 'Wave']);
  expect(named('MTN_CIV')).toEqual(['MTN']);
});

test('what nobody has named is its code in words', () => {
  expect(named('VODACOM_MPESA_COD', 'toString')).toEqual(['VODACOM MPESA COD', 'toString']);
});

test('two networks of one brand are told apart', () => {
  expect(named('MTN_MOMO_CIV', 'MTN_MOMO_BEN', 'MOOV_BEN')).toEqual(['MTN MOMO CIV', 'MTN MOMO BEN', 'Moov']);
});
