import type { Intent, TapOutcome } from '../station/station.ts';
import { useRefusal } from '../station/use-refusal.ts';
import { useStation } from '../station/use-station.ts';

/** Taps of a screen, and the words of the last one that was refused; `make`: how a tap is made, where a PIN may be asked. */
export function useTaps(make?: (intent: Intent) => Promise<TapOutcome>) {
  const station = useStation();
  const { refusal, setRefusal } = useRefusal();
  const tap = async (intent: Intent): Promise<TapOutcome> => {
    const outcome = await (make ? make(intent) : station.tap(intent));
    setRefusal(outcome.kind === 'refused' ? outcome.refusal : null);
    return outcome;
  };
  return { tap, refusal };
}
