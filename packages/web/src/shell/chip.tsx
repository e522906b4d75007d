import { lazy, Suspense, useState } from 'react';
import { useStation } from '../station/use-station.ts';
import { useSpeech, type Speech } from '../words/words.tsx';
import type { SyncStatus } from '@resto360/sync/client';

// Sheets are kept by the service worker like everything else: they open with no server too.
const StatusSheet = lazy(async () => ({ default: (await import('./status-sheet.tsx')).StatusSheet }));
const ReEnrolSheet = lazy(async () => ({ default: (await import('../enrol/re-enrol-sheet.tsx')).ReEnrolSheet }));

/** The one honest word on every page: live, offline since, how many wait and for how long, or what needs a person. */
export function Chip() {
  const { status } = useStation();
  const speech = useSpeech();
  const [open, setOpen] = useState<'status' | 'enrol' | null>(null);
  const parts = chipParts(status, speech);
  return (
    <>
      <button
        type="button"
        className={`chip ${status.state}`}
        data-state={status.state}
        // The words inside speak up when they change; that they are the button's name as well is not known everywhere.
        aria-label={`${parts.state} ${parts.waiting}`.trim()}
        onClick={() => setOpen('status')}
      >
        <i className="dot" aria-hidden="true" />
        <span className="chip-words" role="status" aria-live="polite">
          <span>{parts.state}</span> {parts.waiting !== '' && <span className="chip-waiting">{parts.waiting}</span>}
        </span>
      </button>
      {/* One for each: a sheet that only hides while the next one is loaded would close, and take that one along. */}
      <Suspense>
        {open === 'status' && <StatusSheet onClose={() => setOpen(null)} onEnrolAgain={() => setOpen('enrol')} />}
      </Suspense>
      <Suspense>{open === 'enrol' && <ReEnrolSheet onClose={() => setOpen(null)} />}</Suspense>
    </>
  );
}

function chipParts(status: SyncStatus, { words, formats }: Speech): { state: string; waiting: string } {
  const { state, waiting, oldestAgeMs, heardAt } = status;
  const age = oldestAgeMs === null || oldestAgeMs < 5_000 ? '' : ` ${words.chip.oldest(formats.age(oldestAgeMs))}`;
  const offline = heardAt === null ? words.chip.offline : words.chip.offlineSince(formats.time(heardAt));
  const word = { live: words.chip.live, offline, attention: words.chip.attention }[state];
  return { state: word, waiting: waiting === 0 ? '' : `${words.chip.waiting(waiting)}${age}` };
}
