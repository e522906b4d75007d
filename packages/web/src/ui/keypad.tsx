import { useEffect, useEffectEvent } from 'react';

/** Digits for the thumb; the keyboard types them as well. `last` is the key beside the zero. */
export function Keypad(props: {
  readonly label: string;
  readonly eraseLabel: string;
  readonly last: { readonly label: string; readonly primary?: boolean; readonly onTap: () => void };
  readonly onDigit: (digit: string) => void;
  readonly onErase: () => void;
  readonly onEnter?: () => void;
}) {
  const { label, eraseLabel, last, onDigit, onErase } = props;
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^\d$/.test(event.key)) onDigit(event.key);
    else if (event.key === 'Backspace') onErase();
    else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) props.onEnter?.();
  });
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className="keypad" role="group" aria-label={label}>
      {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => (
        <button type="button" key={digit} onClick={() => onDigit(digit)}>
          {digit}
        </button>
      ))}
      <button type="button" aria-label={eraseLabel} onClick={onErase}>
        ⌫
      </button>
      <button type="button" onClick={() => onDigit('0')}>
        0
      </button>
      <button type="button" className={last.primary ? 'primary' : ''} onClick={last.onTap}>
        {last.label}
      </button>
    </div>
  );
}
