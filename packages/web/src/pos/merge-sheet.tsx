import { isClosed, listRoots, mayMerge, rootOf, type Id } from '@resto360/domain';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { Button } from '../ui/button.tsx';
import { Money } from '../ui/money.tsx';
import { Sheet } from '../ui/sheet.tsx';
import type { Person } from '../staff/staff-session.ts';
import type { Intent, TapOutcome } from '../station/station.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { useOrderNames } from './order-name.ts';
import { intentsOf } from './order-intents.ts';
import { cardOf } from './table-state.ts';

/** The other orders that are open: the one that is tapped joins the order of the page, and both are one from then on. */
export function MergeSheet(props: {
  readonly order: Id<'order'>;
  readonly person: Person;
  readonly tap: (intent: Intent) => Promise<TapOutcome>;
  readonly onClose: () => void;
}) {
  const { order, person, tap, onClose } = props;
  const { view } = useStation();
  const { words } = useSpeech();
  const nameOf = useOrderNames();
  const others = listRoots(view)
    .filter(({ id }) => id !== rootOf(view, order) && !isClosed(view, id) && mayMerge(view, id, person))
    .map((root) => ({ ...cardOf(view, root), name: nameOf(root.id) ?? '' }))
    .toSorted((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  return (
    <Sheet title={words.order.merge} onClose={onClose}>
      <p className="muted">{others.length === 0 ? words.order.mergeNone : words.order.mergeHint}</p>
      <div ref={arrowKeys} className="stack open-orders">
        {others.map(({ id, name, dueMinor }) => (
          <Button
            key={id}
            className="wide"
            onClick={() => {
              onClose();
              void tap(intentsOf(person).merge(id, order));
            }}
          >
            <span className="grow">{name}</span>
            <Money minor={dueMinor} />
          </Button>
        ))}
      </div>
    </Sheet>
  );
}
