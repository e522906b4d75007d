/** Brands by what an aggregator's codes begin with: `MTN_MOMO_CIV`, `ORANGE_SEN`. */
const BRANDS: Readonly<Record<string, string>> = { MTN: 'MTN', ORANGE: 'Orange', MOOV: 'Moov', WAVE: 'Wave' };

/**
 * What people call the operators of a rail: by their brand, and by the whole code in words where nobody knows the brand
 * or two countries' networks share it.
 */
export function operatorNames(codes: readonly string[]): ReadonlyMap<string, string> {
  const brands = codes.map(brandOf);
  return new Map(
    codes.map((code, index) => {
      const brand = brands[index];
      const isAlone = brand !== undefined && brands.filter((one) => one === brand).length === 1;
      return [code, isAlone ? brand : code.replaceAll('_', ' ')];
    }),
  );
}

const brandOf = (code: string): string | undefined => {
  const [first = ''] = code.split('_');
  return Object.hasOwn(BRANDS, first) ? BRANDS[first] : undefined;
};
