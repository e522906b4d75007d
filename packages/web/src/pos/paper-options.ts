import type { Entity, orderLines } from '@resto360/domain';
import type { Speech } from '../words/words.tsx';

/**
 * The options of a dish as the receipt prints them, one below the other, each with its share of the amount beside the
 * dish: a price that an option changed would look wrong without it. Read from the line, which nothing changes once it
 * was sent (SYN-1).
 */
export function paperOptions(
  modifiers: Entity<typeof orderLines>['modifiers'],
  quantity: number,
  { words, formats }: Pick<Speech, 'words' | 'formats'>,
): string[] {
  return modifiers.map(({ name, priceMinor }) => {
    const amount = formats.amount(priceMinor * quantity);
    if (priceMinor < 0) return `${name} (${amount})`;
    return priceMinor === 0 ? name : words.receipt.option(name, amount);
  });
}
