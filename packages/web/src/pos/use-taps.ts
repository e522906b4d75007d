import type { Intent, TapOutcome } from '../station/station.ts';
import { useRefusal } from '../station/use-refusal.ts';
import { useStation } from '../station/use-station.ts';

/** Taps of a screen, and the words of the last one that was refused. */
export function useTaps() {
  const station = useStation();
  const { refusal, setRefusal } = useRefusal();
  const tap = async (intent: Intent): Promise<TapOutcome> => {
    const outcome = await station.tap(intent);
    setRefusal(outcome.kind === 'refused' ? outcome.refusal : null);
    return outcome;
  };
  return { tap, refusal };
}
