import { useState } from 'react';
import { Action, edit, listAll, may, staff } from '@resto360/domain';
import { Notice } from '../ui/notice.tsx';
import { Button } from '../ui/button.tsx';
import type { Person } from '../staff/staff-session.ts';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { PersonSheet } from './person-sheet.tsx';
import { useSaving } from './saving.tsx';

/** Who works in the house. Only an owner changes people; others see them. */
export function StaffPage() {
  const { view } = useStation();
  const { words } = useSpeech();
  const { person } = useSaving();
  const [shown, setShown] = useState<Person | 'new'>();
  const isOwner = may(person.role, Action.editStaff);
  const people = listAll(view, staff).toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <div className="office-page">
      {isOwner ? (
        <div className="office-bar">
          <Button look="primary" onClick={() => setShown('new')}>
            + {words.office.newPerson}
          </Button>
        </div>
      ) : (
        <Notice>{words.office.ownersOnly}</Notice>
      )}
      <ul ref={arrowKeys} className="people office-people" aria-label={words.office.pages.staff}>
        {people
          .filter(({ active }) => active)
          .map((one) => (
            <li key={one.id}>
              <PersonCard person={one} onTap={isOwner ? () => setShown(one) : undefined} />
            </li>
          ))}
      </ul>
      <Former people={people.filter(({ active }) => !active)} isOwner={isOwner} />
      {shown && <PersonSheet person={shown === 'new' ? undefined : shown} onClose={() => setShown(undefined)} />}
    </div>
  );
}

function PersonCard({ person, onTap }: { readonly person: Person; readonly onTap: (() => void) | undefined }) {
  const { words } = useSpeech();
  return (
    <button type="button" className="card person" disabled={!onTap} onClick={onTap}>
      <span className="initial" aria-hidden="true">
        {person.name.slice(0, 1)}
      </span>
      <span className="stack">
        <b>{person.name}</b>
        <span className="muted small">{words.staff.role[person.role]}</span>
      </span>
    </button>
  );
}

function Former({ people, isOwner }: { readonly people: readonly Person[]; readonly isOwner: boolean }) {
  const { words } = useSpeech();
  const { save } = useSaving();
  if (people.length === 0) return null;
  return (
    <section className="card office-card">
      <h2>{words.office.former}</h2>
      <ul className="office-rows">
        {people.map((one) => (
          <li key={one.id}>
            <span className="grow">{one.name}</span>
            {isOwner && (
              <Button
                onClick={() => void save([edit(staff, one.id, { active: true })], words.office.personBack(one.name))}
              >
                {words.office.takeBack}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
