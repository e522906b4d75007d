import { useId, useRef, useState, type FormEvent } from 'react';
import { OrderKind } from '@resto360/domain';
import { Button } from '../ui/button.tsx';
import { go } from '../shell/route.ts';
import { Sheet } from '../ui/sheet.tsx';
import type { Person } from '../staff/staff-session.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { intentsOf } from './order-intents.ts';
import { useTaps } from './use-taps.ts';

/** A takeaway order begins with the name to call. */
export function TakeawaySheet({ person, onClose }: { readonly person: Person; readonly onClose: () => void }) {
  const station = useStation();
  const { words } = useSpeech();
  const { tap, refusal } = useTaps();
  const [label, setLabel] = useState('');
  const labelId = useId();
  const isOpening = useRef(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // Enter twice on a slow tablet is one order.
    if (isOpening.current) return;
    isOpening.current = true;
    const id = station.newId();
    const kind = OrderKind.takeaway;
    const named = label.trim() === '' ? {} : { label: label.trim() };
    const outcome = await tap(intentsOf(person).open({ id, kind, table: null, ...named }));
    isOpening.current = false;
    if (outcome.kind === 'saved') go({ page: 'order', order: id });
  };
  return (
    <Sheet title={words.tables.newTakeaway} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <label htmlFor={labelId}>{words.tables.takeawayName}</label>
        <input
          id={labelId}
          className="field"
          data-first
          value={label}
          maxLength={40}
          autoComplete="off"
          onChange={(event) => setLabel(event.target.value)}
        />
        <p className="refusal" role="alert">
          {refusal}
        </p>
        <Button type="submit" look="primary">
          {words.tables.takeawayGo}
        </Button>
      </form>
    </Sheet>
  );
}
