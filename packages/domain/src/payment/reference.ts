/** The longest reference that is kept. */
export const REFERENCE_MAX = 60;

/**
 * A reference as it is compared: what people, cameras and copied messages put around the same characters is gone.
 * **Source** NFKC, upper case, without spaces, dashes and signs of no width; formats change, so nothing else is asked.
 */
export function referenceOf(raw: string): string {
  return raw
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Cf}\p{Pd}]/gu, '')
    .slice(0, REFERENCE_MAX);
}
