import { Action, may } from '@resto360/domain';
import { DrawerChoice, useDrawer } from '../pos/drawer-choice.tsx';
import type { Person } from '../staff/staff-session.ts';
import { usePaymentWords } from '../words/payment-words.ts';
import { useSpeech } from '../words/words.tsx';
import type { OwedChange } from './owed-change.ts';
import { ReturnButton } from './return-button.tsx';

/** Change that is owed, with the button for when the guest is back; after that, when they got it. */
export function OwedChangeLine({ owed, person }: { readonly owed: OwedChange; readonly person: Person }) {
  const { formats } = useSpeech();
  const words = usePaymentWords();
  const [drawer, setDrawer] = useDrawer();
  const { leftMinor, promisedMinor, returnedAt } = owed;
  if (leftMinor <= 0) {
    return (
      <p className="owed-line" role="status">
        <span>✓ {words.changeReturned}</span> <b className="money">{formats.money(promisedMinor)}</b>
        {returnedAt !== null && <span className="muted small">{formats.dateTime(returnedAt)}</span>}
      </p>
    );
  }
  return (
    <div className="owed-line">
      <span>{words.changeOwed}</span> <b className="money">{formats.money(leftMinor)}</b>
      {may(person.role, Action.takeCash) && (
        <>
          <DrawerChoice drawer={drawer} onDrawer={setDrawer} />
          <ReturnButton owed={owed} drawer={drawer} person={person} />
        </>
      )}
    </div>
  );
}
