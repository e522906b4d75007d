import { Suspense } from 'react';
import { TopBar } from '../shell/top-bar.tsx';
import type { Person } from '../staff/staff-session.ts';
import { useSpeech } from '../words/words.tsx';
import { ShiftPage } from './on-demand.ts';

/** The drawers of the house as a page of the till. */
export function ShiftScreen({ person }: { readonly person: Person }) {
  const { words } = useSpeech();
  return (
    <div className="page">
      <TopBar title={words.shift.title} back="#/" person={person} />
      <Suspense>
        <ShiftPage person={person} />
      </Suspense>
    </div>
  );
}
