import { useState } from 'react';
import type { Id } from '@resto360/domain';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { Button } from '../ui/button.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { nameOfOrder } from '../shell/order-name.ts';
import { go } from '../shell/route.ts';
import type { Person } from '../staff/staff-session.ts';
import type { Intent, TapOutcome } from '../station/station.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { intentsOf } from './order-intents.ts';
import { movable } from './movable.ts';
import { floorOf } from './table-state.ts';

/**
 * Another table for guests. Of a merged order the guests of one table move: those of the page's table, or whom somebody
 * names; the sheet says who.
 */
export function MoveSheet(props: {
  readonly order: Id<'order'>;
  readonly at: Id<'table'> | undefined;
  readonly person: Person;
  readonly tap: (intent: Intent) => Promise<TapOutcome>;
  readonly onClose: () => void;
}) {
  const { order, at, person, tap, onClose } = props;
  const { view } = useStation();
  const { words } = useSpeech();
  const [named, setNamed] = useState<Id<'order'>>();
  const { places, moved } = movable(view, order, { at, named });
  const nameOf = (place: (typeof places)[number]) =>
    nameOfOrder(view, place, { tableOf: words.tables.table, takeaway: words.tables.takeaway });
  const move = async (table: Id<'table'>) => {
    if (!moved) return;
    onClose();
    const outcome = await tap(intentsOf(person).move(moved[0].id, table));
    if (outcome.kind === 'saved') go({ page: 'order', order }, true);
  };
  return (
    <Sheet title={words.order.move} onClose={onClose}>
      {moved ? (
        <>
          {places.length > 1 && <p role="status">{words.order.moveOnly(nameOf(moved))}</p>}
          <FreeTables onTable={(table) => void move(table)} />
        </>
      ) : (
        <>
          <p className="muted">{words.order.moveWho}</p>
          <div ref={arrowKeys} className="stack open-orders">
            {places.map((place) => (
              <Button key={place[0].id} className="wide" onClick={() => setNamed(place[0].id)}>
                {nameOf(place)}
              </Button>
            ))}
          </div>
        </>
      )}
    </Sheet>
  );
}

function FreeTables({ onTable }: { readonly onTable: (table: Id<'table'>) => void }) {
  const { view } = useStation();
  const { words } = useSpeech();
  const free = floorOf(view)
    .areas.map(({ area, tables }) => ({ area, tables: tables.filter((card) => card.orders.length === 0) }))
    .filter(({ tables }) => tables.length > 0);
  return (
    <>
      <p className="muted">{free.length === 0 ? words.order.moveNone : words.order.moveHint}</p>
      <div ref={arrowKeys} className="stack free-areas">
        {free.map(({ area, tables }) => (
          <section key={area.id} className="free-tables" aria-label={area.name}>
            <h3>{area.name}</h3>
            {tables.map(({ table }) => (
              <Button key={table.id} onClick={() => onTable(table.id)}>
                {table.name}
              </Button>
            ))}
          </section>
        ))}
      </div>
    </>
  );
}
