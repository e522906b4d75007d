import { Suspense } from 'react';
import type { Id } from '@resto360/domain';
import { TopBar } from '../shell/top-bar.tsx';
import type { Person } from '../staff/staff-session.ts';
import { useSpeech } from '../words/words.tsx';
import { ClosingPage } from './on-demand.ts';

/** The closing of a drawer as a page of the till. */
export function ClosingScreen({ shift, person }: { readonly shift: Id<'shift'>; readonly person: Person }) {
  const { words } = useSpeech();
  return (
    <div className="page">
      <TopBar title={words.shift.closing} back="#/shift" person={person} />
      <Suspense>
        <ClosingPage shift={shift} person={person} />
      </Suspense>
    </div>
  );
}
