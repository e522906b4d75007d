/** A word of the provider's that may stand in a log; anything that is no plain word is left out. */
export const wordOf = (value: unknown): string =>
  typeof value === 'string' && /^[A-Z][A-Z_]{0,39}$/.test(value) ? value : 'unknown';
