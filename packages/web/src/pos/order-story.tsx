import { find, staff, type Id } from '@resto360/domain';
import { OwedChangeLine } from '../payment/owed-change-line.tsx';
import { owedOfOrder } from '../payment/owed-change.ts';
import type { Person } from '../staff/staff-session.ts';
import { Money } from '../ui/money.tsx';
import { useStation } from '../station/use-station.ts';
import { usePaymentWords } from '../words/payment-words.ts';
import { useSpeech } from '../words/words.tsx';
import { storyOf } from './story.ts';

/** What happened to an order, by whom and when, and the change that it left owed. */
export function OrderStory({ order, person }: { readonly order: Id<'order'>; readonly person: Person }) {
  const { view } = useStation();
  const { words, formats } = useSpeech();
  const kinds = { ...words.orders.story, ...usePaymentWords().story };
  return (
    <>
      <ol className="story">
        {storyOf(view, order).map((entry) => (
          <li key={`${entry.at}:${entry.kind}:${entry.what}`}>
            <time className="money" dateTime={new Date(entry.at).toISOString()}>
              {formats.time(entry.at)}
            </time>
            <span className="grow">
              <b>{kinds[entry.kind]}</b> {entry.what}
              <span className="muted small"> {find(view, staff, entry.by ?? '')?.name}</span>
            </span>
            {entry.amountMinor !== null && <Money minor={entry.amountMinor} />}
          </li>
        ))}
      </ol>
      {owedOfOrder(view, order).map((owed) => (
        <OwedChangeLine key={owed.payment} owed={owed} person={person} />
      ))}
    </>
  );
}
