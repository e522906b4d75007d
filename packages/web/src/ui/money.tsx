import { useSpeech } from '../words/words.tsx';

/** An amount as the biggest thing on its page: the number large, the currency small on the side its language says. */
export function BigMoney({ minor }: { readonly minor: number }) {
  const { formats } = useSpeech();
  const { number, currency, isCurrencyFirst } = formats.moneyParts(minor);
  return (
    <span className="money big">
      {isCurrencyFirst && <small>{currency}</small>} {number} {!isCurrencyFirst && <small>{currency}</small>}
    </span>
  );
}

/** An amount with its currency, in a line of text or a button. */
export function Money({ minor }: { readonly minor: number }) {
  const { formats } = useSpeech();
  return <span className="money">{formats.money(minor)}</span>;
}
