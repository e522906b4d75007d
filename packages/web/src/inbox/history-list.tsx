import { useCallback, useState } from 'react';
import type { ExceptionKind, Id } from '@resto360/domain';
import { useNow } from '../shell/use-now.ts';
import type { Person } from '../staff/staff-session.ts';
import type { Station } from '../station/station.ts';
import { useRead } from '../station/use-read.ts';
import { Button } from '../ui/button.tsx';
import { readHistory } from './read-history.ts';
import { SettledCard } from './settled-card.tsx';
import type { BringBack } from './settled-op-card.tsx';
import { useTelling } from './use-telling.ts';

/** How many matters a look at the history brings, and how often it looks again. **Units** ms. */
const PAGE = 50;
const LOOK_MS = 1_500;

/** What was decided before, by people and by rules, the newest first. */
export function HistoryList(props: {
  readonly person: Person;
  readonly kind: ExceptionKind | '';
  readonly isMine: boolean;
  readonly onUndo: (exception: Id<'exception'>, order: Id<'order'> | null) => void;
  readonly onBringBack: BringBack;
}) {
  const { person, kind, isMine } = props;
  const { words } = useTelling();
  const now = useNow();
  const [max, setMax] = useState(PAGE);
  const [only, whose] = [kind === '' ? null : kind, isMine ? person.id : null];
  const read = useCallback(
    (station: Station) => readHistory(station, { max, kind: only, person: whose }),
    [max, only, whose],
  );
  const [history] = useRead(read, LOOK_MS);
  if (!history) return null;
  return (
    <>
      {history.shown.length === 0 && <p className="empty">{words.noHistory}</p>}
      <ul className="matters">
        {history.shown.map((settled) => (
          <SettledCard
            key={settled.id}
            view={history.view}
            settled={settled}
            person={person}
            now={now}
            onUndo={props.onUndo}
            onBringBack={props.onBringBack}
          />
        ))}
      </ul>
      {history.more > 0 && <Button onClick={() => setMax(max + PAGE)}>{words.showMore}</Button>}
    </>
  );
}
