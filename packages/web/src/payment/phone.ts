/** A country's numbers: what is dialled before, how many digits follow, and the zero that is dialled only at home. */
type Country = { readonly prefix: string; readonly digits: number; readonly trunk?: '0' };

/** Countries whose guests pay by telephone, by the letters that people know them by. **Source** the ITU's national plans. */
export const COUNTRIES: Readonly<Record<string, Country>> = {
  CI: { prefix: '+225', digits: 10 },
  SN: { prefix: '+221', digits: 9 },
  ML: { prefix: '+223', digits: 8 },
  BF: { prefix: '+226', digits: 8 },
  BJ: { prefix: '+229', digits: 10 },
  TG: { prefix: '+228', digits: 8 },
  NE: { prefix: '+227', digits: 8 },
  GN: { prefix: '+224', digits: 9 },
  CM: { prefix: '+237', digits: 9 },
  GA: { prefix: '+241', digits: 8, trunk: '0' },
  CG: { prefix: '+242', digits: 9 },
  CD: { prefix: '+243', digits: 9, trunk: '0' },
  GH: { prefix: '+233', digits: 9, trunk: '0' },
  NG: { prefix: '+234', digits: 10, trunk: '0' },
  KE: { prefix: '+254', digits: 9, trunk: '0' },
  TZ: { prefix: '+255', digits: 9, trunk: '0' },
  UG: { prefix: '+256', digits: 9, trunk: '0' },
  RW: { prefix: '+250', digits: 9, trunk: '0' },
  ZM: { prefix: '+260', digits: 9, trunk: '0' },
  MA: { prefix: '+212', digits: 9, trunk: '0' },
};

/** The prefix where none was chosen on this device yet. */
export const USUAL_PREFIX = '+225';

const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * A telephone number as it travels (E.164), from how a guest says it: with its country or without, with spaces, dots and
 * the zero of home. Undefined while it is not whole.
 */
export function payerOf(typed: string, prefix: string): string | undefined {
  const signs = typed.replaceAll(/[^\d+]/g, '').replace(/^00/, '+');
  if (signs.startsWith('+')) return international(signs);
  const country = countryOf(prefix);
  if (!country || signs.includes('+')) return undefined;
  const { digits, trunk } = country;
  const home = trunk !== undefined && signs.length === digits + 1 && signs.startsWith(trunk) ? signs.slice(1) : signs;
  if (home.length === digits) return prefix + home;
  // Said with the country and without the plus.
  const isWhole = signs.length === prefix.length - 1 + digits && `+${signs}`.startsWith(prefix);
  return isWhole ? `+${signs}` : undefined;
}

function international(signs: string): string | undefined {
  if (!E164.test(signs)) return undefined;
  const country = Object.values(COUNTRIES).find(({ prefix }) => signs.startsWith(prefix));
  return country && signs.length !== country.prefix.length + country.digits ? undefined : signs;
}

const countryOf = (prefix: string) => Object.values(COUNTRIES).find((one) => one.prefix === prefix);

/** A number as people read it: in pairs, so that two persons can compare it aloud. */
export function phoneText(typed: string): string {
  return typed.replaceAll(/(\d\d)(?=\d)/g, '$1\u00a0');
}

/** A whole number as people read it: its country apart, then pairs. */
export function payerText(payer: string): string {
  const prefix = Object.values(COUNTRIES).find((one) => payer.startsWith(one.prefix))?.prefix ?? '';
  return `${prefix}\u00a0${phoneText(payer.slice(prefix.length))}`.trim();
}
