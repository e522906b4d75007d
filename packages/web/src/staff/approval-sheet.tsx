import { useState } from 'react';
import { listAll, may, staff, type Action, type Id } from '@resto360/domain';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { PinPad } from './pin-pad.tsx';

/** Who agrees, with their PIN: a person who may do it, whoever works here at the moment, themselves too (SYN-25). */
export function ApprovalSheet(props: {
  readonly action: Action;
  readonly onApproved: (by: Id<'staff'>) => void;
  readonly onClose: () => void;
}) {
  const { action, onApproved, onClose } = props;
  const { view } = useStation();
  const { words } = useSpeech();
  const [chosen, setChosen] = useState<Id<'staff'> | null>(null);
  const people = listAll(view, staff)
    .filter(({ active, role }) => active && may(role, action))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const person = people.find(({ id }) => id === chosen);
  if (person) return <PinPad key={person.id} person={person} onIn={({ id }) => onApproved(id)} onClose={onClose} />;
  return (
    <Sheet title={words.staff.title} onClose={onClose}>
      <p className="muted">{words.refusal.approval_needed()}</p>
      <div ref={arrowKeys} className="stack open-orders">
        {people.map(({ id, name, role }) => (
          <Button key={id} className="wide" onClick={() => setChosen(id)}>
            <span className="grow">{name}</span>
            <span className="muted small">{words.staff.role[role]}</span>
          </Button>
        ))}
      </div>
    </Sheet>
  );
}
