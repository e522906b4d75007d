import { useEffect, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { Stepper } from '../ui/stepper.tsx';
import { useSpeech } from '../words/words.tsx';
import type { ShownLine } from './line-groups.ts';

/**
 * Less of a sent line: how many, one unless somebody says more, and why. Of too few the rest can still be cancelled. It belongs to the page and not to
 * the line: the cook may call the dish ready while a reason is looked for. When another till cancels some of it
 * meanwhile the sheet goes: it may have been the same plates.
 */
export function VoidSheet(props: {
  readonly shown: ShownLine;
  readonly onVoid: (quantity: number, reason: string) => void;
  readonly onClose: () => void;
}) {
  const { shown, onVoid, onClose } = props;
  const { words } = useSpeech();
  const [whole] = useState(shown.quantity);
  const [quantity, setQuantity] = useState(1);
  const isSame = shown.quantity === whole;
  useEffect(() => {
    if (!isSame) onClose();
  }, [isSame, onClose]);
  return (
    <Sheet title={words.order.voidWhy} onClose={onClose}>
      <p>
        <b>{shown.line.name}</b>
        {whole > 1 && <> · {words.order.voidSome(quantity, whole)}</>}
      </p>
      {whole > 1 && <Stepper quantity={quantity} max={whole} onQuantity={setQuantity} words={words} />}
      {words.order.voidReasons.map((reason) => (
        <Button className="wide" key={reason} onClick={() => isSame && onVoid(quantity, reason)}>
          {reason}
        </Button>
      ))}
    </Sheet>
  );
}
