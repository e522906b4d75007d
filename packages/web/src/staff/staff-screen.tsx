import { lazy, Suspense, useEffect, useState } from 'react';
import { listAll, staff, type Id } from '@resto360/domain';
import { Chip } from '../shell/chip.tsx';
import { Preferences } from '../shell/preferences.tsx';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { arrowKeys } from '../ui/arrow-keys.ts';
import type { Person } from './staff-session.ts';

// Not in the way of the names: it comes while somebody looks for theirs.
const loadPad = () => import('./pin-pad.tsx');
const PinPad = lazy(async () => ({ default: (await loadPad()).PinPad }));

/** Who works here: a name, then its PIN. Checked on the device, so that a dead line keeps nobody out. */
export function StaffScreen({ onIn }: { readonly onIn: (person: Person) => void }) {
  const station = useStation();
  const { words } = useSpeech();
  const [chosen, setChosen] = useState<Id<'staff'> | null>(null);
  useEffect(() => void loadPad(), []);
  const people = listAll(station.view, staff)
    .filter((person) => person.active)
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const person = people.find(({ id }) => id === chosen);
  return (
    <div className="page">
      <header className="bar">
        <h1 className="grow">{words.staff.title}</h1>
        <Chip />
        <Preferences />
      </header>
      <main className="scroll staff">
        {people.length === 0 && <p className="empty">{words.staff.none}</p>}
        <ul ref={arrowKeys} className="people" aria-label={words.staff.title}>
          {people.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                className="card person"
                aria-pressed={one.id === chosen}
                onClick={() => setChosen(one.id)}
              >
                <span className="initial" aria-hidden="true">
                  {one.name.slice(0, 1)}
                </span>
                <span className="stack">
                  <b>{one.name}</b>
                  <span className="muted small">{words.staff.role[one.role]}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </main>
      <Suspense>
        {person && <PinPad key={person.id} person={person} onIn={onIn} onClose={() => setChosen(null)} />}
      </Suspense>
    </div>
  );
}
