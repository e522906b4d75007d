import { lazy, Suspense } from 'react';
import { TopBar } from '../shell/top-bar.tsx';
import type { Person } from '../staff/staff-session.ts';
import { useSpeech } from '../words/words.tsx';

// Loaded with what it decides when somebody opens it; the service worker has it on a dead line too.
const InboxPage = lazy(async () => ({ default: (await import('../inbox/inbox-parts.ts')).InboxPage }));

/** The inbox as a page of the till. */
export function InboxScreen({ person }: { readonly person: Person }) {
  const { words } = useSpeech();
  return (
    <div className="page">
      <TopBar title={words.inbox.title} back="#/" person={person} />
      <main className="scroll">
        <Suspense>
          <InboxPage person={person} />
        </Suspense>
      </main>
    </div>
  );
}
