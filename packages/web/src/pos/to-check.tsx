import { useSpeech } from '../words/words.tsx';

/** What of an order is declared and not proven, as a small badge; nothing where there is none. **Units** minor. */
export function ToCheck({ minor }: { readonly minor: number }) {
  const { words, formats } = useSpeech();
  return minor > 0 ? (
    <span className="to-check small">
      <i aria-hidden="true">?</i> {words.orders.toCheck} {formats.money(minor)}
    </span>
  ) : null;
}
