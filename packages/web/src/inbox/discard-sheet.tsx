import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useTelling } from './use-telling.ts';

/** Asks once more before an op is put aside: it may be money that somebody took. `amount` is empty where it is none. */
export function DiscardSheet(props: {
  readonly amount: string;
  readonly onDiscard: () => void;
  readonly onClose: () => void;
}) {
  const { amount, onDiscard, onClose } = props;
  const { discard } = useTelling().words;
  return (
    <Sheet
      title={discard.title}
      onClose={onClose}
      foot={
        <>
          <Button className="grow" onClick={onClose}>
            {discard.keep}
          </Button>
          <Button look="danger" className="grow" onClick={onDiscard}>
            {discard.now(amount)}
          </Button>
        </>
      }
    >
      <p className="notice danger">{amount === '' ? discard.nothing : discard.amount(amount)}</p>
      <p>{discard.after}</p>
    </Sheet>
  );
}
