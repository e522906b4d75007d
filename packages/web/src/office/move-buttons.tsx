import { moved, type Id, type Placed } from '@resto360/domain';
import { Button } from '../ui/button.tsx';
import { useSpeech } from '../words/words.tsx';

/** ↑ and ↓: what moves, without a drag. Answers the rows whose position changes. */
export function MoveButtons(props: {
  readonly name: string;
  readonly id: Id;
  readonly list: readonly Placed[];
  readonly onMove: (rows: readonly Placed[]) => void;
}) {
  const { words } = useSpeech();
  const button = (by: -1 | 1, sign: string, label: string) => {
    const rows = moved(props.list, props.id, by);
    return (
      <Button look="icon" aria-label={label} disabled={rows.length === 0} onClick={() => props.onMove(rows)}>
        {sign}
      </Button>
    );
  };
  return (
    <span className="office-move">
      {button(-1, '↑', words.office.up(props.name))}
      {button(1, '↓', words.office.down(props.name))}
    </span>
  );
}
