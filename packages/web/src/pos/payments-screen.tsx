import { Suspense } from 'react';
import { TopBar } from '../shell/top-bar.tsx';
import type { Person } from '../staff/staff-session.ts';
import { useSpeech } from '../words/words.tsx';
import { PaymentsPage } from './on-demand.ts';

/** Money over rails as a page of the till. */
export function PaymentsScreen({ person }: { readonly person: Person }) {
  const { words } = useSpeech();
  return (
    <div className="page">
      <TopBar title={words.nav.payments} back="#/" person={person} />
      <main className="scroll">
        <Suspense>
          <PaymentsPage person={person} />
        </Suspense>
      </main>
    </div>
  );
}
