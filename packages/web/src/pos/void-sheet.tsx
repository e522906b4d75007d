import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { Stepper } from '../ui/stepper.tsx';
import { useSpeech } from '../words/words.tsx';
import type { ShownLine } from './line-groups.ts';

/**
 * Less of a sent line: how many, all that is left unless somebody says fewer, and why. It belongs to the page and not to
 * the line: the cook may call the dish ready while a reason is looked for.
 */
export function VoidSheet(props: {
  readonly shown: ShownLine;
  readonly onVoid: (quantity: number, reason: string) => void;
  readonly onClose: () => void;
}) {
  const { shown, onVoid, onClose } = props;
  const { words } = useSpeech();
  const [wanted, setWanted] = useState<number | null>(null);
  // Another till may void some of it meanwhile.
  const quantity = Math.min(wanted ?? shown.quantity, shown.quantity);
  return (
    <Sheet title={words.order.voidWhy} onClose={onClose}>
      <p>
        <b>{shown.line.name}</b>
      </p>
      {shown.quantity > 1 && <Stepper quantity={quantity} max={shown.quantity} onQuantity={setWanted} words={words} />}
      {words.order.voidReasons.map((reason) => (
        <Button className="wide" key={reason} onClick={() => onVoid(quantity, reason)}>
          {reason}
        </Button>
      ))}
    </Sheet>
  );
}
