import { useState } from 'react';
import { edit, ROLES, staff, type Role } from '@resto360/domain';
import type { Person } from '../staff/staff-session.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { EditSheet } from './edit-sheet.tsx';
import { FieldRow, SelectField, TextField } from './fields.tsx';
import { hashNewPin, PIN_DIGITS_MAX, pinDigitsMin, pinProblem } from './new-pin.ts';
import { useSaving } from './saving.tsx';

/** Somebody of the house: name, role, and a new PIN typed twice. An empty PIN leaves the one that is. */
export function PersonSheet({
  person,
  onClose,
}: {
  readonly person: Person | undefined;
  readonly onClose: () => void;
}) {
  const station = useStation();
  const { words } = useSpeech();
  const { save } = useSaving();
  const [id] = useState(() => person?.id ?? station.newId());
  const [name, setName] = useState(person?.name ?? '');
  const [role, setRole] = useState<Role>(person?.role ?? 'waiter');
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  // Who rises to a role with longer PINs needs a new one: how long the old one is, its hash does not tell.
  const mayKeepPin = person !== undefined && pinDigitsMin(role) <= pinDigitsMin(person.role);
  const isSamePin = mayKeepPin && pin === '' && again === '';
  const saveAll = async () => {
    if (name.trim() === '') return words.office.nameMissing;
    const problem = isSamePin ? undefined : await pinProblem(station.view, { pin, again, role, person: id });
    if (problem) return words.office.pinWhy[problem](pinDigitsMin(role));
    const pinHash = isSamePin ? {} : { pinHash: await hashNewPin(pin) };
    return save([edit(staff, id, { name, role, ...pinHash })], words.office.saved(name.trim()));
  };
  const leave = person && {
    label: words.office.personLeaves,
    hint: words.office.personLeavesHint,
    run: () => save([edit(staff, person.id, { active: false })], words.office.personLeft(person.name)),
  };
  return (
    <EditSheet title={person?.name ?? words.office.newPerson} onClose={onClose} save={saveAll} remove={leave}>
      <FieldRow>
        <TextField label={words.office.name} value={name} onValue={setName} isFirst={!person} />
        <SelectField
          label={words.office.role}
          value={role}
          options={ROLES.map((one) => [one, words.staff.role[one]] as const)}
          onValue={setRole}
        />
      </FieldRow>
      <FieldRow>
        <PinField label={words.office.pinNew} value={pin} onValue={setPin} />
        <PinField label={words.office.pinAgain} value={again} onValue={setAgain} />
      </FieldRow>
      <p className="muted small">{words.office.pinHint(pinDigitsMin(role), PIN_DIGITS_MAX, mayKeepPin)}</p>
    </EditSheet>
  );
}

function PinField(props: {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
}) {
  return <TextField {...props} type="password" inputMode="numeric" max={PIN_DIGITS_MAX} />;
}
