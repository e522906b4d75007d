import { dueOf, listOfParts, receipts, type Id } from '@resto360/domain';
import { Button, ButtonLink } from '../ui/button.tsx';
import { addressOf } from '../shell/route.ts';
import { TopBar } from '../shell/top-bar.tsx';
import type { Person } from '../staff/staff-session.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { useOrderNames } from './order-name.ts';
import { ReceiptPaper } from './receipt-paper.tsx';

/** "Paid", with the number and the change to give: shown only for what is on this device's disk (SYN-8). */
export function ReceiptScreen({ order, person }: { readonly order: Id<'order'>; readonly person: Person }) {
  const { view } = useStation();
  const { words, formats } = useSpeech();
  const own = listOfParts(view, receipts, order).toSorted((a, b) => (a.id < b.id ? 1 : -1));
  const { dueMinor } = dueOf(view, order);
  const name = useOrderNames()(order) ?? '';
  return (
    <div className="page">
      <TopBar
        title={`${words.order.receipt} · ${name}`}
        back={dueMinor > 0 ? addressOf({ page: 'order', order }) : '#/'}
        person={person}
      />
      <main className="scroll receipts">
        {own.length === 0 && <p className="empty">{words.pay.nothingPaid}</p>}
        {own.map((receipt) => (
          <ReceiptPaper key={receipt.id} receipt={receipt} person={person} />
        ))}
        <div className="actions">
          {dueMinor > 0 && (
            <ButtonLink look="accent" href={addressOf({ page: 'pay', order })}>
              {words.receipt.rest(formats.money(dueMinor))}
            </ButtonLink>
          )}
          <Button onClick={() => print()}>{words.receipt.print}</Button>
          <ButtonLink look="primary" className="grow" href="#/">
            {words.receipt.done}
          </ButtonLink>
        </div>
      </main>
    </div>
  );
}
