/**
 * Digits after the point by ISO 4217 code: the currencies of Africa and those its restaurants meet.
 * **Source** ISO 4217 table A.1 (minor units). Africa's are complete; Mauritania and Madagascar are not decimal (one
 * fifth) and are kept in hundredths as the standard says (MRU 2, MGA 2).
 */
export const CURRENCIES = {
  AED: 2,
  AOA: 2,
  BIF: 0,
  BWP: 2,
  CAD: 2,
  CDF: 2,
  CHF: 2,
  CNY: 2,
  CVE: 2,
  DJF: 0,
  DZD: 2,
  EGP: 2,
  ERN: 2,
  ETB: 2,
  EUR: 2,
  GBP: 2,
  GHS: 2,
  GMD: 2,
  GNF: 0,
  KES: 2,
  KMF: 0,
  LRD: 2,
  LSL: 2,
  LYD: 3,
  MAD: 2,
  MGA: 2,
  MRU: 2,
  MUR: 2,
  MWK: 2,
  MZN: 2,
  NAD: 2,
  NGN: 2,
  RWF: 0,
  SAR: 2,
  SCR: 2,
  SDG: 2,
  SHP: 2,
  SLE: 2,
  SOS: 2,
  SSP: 2,
  STN: 2,
  SZL: 2,
  TND: 3,
  TZS: 2,
  UGX: 0,
  USD: 2,
  XAF: 0,
  XOF: 0,
  ZAR: 2,
  ZMW: 2,
  ZWG: 2,
} as const;

/** An ISO 4217 code that this product can sell in. */
export type Currency = keyof typeof CURRENCIES;

/** True for a currency of the table. */
export function isCurrency(value: unknown): value is Currency {
  return typeof value === 'string' && Object.hasOwn(CURRENCIES, value);
}
