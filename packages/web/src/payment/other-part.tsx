import { useId, useState } from 'react';
import type { PaymentMethod } from '@resto360/domain';
import { Button } from '../ui/button.tsx';
import { usePaymentWords } from '../words/payment-words.ts';
import { useSpeech } from '../words/words.tsx';
import { onEnter } from './on-enter.ts';

const METHODS = ['card', 'account', 'voucher'] as const satisfies readonly PaymentMethod[];
type Method = (typeof METHODS)[number];

/** What is noted and not counted: a card on a terminal of its own, a customer's account, a voucher of the house. */
export function OtherPart(props: {
  readonly amountMinor: number;
  readonly isSaving: boolean;
  readonly onTake: (how: { readonly method: Method; readonly label?: string }) => void;
}) {
  const { amountMinor, isSaving, onTake } = props;
  const id = useId();
  const { formats } = useSpeech();
  const words = usePaymentWords();
  const [method, setMethod] = useState<Method>('card');
  const [label, setLabel] = useState('');
  const isReady = amountMinor > 0 && (method === 'card' || label.trim() !== '');
  const take = () => {
    if (isReady && !isSaving) onTake({ method, ...(label.trim() === '' ? {} : { label: label.trim() }) });
  };
  return (
    <div className="rail-part">
      <div className="segments" role="group" aria-label={words.asOther}>
        {METHODS.map((one) => (
          <Button key={one} aria-pressed={one === method} onClick={() => setMethod(one)}>
            {words.methods[one]}
          </Button>
        ))}
      </div>
      <p className="muted small">{words.methodHint[method]}</p>
      <div className="stack">
        <label className="label" htmlFor={id}>
          {words.label[method]}
        </label>
        <input
          id={id}
          className="field"
          value={label}
          maxLength={60}
          autoComplete="off"
          onChange={(event) => setLabel(event.target.value)}
          onKeyDown={onEnter(take)}
        />
      </div>
      <Button look="primary" className="take" disabled={!isReady} aria-disabled={isSaving} onClick={take}>
        {isSaving ? words.saving : words.note(formats.money(amountMinor))}
      </Button>
    </div>
  );
}
