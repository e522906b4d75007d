import { useRef, useState } from 'react';
import type { Id } from '@resto360/domain';
import type { Person } from '../staff/staff-session.ts';
import { keep } from '../station/keep.ts';
import { useRefusal } from '../station/use-refusal.ts';
import { useStation } from '../station/use-station.ts';
import { Button } from '../ui/button.tsx';
import { usePaymentWords } from '../words/payment-words.ts';
import { useSpeech } from '../words/words.tsx';
import type { OwedChange } from './owed-change.ts';
import { paymentIntentsOf } from './payment-intents.ts';

/** Gives a guest the rest of their change, out of the drawer that is chosen, once for all taps. */
export function ReturnButton(props: {
  readonly owed: OwedChange;
  readonly drawer: Id<'drawer'>;
  readonly person: Person;
  readonly onReturned?: () => void;
}) {
  const { owed, drawer, person, onReturned } = props;
  const station = useStation();
  const { formats } = useSpeech();
  const words = usePaymentWords();
  const { refusal, setRefusal } = useRefusal();
  const [id] = useState(() => station.newId());
  const isSaving = useRef(false);
  const giveBack = async () => {
    if (isSaving.current) return;
    isSaving.current = true;
    const { payment, order, leftMinor: amountMinor } = owed;
    // A closed order is on the disk and not in the view that a command reads.
    await station.device.loadOrder(order);
    const outcome = await station.tap(paymentIntentsOf(person).returnChange({ id, payment, amountMinor, drawer }));
    isSaving.current = false;
    setRefusal(outcome.kind === 'refused' ? outcome.refusal : null);
    if (outcome.kind === 'saved') keep('drawer', drawer);
    onReturned?.();
  };
  return (
    <>
      <Button aria-label={`${words.changeBack} · ${formats.money(owed.leftMinor)}`} onClick={() => void giveBack()}>
        {words.changeBack}
      </Button>
      <p className="refusal" role="alert">
        {refusal}
      </p>
    </>
  );
}
