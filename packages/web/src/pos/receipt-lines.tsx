import { find, orderLines, paperOf, type Entity, type receipts } from '@resto360/domain';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { paperOptions } from './paper-options.ts';

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
          <Dish line={find(view, orderLines, line)} quantity={quantity} />
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

function Dish(props: { readonly line: Entity<typeof orderLines> | undefined; readonly quantity: number }) {
  const speech = useSpeech();
  const { line, quantity } = props;
  return (
    <span className="grow">
      {line?.name}
      {/* Two alike may be chosen; the list never changes its order. */}
      {paperOptions(line?.modifiers ?? [], quantity, speech).map((option, index) => (
        <span key={`${index} ${option}`} className="paper-option muted small">
          {option}
        </span>
      ))}
    </span>
  );
}
