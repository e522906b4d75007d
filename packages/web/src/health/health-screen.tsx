import { TopBar } from '../shell/top-bar.tsx';
import type { Person } from '../staff/staff-session.ts';
import { useSpeech } from '../words/words.tsx';

/** How this device is: what waits, when it last heard the server, what its disk keeps. */
export function HealthScreen({ person }: { readonly person: Person }) {
  const { words } = useSpeech();
  return (
    <div className="page">
      <TopBar title={words.health.title} back="#/" person={person} />
    </div>
  );
}
