import { useCallback } from 'react';
import { Action, drawers, find, may, settings, staff, type AwaitedTill, type Id } from '@resto360/domain';
import { ShiftMoney } from '../payment/shift-money.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Money } from '../ui/money.tsx';
import { Notice } from '../ui/notice.tsx';
import type { Person } from '../staff/staff-session.ts';
import type { Station } from '../station/station.ts';
import { useRead } from '../station/use-read.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { readClosing, type ShownClosing } from './closing-read.ts';

/** How often a closing is read anew while something changes. **Units** ms. */
const READ_MS = 2_000;

/**
 * The closing of a drawer, on the screen and on paper: what was counted and what should be there, whose sales are not in
 * it yet, and, beside what was known then, what came afterwards (PAY-1).
 */
export function ClosingPage({ shift, person }: { readonly shift: Id<'shift'>; readonly person: Person }) {
  const { words } = useSpeech();
  const read = useCallback((station: Station) => readClosing(station, shift), [shift]);
  const [shown] = useRead(read, READ_MS);
  const isAllowed = may(person.role, Action.closeShift);
  return (
    <main className="scroll receipts">
      {!isAllowed && <p className="empty">{words.shift.lockedOut}</p>}
      {isAllowed && shown === null && <p className="empty">{words.shift.notClosed}</p>}
      {isAllowed && shown && <ClosingPaper shown={shown} />}
      <div className="actions">
        <Button onClick={() => print()}>{words.receipt.print}</Button>
        <ButtonLink look="primary" className="grow" href="#/">
          {words.receipt.done}
        </ButtonLink>
      </div>
    </main>
  );
}

function ClosingPaper({ shown }: { readonly shown: ShownClosing }) {
  const { identity } = useStation();
  const { words, formats } = useSpeech();
  const { report, view, isSent } = shown;
  const { closing, shift, known, lateMinor } = report;
  const isProvisional = report.isProvisional || !isSent;
  const by = find(view, staff, closing.closedBy)?.name;
  return (
    <article className="card paper" data-closing={isProvisional ? 'provisional' : 'whole'}>
      <div className="paper-body">
        <p className="house">{find(view, settings, identity.restaurant)?.name}</p>
        <h2>{find(view, drawers, shift.drawer)?.name}</h2>
        <p className="muted small">
          <time dateTime={new Date(closing.at).toISOString()}>{formats.dateTime(closing.at)}</time>
          {by !== undefined && ` · ${by}`}
        </p>
        {(isProvisional || known !== null) && (
          <Notice role="status">{isProvisional ? words.shift.provisional : words.shift.whole}</Notice>
        )}
        <Awaited report={report} isSent={isSent} />
        {lateMinor !== 0 && <p data-late={lateMinor}>{words.shift.late(formats.money(lateMinor))}</p>}
        <Sums report={report} />
        <ShiftMoney view={view} shift={shift} />
      </div>
    </article>
  );
}

function Awaited({ report, isSent }: Pick<ShownClosing, 'report' | 'isSent'>) {
  const { words } = useSpeech();
  const { status } = useStation();
  const { awaited } = report;
  if (awaited.length === 0 && isSent) return null;
  return (
    <ul className="awaited">
      {!isSent && <li>{words.shift.ownUnsent(Math.max(1, status.waiting))}</li>}
      {awaited.map((till) => (
        <AwaitedRow key={till.install} till={till} />
      ))}
    </ul>
  );
}

function AwaitedRow({ till }: { readonly till: AwaitedTill }) {
  const { words, formats } = useSpeech();
  const { install, name, heardAt, hasSpoken } = till;
  return (
    <li data-spoken={hasSpoken}>
      <b>{name ?? install}</b>{' '}
      <span className="muted">
        {heardAt === null
          ? words.shift.unlinked
          : hasSpoken
            ? words.shift.spoken
            : words.shift.heard(formats.dateTime(heardAt))}
      </span>
    </li>
  );
}

// One column, and a second one where something came after the closing.
function Sums({ report }: Pick<ShownClosing, 'report'>) {
  const { words } = useSpeech();
  const { closing, shift, now, known, lateMinor, differenceMinor } = report;
  const isAmended = known !== null && (lateMinor !== 0 || known.takenMinor !== now.takenMinor);
  const before = isAmended ? known : undefined;
  const [expected, was] = [now.expectedMinor, before?.expectedMinor];
  return (
    <table className="closing-sums">
      {isAmended && (
        <thead>
          <tr>
            <td />
            <th scope="col">{words.shift.atClosing}</th>
            <th scope="col">{words.shift.now}</th>
          </tr>
        </thead>
      )}
      <tbody>
        <Row label={words.shift.float} was={before && shift.floatMinor} now={shift.floatMinor} />
        <Row label={words.shift.taken} was={before?.takenMinor} now={now.takenMinor} />
        <Row label={words.shift.given} was={before?.refundedMinor} now={now.refundedMinor} />
        <Row label={words.shift.expected} was={was} now={expected} />
        <Row label={words.shift.counted} was={before && closing.countedMinor} now={closing.countedMinor} />
        <Row
          label={words.shift.difference}
          was={typeof was === 'number' ? closing.countedMinor - was : before && null}
          now={differenceMinor}
        />
      </tbody>
    </table>
  );
}

/** `was` undefined: there is no such column; null: not known. */
function Row(props: { readonly label: string; readonly was: number | null | undefined; readonly now: number | null }) {
  const { label, was, now } = props;
  return (
    <tr>
      <th scope="row">{label}</th>
      {was !== undefined && <Cell minor={was} />}
      <Cell minor={now} />
    </tr>
  );
}

const Cell = ({ minor }: { readonly minor: number | null }) => (
  <td>{minor === null ? '–' : <Money minor={minor} />}</td>
);
