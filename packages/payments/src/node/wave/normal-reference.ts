/**
 * A reference as it is compared: what a keyboard, a message or a copy adds to it is taken away.
 * **Source** section 4.2 of the providers' page.
 */
export const normalReference = (reference: string): string =>
  reference
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}\p{Cf}\u2212]/gu, '');
