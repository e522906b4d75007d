import { useEffect, useMemo, useState } from 'react';
import type { Refusal } from '@resto360/domain';
import type { Person } from '../staff/staff-session.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { kitchenWorkOf } from './kitchen-work.ts';

/** How long a refusal stays in sight. **Units** ms. */
const SHOWN_MS = 8_000;

/** A cook's work, the same object from one paint to the next, and the words of the last tap that was refused. */
export function useWork(person: Person, see: (keys: readonly string[]) => void) {
  const station = useStation();
  const { words } = useSpeech();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  useEffect(() => {
    if (!refusal) return undefined;
    const timer = setTimeout(() => setRefusal(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [refusal]);
  const work = useMemo(
    () =>
      kitchenWorkOf(person, {
        tap: async (intent) => {
          const outcome = await station.tap(intent);
          // Another screen was quicker: nothing is left to do, and nobody needs to be told.
          const isOld = outcome.kind === 'refused' && outcome.refusal.code === 'nothing_to_send';
          setRefusal(outcome.kind === 'refused' && !isOld ? outcome.refusal : null);
        },
        see,
        nowMs: () => Date.now(),
      }),
    // oxlint-disable-next-line react/exhaustive-deps -- a person is who they are by id and role; the object is new at each paint
    [station, see, person.id, person.role],
  );
  return { work, refusal: refusal ? words.refusal[refusal.code](refusal.details) : '' };
}
