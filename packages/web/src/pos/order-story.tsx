import { find, staff, type Id } from '@resto360/domain';
import { Money } from '../ui/money.tsx';
import { useStation } from '../station/use-station.ts';
import { usePaymentWords } from '../words/payment-words.ts';
import { useSpeech } from '../words/words.tsx';
import { storyOf } from './story.ts';

/** What happened to an order, by whom and when. */
export function OrderStory({ order }: { readonly order: Id<'order'> }) {
  const { view } = useStation();
  const { words, formats } = useSpeech();
  const kinds = { ...words.orders.story, ...usePaymentWords().story };
  return (
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
  );
}
