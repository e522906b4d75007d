import { useState } from 'react';
import { find, settings } from '@resto360/domain';
import { Money } from '../shell/money.tsx';
import { addressOf } from '../shell/route.ts';
import { TopBar } from '../shell/top-bar.tsx';
import { useNow } from '../shell/use-now.ts';
import type { Person } from '../staff/staff-session.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { LatestReceipts } from './latest-receipts.tsx';
import { floorOf, type OrderCard, type TableCard } from './table-state.ts';
import { TakeawaySheet } from './takeaway-sheet.tsx';

/** The house at a glance: every table with its state, what it owes and for how long, then takeaway. */
export function TableList({ person, onLeave }: { readonly person: Person; readonly onLeave: () => void }) {
  const station = useStation();
  const { words } = useSpeech();
  const [opening, setOpening] = useState(false);
  const floor = floorOf(station.view);
  const house = find(station.view, settings, station.identity.restaurant);
  return (
    <div className="page">
      <TopBar title={house?.name ?? words.tables.title} person={person} onLeave={onLeave} />
      <main className="scroll floor">
        {floor.owing.length > 0 && (
          <section>
            <h2>{words.tables.owing}</h2>
            <p className="muted">{words.tables.owingHint}</p>
            <div className="tables">
              {floor.owing.map((order) => (
                <OrderTile key={order.id} order={order} title={order.label ?? order.table ?? words.tables.takeaway} />
              ))}
            </div>
          </section>
        )}
        {floor.areas.length === 0 && <p className="empty">{words.tables.none}</p>}
        {floor.areas.map(({ area, tables }) => (
          <section key={area.id} aria-label={area.name}>
            <h2>{area.name}</h2>
            <div className="tables">
              {tables.map((card) => (
                <TableTile key={card.table.id} card={card} />
              ))}
            </div>
          </section>
        ))}
        <section aria-label={words.tables.takeaway}>
          <h2>{words.tables.takeaway}</h2>
          <div className="tables">
            {floor.takeaway.map((order) => (
              <OrderTile key={order.id} order={order} title={order.label ?? words.tables.takeaway} />
            ))}
            <button type="button" className="table-tile new" onClick={() => setOpening(true)}>
              <span className="plus" aria-hidden="true">
                +
              </span>
              <span>{words.tables.newTakeaway}</span>
            </button>
          </div>
        </section>
        <LatestReceipts />
      </main>
      {opening && <TakeawaySheet person={person} onClose={() => setOpening(false)} />}
    </div>
  );
}

function TableTile({ card }: { readonly card: TableCard }) {
  const { words, formats } = useSpeech();
  const now = useNow();
  const { table, orders } = card;
  const state = orders.length === 0 ? 'free' : orders.some((one) => one.state === 'billed') ? 'billed' : 'open';
  const dueMinor = orders.reduce((sum, one) => sum + one.dueMinor, 0);
  const oldest = Math.min(...orders.map((one) => one.openedAt));
  return (
    <a
      className={`table-tile ${state}`}
      data-state={state}
      href={addressOf({ page: 'table', table: table.id })}
      aria-label={`${words.tables.table(table.name)}, ${words.tables[state]}${
        orders.length === 0 ? '' : `, ${formats.money(dueMinor)}, ${formats.age(now - oldest)}`
      }`}
    >
      <span className="tile-top">
        <b className="tile-name">{table.name}</b>
        <span className="tile-state">
          <i className={`shape ${state}`} aria-hidden="true" />
          {words.tables[state]}
        </span>
      </span>
      {orders.length === 0 ? (
        <span className="muted small">{words.tables.seats(table.seats)}</span>
      ) : (
        <span className="tile-top">
          <Money minor={dueMinor} />
          <span className="muted small">
            {orders.length > 1 ? words.tables.orders(orders.length) : formats.age(now - oldest)}
          </span>
        </span>
      )}
    </a>
  );
}

function OrderTile({ order, title }: { readonly order: OrderCard; readonly title: string }) {
  const { words, formats } = useSpeech();
  const now = useNow();
  return (
    <a
      className={`table-tile ${order.state}`}
      data-state={order.state}
      href={addressOf({ page: 'order', order: order.id })}
    >
      <span className="tile-top">
        <b className="tile-name">{title}</b>
        <span className="tile-state">
          <i className={`shape ${order.state}`} aria-hidden="true" />
          {words.tables[order.state]}
        </span>
      </span>
      <span className="tile-top">
        <Money minor={order.dueMinor} />
        <span className="muted small">{formats.age(now - order.openedAt)}</span>
      </span>
    </a>
  );
}
