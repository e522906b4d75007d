import { usePaymentWords } from '../words/payment-words.ts';
import { GROUP_SHAPES, groupOfStanding, type Standing } from './standing.ts';

/** How an attempt stands: a sign, a colour, and words. */
export function StandingBadge({ standing }: { readonly standing: Standing }) {
  const words = usePaymentWords();
  const group = groupOfStanding(standing);
  return (
    <span className="standing" data-group={group}>
      <i aria-hidden="true">{GROUP_SHAPES[group]}</i> {words.standing[standing]}
    </span>
  );
}
