import { lazy, Suspense } from 'react';
import { Notice } from '../ui/notice.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { StrayNotice } from '../loss/stray-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';

// What is odd is told with names and amounts: with the inbox, and not with the first load. A kitchen holds no money and
// decides nothing.
const OddList = lazy(async () => ({ default: (await import('../inbox/inbox-parts.ts')).OddList }));

/** Behind the chip: how the line is, what waits here, what needs a person and what to do about it. */
export function StatusSheet(props: { readonly onClose: () => void; readonly onEnrolAgain: () => void }) {
  const station = useStation();
  const { words, formats } = useSpeech();
  const { status, identity } = station;
  return (
    <Sheet title={words.chip.title} onClose={props.onClose}>
      {status.why !== null && <Notice tone="danger">{words.chip.why[status.why]}</Notice>}
      {(status.why === 'reenrol' || status.why === 'fork') && (
        <Button look="primary" onClick={props.onEnrolAgain}>
          {words.enrol.again}
        </Button>
      )}
      <p>{status.waiting === 0 ? words.chip.allSent : words.chip.keptHere(status.waiting)}</p>
      <StrayNotice strays={station.found.strays} />
      {status.state === 'offline' && <p>{words.chip.workOn}</p>}
      <p className="muted small">
        {status.heardAt === null ? words.chip.never : words.chip.heard(formats.time(status.heardAt))}
        {' · '}
        {words.chip.device(identity.series)}
      </p>
      <ButtonLink href="#/health" onClick={props.onClose}>
        {words.health.title}
      </ButtonLink>
      {identity.kind !== 'kitchen' && (
        <Suspense>
          <OddList onGo={props.onClose} />
        </Suspense>
      )}
    </Sheet>
  );
}
