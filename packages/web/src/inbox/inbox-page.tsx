import { useState } from 'react';
import { Action, may, type Exception, type ExceptionKind, type Id } from '@resto360/domain';
import { sidesOf } from '@resto360/domain/decision';
import { hasEmoji } from '../shell/emoji.ts';
import { useNow } from '../shell/use-now.ts';
import type { Person } from '../staff/staff-session.ts';
import { useStation } from '../station/use-station.ts';
import { Button } from '../ui/button.tsx';
import { HistoryList } from './history-list.tsx';
import { listOpen } from './list-open.ts';
import { PushButton } from './push-button.tsx';
import { useAskedMatter } from './use-asked-matter.ts';
import { useBellSetting } from './use-bell.ts';
import { MatterCard } from './matter-card.tsx';
import { useDeciding } from './use-deciding.ts';
import { useTelling } from './use-telling.ts';
import '../style/inbox.css';

/** What is odd and waits for a person, and what was decided before: the same page in the till and in the office. */
export function InboxPage({ person }: { readonly person: Person }) {
  const { view } = useStation();
  const { words } = useTelling();
  const now = useNow();
  const [isPast, setPast] = useState(false);
  const [kind, setKind] = useState<ExceptionKind | ''>('');
  const [isMine, setMine] = useState(false);
  const [isBellOn, toggleBell] = useBellSetting();
  const deciding = useDeciding(person);
  const asked = useAskedMatter();
  const open = listOpen(view, now, words);
  const isOwn = (one: Exception) => sidesOf(view, one).some(({ by }) => by === person.id);
  const shown = open.filter((one) => (kind === '' || one.kind === kind) && (!isMine || isOwn(one)));
  return (
    <div className="inbox">
      <div className="inbox-bar">
        <div className="segments">
          <Button aria-pressed={!isPast} onClick={() => setPast(false)}>
            {words.open(open.length)}
          </Button>
          <Button aria-pressed={isPast} onClick={() => setPast(true)}>
            {words.history}
          </Button>
        </div>
        <KindChoice kinds={isPast ? undefined : open.map((one) => one.kind)} kind={kind} onKind={setKind} />
        <Button aria-pressed={isMine} onClick={() => setMine(!isMine)}>
          {words.mine}
        </Button>
        <Button aria-pressed={isBellOn} onClick={toggleBell}>
          {hasEmoji && <span aria-hidden="true">{isBellOn ? '🔔' : '🔕'}</span>} {words.sound}
        </Button>
        {may(person.role, Action.readReports) && <PushButton />}
      </div>
      <p className="refusal" role="alert">
        {deciding.refusal}
      </p>
      {isPast ? (
        <HistoryList
          person={person}
          kind={kind}
          isMine={isMine}
          onUndo={deciding.undo}
          onBringBack={deciding.bringBack}
        />
      ) : (
        <>
          {open.length === 0 && <Nothing />}
          {open.length > 0 && shown.length === 0 && <p className="empty">{words.noneOfThese}</p>}
          <ul className="matters">
            {shown.map((one) => (
              <MatterCard
                key={one.id}
                one={one}
                person={person}
                now={now}
                busy={deciding.busy === one.id}
                isAsked={asked === one.id}
                onDecide={deciding.decide}
              />
            ))}
          </ul>
        </>
      )}
      {deciding.approval}
      <Toast last={deciding.last} onUndo={deciding.undo} />
    </div>
  );
}

function KindChoice(props: {
  /** Those that are there; undefined for every kind. */
  readonly kinds: readonly ExceptionKind[] | undefined;
  readonly kind: ExceptionKind | '';
  readonly onKind: (kind: ExceptionKind | '') => void;
}) {
  const { words } = useTelling();
  const all = Object.keys(words.kind) as ExceptionKind[];
  const offered = all.filter((kind) => props.kind === kind || (props.kinds?.includes(kind) ?? true));
  return (
    <select
      className="field"
      aria-label={words.kindsLabel}
      value={props.kind}
      onChange={(event) => props.onKind(offered.find((kind) => kind === event.target.value) ?? '')}
    >
      <option value="">{words.allKinds}</option>
      {offered.map((kind) => (
        <option key={kind} value={kind}>
          {words.kind[kind]}
        </option>
      ))}
    </select>
  );
}

function Nothing() {
  const { words } = useTelling();
  return (
    <div className="inbox-nothing">
      <span aria-hidden="true">✓</span>
      <h2>{words.none}</h2>
      <p className="muted">{words.noneHint}</p>
    </div>
  );
}

function Toast(props: {
  readonly last:
    | { readonly said: string; readonly undo: { id: Id<'exception'>; order: Id<'order'> | null } | null }
    | undefined;
  readonly onUndo: (exception: Id<'exception'>, order: Id<'order'> | null) => void;
}) {
  const { words } = useTelling();
  const { last, onUndo } = props;
  return (
    <div className="inbox-toast" role="status">
      {last && (
        <p>
          <span className="grow">{last.said}</span>
          {last.undo && (
            <Button onClick={() => last.undo && onUndo(last.undo.id, last.undo.order)}>↺ {words.undo}</Button>
          )}
        </p>
      )}
    </div>
  );
}
