import { Suspense, useState } from 'react';
import { Action, find, isBound, isClosed, may, mayMerge, orders, partsOf, rootOf, type Id } from '@resto360/domain';
import { Button } from '../ui/button.tsx';
import { nameOfOrder } from '../shell/order-name.ts';
import { Sheet } from '../ui/sheet.tsx';
import type { Person } from '../staff/staff-session.ts';
import type { Intent, TapOutcome } from '../station/station.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { Stepper } from '../ui/stepper.tsx';
import { MergeSheet } from './merge-sheet.tsx';
import { MoveSheet } from './move-sheet.tsx';
import { intentsOf } from './order-intents.ts';
import { OrderStory } from './on-demand.ts';
import { coversOf } from './table-state.ts';

type Tap = (intent: Intent) => Promise<TapOutcome>;

/** What is rarer than sending and taking money: guests, another table, merging with another order, reopening, and what happened so far. */
export function OrderMenu(props: {
  readonly order: Id<'order'>;
  /** The table whose page this is; absent where the page is about the order alone. */
  readonly at: Id<'table'> | undefined;
  readonly person: Person;
  readonly tap: Tap;
}) {
  const { order, at, person, tap } = props;
  const { view } = useStation();
  const { words } = useSpeech();
  const [open, setOpen] = useState<'menu' | 'move' | 'merge' | null>(null);
  const known = find(view, orders, order);
  if (!known) return null;
  const intents = intentsOf(person);
  const isDone = isClosed(view, order);
  const covers = coversOf(view, order);
  return (
    <>
      <div className="ticket-head">
        <span className="grow muted small">{covers > 0 ? words.order.covers(covers) : words.order.orderOf}</span>
        <Button look="icon" aria-label={words.order.actions} onClick={() => setOpen('menu')}>
          ⋯
        </Button>
      </div>
      {open === 'menu' && (
        <Sheet title={words.order.actions} onClose={() => setOpen(null)}>
          {!isDone && (
            <>
              <p className="label">{words.order.coversAsk}</p>
              <Stepper
                quantity={covers}
                min={covers - known.covers}
                onQuantity={(wanted) => void tap(intents.setCovers(order, wanted - (covers - known.covers)))}
                words={words}
              />
              <Button className="wide" onClick={() => setOpen('move')}>
                {words.order.move}
              </Button>
              {mayMerge(view, order, person) && (
                <Button className="wide" onClick={() => setOpen('merge')}>
                  {words.order.merge}
                </Button>
              )}
              <Parts order={order} person={person} tap={tap} />
            </>
          )}
          {isDone && may(person.role, Action.reopenOrder) && (
            <Button className="wide" onClick={() => void tap(intents.reopen(order))}>
              {words.order.reopen}
            </Button>
          )}
          <h3>{words.order.history}</h3>
          <Suspense>
            <OrderStory order={order} person={person} />
          </Suspense>
        </Sheet>
      )}
      {open === 'merge' && <MergeSheet order={order} person={person} tap={tap} onClose={() => setOpen(null)} />}
      {open === 'move' && <MoveSheet order={order} at={at} person={person} tap={tap} onClose={() => setOpen(null)} />}
    </>
  );
}

/** The orders that were merged into this one, each with the way out of it while no money binds it. */
function Parts(props: { readonly order: Id<'order'>; readonly person: Person; readonly tap: Tap }) {
  const { order, person, tap } = props;
  const { view } = useStation();
  const { words } = useSpeech();
  const { table: tableOf, takeaway } = words.tables;
  const others = partsOf(view, order).filter(({ id }) => id !== rootOf(view, order));
  if (!mayMerge(view, order, person)) return null;
  return (
    <>
      {others.some(({ id }) => isBound(view, id)) && <p className="muted">{words.order.bound}</p>}
      {others
        .filter(({ id }) => !isBound(view, id))
        .map((part) => (
          <Button key={part.id} className="wide" onClick={() => void tap(intentsOf(person).unmerge(part.id))}>
            {words.order.separate(nameOfOrder(view, [part], { tableOf, takeaway }))}
          </Button>
        ))}
    </>
  );
}
