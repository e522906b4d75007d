import { QUANTITY_MAX } from '@resto360/domain';
import { Button } from './button.tsx';
import type { Words } from '../words/words.tsx';

/** How many: minus, the number, plus. */
export function Stepper(props: {
  readonly quantity: number;
  readonly min?: number;
  readonly max?: number;
  readonly onQuantity: (quantity: number) => void;
  readonly words: Words;
}) {
  const { quantity, min = 1, max = QUANTITY_MAX, onQuantity, words } = props;
  return (
    <div className="stepper" role="group" aria-label={words.choice.quantity}>
      <Button
        look="icon"
        aria-label={words.order.less}
        disabled={quantity <= min}
        onClick={() => onQuantity(quantity - 1)}
      >
        −
      </Button>
      <output>{quantity}</output>
      <Button
        look="icon"
        aria-label={words.order.more}
        disabled={quantity >= max}
        onClick={() => onQuantity(quantity + 1)}
      >
        +
      </Button>
    </div>
  );
}
