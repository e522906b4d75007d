import { useEffect, useEffectEvent, useRef } from 'react';
import { arrowKeys } from './arrow-keys.ts';

/**
 * Digits for the thumb; the keyboard types them as well, wherever the focus is but in a field or in a sheet above.
 * `last` is the key beside the zero. `onEnter` is not called by an Enter that presses what has the focus.
 */
export function Keypad(props: {
  readonly label: string;
  readonly eraseLabel: string;
  readonly last: { readonly label: string; readonly primary?: boolean; readonly onTap: () => void };
  readonly onDigit: (digit: string) => void;
  readonly onErase: () => void;
  readonly onEnter?: () => void;
}) {
  const { label, eraseLabel, last, onDigit, onErase } = props;
  const pad = useRef<HTMLDivElement>(null);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isElsewhere(pad.current, event.target)) return;
    if (/^\d$/.test(event.key)) onDigit(event.key);
    else if (event.key === 'Backspace') onErase();
    else if (event.key === 'Enter' && !isPressed(event.target)) {
      // The sheet may close at this very key: it must not press what opened it once more.
      event.preventDefault();
      if (!event.repeat) props.onEnter?.();
    }
  });
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  useEffect(() => arrowKeys(pad.current), []);
  return (
    <div ref={pad} className="keypad" role="group" aria-label={label} tabIndex={-1} data-first>
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

const isIn = (target: EventTarget | null, selector: string) =>
  target instanceof Element && target.closest(selector) !== null;

const isPressed = (target: EventTarget | null) => isIn(target, 'a, button, summary');

// A key belongs to the field that it is typed in, and to the sheet that lies above.
function isElsewhere(pad: Element | null, target: EventTarget | null): boolean {
  const sheet = [...document.querySelectorAll('dialog:modal')].at(-1);
  return isIn(target, 'input, select, textarea') || (sheet !== undefined && !sheet.contains(pad));
}
