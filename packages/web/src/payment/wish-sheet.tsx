import { useId, useState } from 'react';
import type { AttemptWish } from '@resto360/domain';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { usePaymentWords } from '../words/payment-words.ts';

const REASON_MAX = 120;

/** Why somebody decides so about money: a reason of the usual ones, or their own words. */
export function WishSheet(props: {
  readonly wish: AttemptWish;
  readonly onReason: (reason: string) => void;
  readonly onClose: () => void;
}) {
  const { wish, onReason, onClose } = props;
  const id = useId();
  const words = usePaymentWords();
  const [typed, setTyped] = useState('');
  return (
    <Sheet title={words.wish[wish]} onClose={onClose}>
      <p className="muted">{words.reason}</p>
      <div ref={arrowKeys} className="stack wish-reasons">
        {words.reasons[wish].map((reason) => (
          <Button className="wide" key={reason} onClick={() => onReason(reason)}>
            {reason}
          </Button>
        ))}
      </div>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== '') onReason(typed.trim());
        }}
      >
        <label className="label" htmlFor={id}>
          {words.reasonOther}
        </label>
        <input
          id={id}
          className="field"
          value={typed}
          maxLength={REASON_MAX}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" disabled={typed.trim() === ''}>
          {words.go}
        </Button>
      </form>
    </Sheet>
  );
}
