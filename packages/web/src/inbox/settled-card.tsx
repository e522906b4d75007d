import { may, type Id, type View } from '@resto360/domain';
import {
  canUndo,
  matterOf,
  Remedy,
  rightToUndo,
  sidesOf,
  sidesOfConflict,
  type SettledMatter,
} from '@resto360/domain/decision';
import { Button } from '../ui/button.tsx';
import type { Person } from '../staff/staff-session.ts';
import { Folded, Signature } from './settled-parts.tsx';
import { SettledOpCard, type BringBack } from './settled-op-card.tsx';
import { NO_DETAILS, valueText } from './side-words.ts';
import { detailsOf, nameOfPerson, whereOf, type Telling } from './tell.ts';
import { useTelling } from './use-telling.ts';

type ByPerson = SettledMatter & { readonly decidedBy: 'person' };
type ByEdit = SettledMatter & { readonly decidedBy: 'edit' };
type ByRule = SettledMatter & { readonly decidedBy: 'rule' };

/** A matter of the history: what happened, what was decided, by which rule or by whom, when and on which device. */
export function SettledCard(props: {
  readonly view: View;
  readonly settled: SettledMatter;
  readonly person: Person;
  readonly now: number;
  readonly onUndo: (exception: Id<'exception'>, order: Id<'order'> | null) => void;
  readonly onBringBack: BringBack;
}) {
  const { settled } = props;
  if (settled.decidedBy === 'person') return <DecidedCard {...props} settled={settled} />;
  if (settled.decidedBy === 'server') return <SettledOpCard {...props} settled={settled} />;
  return settled.decidedBy === 'edit' ? (
    <EditedCard {...props} settled={settled} />
  ) : (
    <RuledCard {...props} settled={settled} />
  );
}

function DecidedCard(props: {
  readonly view: View;
  readonly settled: ByPerson;
  readonly person: Person;
  readonly now: number;
  readonly onUndo: (exception: Id<'exception'>, order: Id<'order'> | null) => void;
}) {
  const { view, settled, person, now, onUndo } = props;
  const { decision } = settled;
  const telling = useTelling();
  const { words } = telling;
  const matter = matterOf(decision);
  const details = matter ? detailsOf(view, matter, telling) : NO_DETAILS;
  const remedy = Object.values(Remedy).find((one) => one === decision.remedy);
  const name = nameOfPerson(view, decision.by) || words.someone;
  const isStanding = decision.state === 'decided';
  return (
    <li className="card matter settled" data-state={decision.state}>
      <p className="muted small">{matter && words.kind[matter.kind]}</p>
      <h2>{matter ? words.sentence[matter.kind](details) : words.field.other}</h2>
      <p className="verdict">
        <span aria-hidden="true">{isStanding ? '✓' : '↺'}</span>{' '}
        <b className={isStanding ? '' : 'taken-back'}>{remedy && words.done[remedy](details)}</b>
      </p>
      <Signature view={view} settled={settled} who={isStanding ? words.decidedBy(name) : words.undoneBy(name)} />
      {matter && <Folded view={view} sides={sidesOf(view, matter)} now={now} />}
      {isStanding &&
        (canUndo(view, decision) ? (
          <Button
            disabled={!may(person.role, rightToUndo(decision.remedy))}
            onClick={() => onUndo(decision.id, decision.order)}
          >
            ↺ {words.undo}
          </Button>
        ) : (
          <p className="muted small">{words.cannotUndo}</p>
        ))}
    </li>
  );
}

// A price that waited for a person: they wrote it once more, which is what settled it.
function EditedCard(props: { readonly view: View; readonly settled: ByEdit; readonly now: number }) {
  const { view, settled, now } = props;
  const { conflict } = settled;
  const telling = useTelling();
  const { words } = telling;
  return (
    <li className="card matter settled" data-state="edited">
      <p className="muted small">{words.kind.price_edited_twice}</p>
      <h2>{words.conflict(whatOf(view, conflict, telling), words.field[conflict.field] ?? words.field.other)}</h2>
      <p className="verdict">
        <span aria-hidden="true">✓</span> <b>{valueText(view, conflict.field, settled.value, telling)}</b> ·{' '}
        {words.chosenSince}
      </p>
      <Signature view={view} settled={settled} who={words.byPerson} />
      <Folded view={view} sides={sidesOfConflict(view, conflict.id)} now={now} />
    </li>
  );
}

function RuledCard(props: { readonly view: View; readonly settled: ByRule; readonly now: number }) {
  const { view, settled, now } = props;
  const { conflict } = settled;
  const telling = useTelling();
  const { words } = telling;
  const value = valueText(view, conflict.field, JSON.parse(conflict.keptJson), telling);
  return (
    <li className="card matter settled" data-state="rule">
      <p className="muted small">{words.atOnce}</p>
      <h2>{words.conflict(whatOf(view, conflict, telling), words.field[conflict.field] ?? words.field.other)}</h2>
      <p className="verdict">
        <span aria-hidden="true">⚖</span> <b>{value}</b> · {words.rules[conflict.rule]}
      </p>
      <Signature view={view} settled={settled} who={words.byRule} />
      <Folded view={view} sides={sidesOfConflict(view, conflict.id)} now={now} />
    </li>
  );
}

// The row that was written twice, as people call it.
function whatOf(view: View, { collection, row }: ByRule['conflict'], telling: Telling): string {
  const fields = view.get(collection, row)?.f ?? {};
  if (collection === 'orders') return whereOf(view, row, telling) ?? telling.words.an_order;
  const order = fields['order'];
  const where = typeof order === 'string' ? whereOf(view, order, telling) : undefined;
  const name = typeof fields['name'] === 'string' ? fields['name'] : undefined;
  return [where, name].filter((part) => part !== undefined).join(', ') || telling.words.field.other;
}
