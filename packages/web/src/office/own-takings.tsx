import type { Person } from '../staff/staff-session.ts';
import { useRead } from '../station/use-read.ts';
import { BigMoney } from '../ui/money.tsx';
import { Notice } from '../ui/notice.tsx';
import { useSpeech } from '../words/words.tsx';
import { readDay, takenOn } from './read-day.ts';

/** For whoever has no right to the office: what they took today, and who can open the rest. */
export function OwnTakings({ person }: { readonly person: Person }) {
  const { words } = useSpeech();
  const [day] = useRead(readDay, 5_000);
  const taken = day && takenOn(day, person.id);
  return (
    <main className="scroll middle">
      <div className="card panel">
        <h1>{words.office.yourDay}</h1>
        {taken && (
          <>
            <BigMoney minor={taken.amountMinor} />
            <p className="muted">{words.office.paymentsCount(taken.count)}</p>
          </>
        )}
        <Notice>{words.office.whoCan}</Notice>
      </div>
    </main>
  );
}
