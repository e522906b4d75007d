import { usePaymentWords } from '../words/payment-words.ts';
import { useSpeech } from '../words/words.tsx';
import type { AskedAttempt } from './known.ts';
import { GROUP_SHAPES, groupOfStanding, type Group, type Standing } from './standing.ts';

/** How money stands that goes back: by its group alone, because a guest is asked for nothing. */
export function RefundBadge({ group }: { readonly group: Group }) {
  const words = usePaymentWords();
  return (
    <span className="standing" data-group={group}>
      <i aria-hidden="true">{GROUP_SHAPES[group]}</i> {words.refundStanding[group]}
    </span>
  );
}

/** How an attempt stands: a sign, a colour, and words; of one that is asked later, until when. */
export function StandingBadge(props: { readonly standing: Standing; readonly asked: AskedAttempt | undefined }) {
  const { standing, asked } = props;
  const { formats } = useSpeech();
  const words = usePaymentWords();
  const until = standing === 'queued_offline' ? asked?.until : null;
  const group = groupOfStanding(standing);
  return (
    <span className="standing" data-group={group}>
      <i aria-hidden="true">{GROUP_SHAPES[group]}</i>{' '}
      {typeof until === 'number' ? words.deferred(formats.time(until)) : words.standing[standing]}
    </span>
  );
}
