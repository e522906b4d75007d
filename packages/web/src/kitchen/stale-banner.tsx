import { useState } from 'react';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { Staleness } from './staleness.ts';
import { useSecond } from './use-second.ts';

/** Says that the board may miss tickets, and since when: the kitchen is never told less than the truth. */
export function StaleBanner() {
  const { line } = useStation();
  const { words, formats } = useSpeech();
  const [staleness] = useState(() => new Staleness());
  const stale = staleness.since({ heardAt: line.heardAt, nowMs: useSecond() });
  return (
    <div role="alert">
      {stale && (
        <p className="stale">
          <span aria-hidden="true">⚠</span>
          <span>
            <b>{stale.since === null ? words.kitchen.staleNever : words.kitchen.stale(formats.time(stale.since))}</b>{' '}
            {words.kitchen.staleDo}
          </span>
        </p>
      )}
    </div>
  );
}
