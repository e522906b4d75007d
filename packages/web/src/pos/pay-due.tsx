import { dueOf, type Currency, type Id } from '@resto360/domain';
import { Button } from '../ui/button.tsx';
import { BigMoney } from '../ui/money.tsx';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { quickNotes } from './quick-notes.ts';
import { ToCheck } from './to-check.tsx';

/** What is still to be paid, what came so far, and what of it is only declared. */
export function PayDue({ order }: { readonly order: Id<'order'> }) {
  const { view } = useStation();
  const { words, formats } = useSpeech();
  const { paidMinor, dueMinor, declaredMinor } = dueOf(view, order);
  return (
    <>
      <p className="muted">{words.pay.due}</p>
      <p className="due">
        <BigMoney minor={Math.max(0, dueMinor)} />
      </p>
      <p className="muted small" role="status">
        {paidMinor > 0 ? words.pay.paidSoFar(formats.money(paidMinor)) : words.pay.nothingPaid}{' '}
        <ToCheck minor={declaredMinor} />
      </p>
    </>
  );
}

/** The amounts that are handed over most, one tap each; where nothing is handed over, what is asked. **Units** minor. */
export function PayNotes(props: {
  readonly currency: Currency;
  readonly dueMinor: number;
  readonly shownMinor: number;
  readonly isCash: boolean;
  readonly onTyped: (typed: string | null) => void;
}) {
  const { currency, dueMinor, shownMinor, isCash, onTyped } = props;
  const { words, formats } = useSpeech();
  return (
    <div className="notes">
      {!isCash && (
        <output className="asked">
          {words.receipt.payment} <b className="money">{formats.money(shownMinor)}</b>
        </output>
      )}
      <Button className="note" aria-pressed={shownMinor === dueMinor} onClick={() => onTyped(null)}>
        {words.pay.exact}
      </Button>
      {isCash &&
        quickNotes(currency, dueMinor).map((note) => (
          <Button className="note" key={note} aria-pressed={shownMinor === note} onClick={() => onTyped(String(note))}>
            {formats.amount(note)}
          </Button>
        ))}
    </div>
  );
}
