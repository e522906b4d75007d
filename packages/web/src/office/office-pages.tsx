import { TopBar } from '../shell/top-bar.tsx';
import type { Person } from '../staff/staff-session.ts';
import { useSpeech } from '../words/words.tsx';

/** The pages of the office. */
export function OfficePages({ person, onLeave }: { readonly person: Person; readonly onLeave: () => void }) {
  const { words } = useSpeech();
  return (
    <div className="page">
      <TopBar title={words.office.title} person={person} onLeave={onLeave} />
    </div>
  );
}
