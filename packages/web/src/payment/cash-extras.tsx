import { useId, useState } from 'react';
import { minorPerUnit, type Currency } from '@resto360/domain';
import { Button } from '../ui/button.tsx';
import { usePaymentWords } from '../words/payment-words.ts';
import { useSpeech } from '../words/words.tsx';

/** Tips that are offered with one tap, in whole units. */
const TIPS: Partial<Readonly<Record<Currency, readonly number[]>>> = { XOF: [200, 500, 1_000], XAF: [200, 500, 1_000] };
const TIPS_ELSEWHERE = [1, 2, 5];

/** What cash may leave behind besides the amount: a tip, and change for which there are no coins. **Units** minor. */
export type Extras = { readonly tipMinor: number; readonly owedMinor: number };

/** A tip, and change that is still owed; both small until somebody asks for them. */
export function CashExtras(props: {
  readonly currency: Currency;
  /** What would go back without either of them. */
  readonly changeMinor: number;
  readonly extras: Extras;
  readonly onExtras: (extras: Extras) => void;
}) {
  const { currency, changeMinor, extras, onExtras } = props;
  const { formats } = useSpeech();
  const words = usePaymentWords();
  const [open, setOpen] = useState<'tip' | 'owed' | null>(null);
  const leftMinor = Math.max(0, changeMinor - extras.tipMinor);
  const tip = (tipMinor: number) => onExtras({ ...extras, tipMinor });
  const toggle = (one: 'tip' | 'owed', isOff: boolean) => {
    setOpen(isOff ? null : one);
    if (one === 'tip') onExtras({ ...extras, tipMinor: 0 });
    else onExtras({ ...extras, owedMinor: isOff ? 0 : leftMinor });
  };
  return (
    <div className="cash-extras">
      <div className="extras-row">
        <Button
          aria-pressed={open === 'tip' || extras.tipMinor > 0}
          onClick={() => toggle('tip', open === 'tip' || extras.tipMinor > 0)}
        >
          {words.tip}
          {extras.tipMinor > 0 && ` · ${formats.money(extras.tipMinor)}`}
        </Button>
        {(leftMinor > 0 || open === 'owed') && (
          <Button
            aria-pressed={open === 'owed' || extras.owedMinor > 0}
            onClick={() => toggle('owed', open === 'owed' || extras.owedMinor > 0)}
          >
            {words.noCoins}
          </Button>
        )}
      </div>
      {open === 'tip' && (
        <div className="extras-row">
          {changeMinor > 0 && <Button onClick={() => tip(changeMinor)}>{words.tipAll}</Button>}
          {(TIPS[currency] ?? TIPS_ELSEWHERE).map((units) => {
            const minor = units * minorPerUnit(currency);
            return (
              <Button key={units} aria-pressed={extras.tipMinor === minor} onClick={() => tip(minor)}>
                {formats.amount(minor)}
              </Button>
            );
          })}
          <AmountField label={words.tipAmount} minor={extras.tipMinor} onMinor={tip} />
        </div>
      )}
      {(open === 'owed' || extras.owedMinor > 0) && (
        <>
          <p className="owed-note" role="status">
            {words.owed(formats.money(extras.owedMinor))}
          </p>
          <AmountField
            label={words.owedAmount}
            minor={extras.owedMinor}
            onMinor={(owedMinor) => onExtras({ ...extras, owedMinor: Math.min(owedMinor, leftMinor) })}
          />
        </>
      )}
    </div>
  );
}

const DIGITS_MAX = 9;

// In whole units and their decimals, as the currency has them; digits come in from the right as on the keypad.
function AmountField(props: {
  readonly label: string;
  readonly minor: number;
  readonly onMinor: (minor: number) => void;
}) {
  const id = useId();
  const { formats } = useSpeech();
  const { label, minor, onMinor } = props;
  return (
    <div className="extras-field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="field money"
        inputMode="numeric"
        autoComplete="off"
        value={minor === 0 ? '' : formats.amount(minor)}
        onChange={(event) => onMinor(Number(event.target.value.replaceAll(/\D/g, '').slice(0, DIGITS_MAX)))}
      />
    </div>
  );
}
