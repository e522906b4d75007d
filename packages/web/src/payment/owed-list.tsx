import { find, orders, type View } from '@resto360/domain';
import { DrawerChoice, useDrawer } from '../pos/drawer-choice.tsx';
import { nameOfOrder } from '../shell/order-name.ts';
import { useNow } from '../shell/use-now.ts';
import type { Person } from '../staff/staff-session.ts';
import { useRead } from '../station/use-read.ts';
import { Money } from '../ui/money.tsx';
import { usePaymentWords } from '../words/payment-words.ts';
import { useSpeech } from '../words/words.tsx';
import { OWED_DAYS, owedLately, type OwedChange } from './owed-change.ts';
import { readOwed } from './read-owed.ts';
import { ReturnButton } from './return-button.tsx';

/** How often the list is read anew while something changes. **Units** ms. */
const READ_MS = 3_000;

/** Guests of the last days who still have change to come for, beside the drawers that it lies in; nothing where there are none. */
export function OwedList({ person }: { readonly person: Person }) {
  const words = usePaymentWords();
  const now = useNow();
  const [drawer, setDrawer] = useDrawer();
  const [view, look] = useRead(readOwed, READ_MS);
  const owed = view ? owedLately(view, now) : [];
  if (!view || owed.length === 0) return null;
  return (
    <section className="owed-list" aria-labelledby="owed-title">
      <h2 id="owed-title">{words.changesOwed}</h2>
      <p className="muted small">{words.changesOwedHint(OWED_DAYS)}</p>
      <DrawerChoice drawer={drawer} onDrawer={setDrawer} />
      <ul className="latest">
        {owed.map((one) => (
          <li key={one.payment} className="card latest-row owed-line">
            <OwedWhose owed={one} view={view} />
            <Money minor={one.leftMinor} />
            <ReturnButton owed={one} drawer={drawer} person={person} onReturned={look} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OwedWhose({ owed, view }: { readonly owed: OwedChange; readonly view: View }) {
  const { words, formats } = useSpeech();
  const { table: tableOf, takeaway } = words.tables;
  const order = find(view, orders, owed.order);
  return (
    <span className="grow stack">
      <b>{order && nameOfOrder(view, [order], { tableOf, takeaway })}</b>
      <span className="muted small">{formats.dateTime(owed.at)}</span>
    </span>
  );
}
