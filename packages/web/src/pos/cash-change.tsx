import { useSpeech } from '../words/words.tsx';

/** What was handed over and what goes back. **Units** minor. `changeMinor`: less than nothing where it is too little. */
export function CashChange(props: { readonly tenderedMinor: number; readonly changeMinor: number }) {
  const { words, formats } = useSpeech();
  const { tenderedMinor, changeMinor } = props;
  const label = changeMinor < 0 ? words.pay.short : changeMinor === 0 ? words.pay.noChange : words.pay.change;
  return (
    <dl className={changeMinor < 0 ? 'change short' : 'change'} aria-live="polite">
      <div>
        <dt>{words.pay.received}</dt>
        <dd className="money">{formats.money(tenderedMinor)}</dd>
      </div>
      <div className="change-amount">
        <dt>{label}</dt>
        <dd className="money">{changeMinor === 0 ? '' : formats.money(Math.abs(changeMinor))}</dd>
      </div>
    </dl>
  );
}
