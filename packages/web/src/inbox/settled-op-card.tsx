import { Action, ExceptionKind, exception, may, type Id, type View } from '@resto360/domain';
import { sidesOf, type SettledMatter } from '@resto360/domain/decision';
import { Button } from '../ui/button.tsx';
import type { Person } from '../staff/staff-session.ts';
import { useStation } from '../station/use-station.ts';
import { Folded, Signature } from './settled-parts.tsx';
import { detailsOf, nameOfPerson } from './tell.ts';
import { useTelling } from './use-telling.ts';

/** Asks that an op which was put aside counts after all; answers once the server has said what became of it. */
export type BringBack = (op: Id) => void;

/** An op that was put apart, and what became of it at the server: applied, put aside, or waiting again. */
export function SettledOpCard(props: {
  readonly view: View;
  readonly settled: SettledMatter & { readonly decidedBy: 'server' };
  readonly person: Person;
  readonly now: number;
  readonly onBringBack: BringBack;
}) {
  const { view, settled, person, now, onBringBack } = props;
  const { op } = settled;
  const { identity } = useStation();
  const telling = useTelling();
  const { words } = telling;
  const about = { order: op.orders[0] ?? null, amountMinor: op.amountMinor };
  const matter = exception(ExceptionKind.quarantinedOp, [op.id], about);
  const details = detailsOf(view, matter, telling);
  const name = nameOfPerson(view, op.settledBy) || words.someone;
  const isAside = op.state === 'discarded';
  return (
    <li className="card matter settled" data-state={op.state}>
      <p className="muted small">{words.kind[matter.kind]}</p>
      <h2>{words.putApart(details, about.order !== null)}</h2>
      <p className="verdict">
        <span aria-hidden="true">{isAside ? '✕' : op.state === 'replayed' ? '✓' : '↺'}</span>{' '}
        <b>{words.opState[op.state]}</b>
      </p>
      <Signature view={view} settled={settled} who={op.settledBy === 'server' ? words.byServer : words.doneBy(name)} />
      <Folded view={view} sides={sidesOf(view, matter)} now={now} />
      {isAside &&
        (identity.kind === 'office' ? (
          <Button disabled={!may(person.role, Action.manageDevices)} onClick={() => onBringBack(op.id)}>
            ↺ {words.bringBack}
          </Button>
        ) : (
          <p className="muted small">{words.bringBackAtOffice}</p>
        ))}
    </li>
  );
}
