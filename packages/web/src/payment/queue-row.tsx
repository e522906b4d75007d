import { find, staff, type View } from '@resto360/domain';
import { Money } from '../ui/money.tsx';
import { usePaymentWords } from '../words/payment-words.ts';
import { useSpeech } from '../words/words.tsx';
import type { QueueEntry } from './queue.ts';
import { failureOf } from './standing.ts';
import { RefundBadge, StandingBadge } from './standing-badge.tsx';
import { useEntryStanding } from './use-standing.ts';

/** One attempt of the list: where, over what, how much, how it stands, since when and by whom. */
export function QueueRow(props: {
  readonly entry: QueueEntry;
  readonly view: View;
  readonly now: number;
  readonly onOpen: () => void;
}) {
  const { entry, view, now, onOpen } = props;
  const { formats } = useSpeech();
  const words = usePaymentWords();
  const { attempt, railName, orderName, at, by, isRefund, group } = entry;
  const standing = useEntryStanding(entry, now);
  const failure = failureOf(attempt.told?.failure);
  const who = find(view, staff, by ?? '')?.name;
  return (
    <li>
      <button type="button" className="card latest-row queue-row" data-attempt={attempt.id} onClick={onOpen}>
        <span className="grow stack">
          <b>{[orderName, railName, isRefund ? words.refund : ''].filter((part) => part !== '').join(' · ')}</b>
          {isRefund ? <RefundBadge group={group} /> : <StandingBadge standing={standing} asked={entry.asked} />}
          {failure !== undefined && <span className="small">{words.failure[failure]}</span>}
          <span className="muted small">
            {[words.ago(formats.age(now - at)), who, attempt.reference].filter((part) => part).join(' · ')}
          </span>
        </span>
        <Money minor={isRefund ? -attempt.amountMinor : attempt.amountMinor} />
      </button>
    </li>
  );
}
