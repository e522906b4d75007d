/**
 * A text as a rail takes it: without accents, without signs it refuses, on one line, not too long.
 * **Source** MTN answers 400 to an apostrophe and takes 160 characters; pawaPay takes 4 to 22.
 */
export function railText(
  text: string,
  { maxLength, minLength = 0 }: { maxLength: number; minLength?: number },
): string {
  const plain = text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9 .:,-]/g, ' ')
    .replaceAll(/ +/g, ' ')
    .trim()
    .slice(0, maxLength)
    .trim();
  return plain.length < minLength ? `R360 ${plain}`.trim().padEnd(minLength, '0').slice(0, maxLength) : plain;
}
