import { TopBar } from '../shell/top-bar.tsx';
import type { Person } from '../staff/staff-session.ts';
import { useSpeech } from '../words/words.tsx';
import { InboxPage } from './inbox-page.tsx';

/** The inbox as a page of the till. */
export function InboxScreen({ person }: { readonly person: Person }) {
  const { words } = useSpeech();
  return (
    <div className="page">
      <TopBar title={words.inbox.title} back="#/" person={person} />
      <main className="scroll">
        <InboxPage person={person} />
      </main>
    </div>
  );
}
