import { useState } from 'react';
import { find, isClosed, tables, type Id } from '@resto360/domain';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { Money } from '../ui/money.tsx';
import { addressOf } from '../shell/route.ts';
import { TopBar } from '../shell/top-bar.tsx';
import type { Person } from '../staff/staff-session.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { OrderScreen } from './order-screen.tsx';
import { openOrdersAt } from './table-state.ts';

/**
 * One table: its order, or the choice between several that were opened apart. A free table opens with its first dish:
 * looking at it leaves nothing behind.
 */
export function TableScreen({ table, person }: { readonly table: Id<'table'>; readonly person: Person }) {
  const station = useStation();
  const { words, formats } = useSpeech();
  const [newOrder] = useState(() => station.newId());
  const open = openOrdersAt(station.view, table);
  const [first] = open;
  // What was on the screen stays there when another till takes the money for it: an empty order would look like a loss.
  const [shown, setShown] = useState<Id<'order'> | null>(null);
  if (first && first.id !== shown) setShown(first.id);
  const isPaid = shown !== null && isClosed(station.view, shown);
  if (open.length < 2) {
    const order = first?.id ?? (isPaid ? shown : newOrder);
    return <OrderScreen key={order} order={order} openAt={table} person={person} />;
  }
  return (
    <div className="page">
      <TopBar title={words.tables.table(find(station.view, tables, table)?.name ?? '')} back="#/" person={person} />
      <main className="scroll floor">
        <h2>{words.tables.several}</h2>
        <div ref={arrowKeys} className="tables">
          {open.map((order) => (
            <a
              key={order.id}
              className={`table-tile ${order.state}`}
              href={addressOf({ page: 'order', order: order.id })}
            >
              <b className="tile-name">{formats.time(order.openedAt)}</b>
              <Money minor={order.dueMinor} />
            </a>
          ))}
        </div>
      </main>
    </div>
  );
}
