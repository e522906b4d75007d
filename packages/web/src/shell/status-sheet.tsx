import { exceptionsOf, type Exception } from '@resto360/domain';
import { Notice } from '../ui/notice.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { StrayNotice } from '../loss/stray-notice.tsx';
import { addressOfProposal } from './exception-link.ts';
import { useNow } from './use-now.ts';
import { Money } from '../ui/money.tsx';
import { Sheet } from '../ui/sheet.tsx';

/** Behind the chip: how the line is, what waits here, what needs a person and what to do about it. */
export function StatusSheet(props: { readonly onClose: () => void; readonly onEnrolAgain: () => void }) {
  const station = useStation();
  const { words, formats } = useSpeech();
  const { status, identity } = station;
  const found = exceptionsOf(station.view, useNow());
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
      <h3>{words.exceptions.title}</h3>
      {found.length === 0 && <p className="muted">{words.exceptions.none}</p>}
      <ul className="exceptions">
        {found.map((one) => (
          <OddThing key={one.id} one={one} onGo={props.onClose} />
        ))}
      </ul>
    </Sheet>
  );
}

function OddThing({ one, onGo }: { readonly one: Exception; readonly onGo: () => void }) {
  const { identity } = useStation();
  const { words } = useSpeech();
  const address = addressOfProposal(one.proposal, location.pathname, identity.kind);
  return (
    <li className="notice">
      <b>{words.exceptions.kind[one.kind]}</b>
      {one.amountMinor !== null && (
        <>
          {' '}
          <Money minor={one.amountMinor} />
        </>
      )}
      <div className="muted">{words.exceptions.proposal[one.proposal]}</div>
      {address !== undefined && (
        <ButtonLink href={address} onClick={onGo}>
          {words.shift.countFloat}
        </ButtonLink>
      )}
    </li>
  );
}
