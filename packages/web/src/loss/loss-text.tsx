import { Notice } from '../ui/notice.tsx';
import { useLossWords } from '../words/loss-words.ts';
import { countOf, type Loss } from './loss.ts';

/** What is known of one loss: which numbers may be gone, which are, and what to do about them. */
export function LossText({ loss }: { readonly loss: Loss }) {
  const words = useLossWords();
  const { first, last, missing } = loss;
  const isHarmless = missing !== null && missing.length === 0;
  return (
    <>
      <p className="muted small">{words.of(loss.series, loss.house)}</p>
      <Notice role="status" {...(isHarmless ? {} : { tone: 'danger' as const })}>
        {missing === null
          ? words.perhaps([[first, last]])
          : isHarmless
            ? words.none
            : words.missing(countOf(missing), missing)}
      </Notice>
      {!isHarmless && <p>{words.whatToDo}</p>}
    </>
  );
}
