import { useMemo } from 'react';
import type { Person } from '../staff/staff-session.ts';
import { useRefusal } from '../station/use-refusal.ts';
import { useStation } from '../station/use-station.ts';
import { kitchenWorkOf } from './kitchen-work.ts';

/** A cook's work, the same object from one paint to the next, and the words of the last tap that was refused. */
export function useWork(person: Person, see: (keys: readonly string[]) => void) {
  const station = useStation();
  const { refusal, setRefusal } = useRefusal();
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
        // The page's clock: one that was set back a day would take no tap for a day.
        nowMs: () => performance.now(),
      }),
    // oxlint-disable-next-line react/exhaustive-deps -- a person is who they are by id and role; the object is new at each paint
    [station, see, setRefusal, person.id, person.role],
  );
  return { work, refusal };
}
