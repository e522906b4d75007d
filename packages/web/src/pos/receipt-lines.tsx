import { find, orderLines, paperOf, type Entity, type receipts } from '@resto360/domain';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';

/** The lines a receipt lists, and what those come to that found no room on it. */
export function ReceiptLines({ receipt }: { readonly receipt: Entity<typeof receipts> }) {
  const { view } = useStation();
  const { words, formats } = useSpeech();
  const { lines, moreMinor } = paperOf(receipt);
  return (
    <ul className="paper-lines">
      {lines.map(({ line, quantity, amountMinor }) => (
        <li key={line}>
          <span className="quantity">{quantity}×</span>
          <span className="grow">{find(view, orderLines, line)?.name}</span>
          <span className="money">{formats.amount(amountMinor)}</span>
        </li>
      ))}
      {receipt.moreLines > 0 && (
        <li>
          <span className="grow">{words.receipt.moreLines(receipt.moreLines)}</span>
          <span className="money">{formats.amount(moreMinor)}</span>
        </li>
      )}
    </ul>
  );
}
