import { useState } from 'react';
import { cashSums } from './cash-sums.ts';

/** Most digits a person types: beyond it lies no amount of a restaurant. */
const DIGITS_MAX = 12;
const NO_EXTRAS = { tipMinor: 0, owedMinor: 0 };

/** What is typed on the pay page, and what it comes to. **Units** minor. `typed` null: nothing yet, which is all that is due. */
export function useTyping(dueMinor: number) {
  const [typed, setTyped] = useState<string | null>(null);
  const [extras, setExtras] = useState(NO_EXTRAS);
  return {
    dueMinor,
    isTyped: typed !== null,
    extras,
    cash: cashSums({ dueMinor, typedMinor: typed === null ? null : Number(typed), ...extras }),
    setTyped,
    setExtras,
    type: (digits: string) => setTyped(withDigits(typed, digits)),
    erase: () => setTyped((typed ?? '').slice(0, -1) || '0'),
    /** From the beginning: another way to pay, or a part that was asked for. */
    begin: () => {
      setTyped(null);
      setExtras(NO_EXTRAS);
    },
  };
}

export type Typing = ReturnType<typeof useTyping>;

// Digits are typed as on a terminal: they come in from the right, and the decimals are where the currency has them.
function withDigits(typed: string | null, digits: string): string {
  return `${typed ?? ''}${digits}`.replace(/^0+(?=\d)/, '').slice(0, DIGITS_MAX);
}
