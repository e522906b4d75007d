import { useEffect, useState } from 'react';
import type { Refusal } from '@resto360/domain';
import type { Intent, TapOutcome } from '../station/station.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';

/** How long a refusal stays in sight. **Units** ms. */
const SHOWN_MS = 8_000;

/** Taps of a screen, and the words of the last one that was refused. */
export function useTaps() {
  const station = useStation();
  const { words } = useSpeech();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  useEffect(() => {
    if (!refusal) return undefined;
    const timer = setTimeout(() => setRefusal(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [refusal]);
  const tap = async (intent: Intent): Promise<TapOutcome> => {
    const outcome = await station.tap(intent);
    setRefusal(outcome.kind === 'refused' ? outcome.refusal : null);
    return outcome;
  };
  return { tap, refusal: refusal ? words.refusal[refusal.code](refusal.details) : '' };
}
