import { useState } from 'react';
import { find, settings, tables, type View } from '@resto360/domain';
import { Button } from '../ui/button.tsx';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { Money } from '../ui/money.tsx';
import { Notice } from '../ui/notice.tsx';
import { addressOf } from '../shell/route.ts';
import { TopBar } from '../shell/top-bar.tsx';
import { useNow } from '../shell/use-now.ts';
import type { Person } from '../staff/staff-session.ts';
import { keep, kept } from '../station/keep.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';
import { LatestReceipts } from './latest-receipts.tsx';
import { useOrderNames } from './order-name.ts';
import { floorOf, mostUrgent, type Floor, type OrderCard, type OrderState, type TableCard } from './table-state.ts';
import { ToCheck } from './to-check.tsx';
import { TakeawaySheet } from './takeaway-sheet.tsx';
import { unreceivedOf } from './unreceived.ts';

/** The house at a glance: every table with its state, what it owes and for how long, then takeaway. */
export function TableList({ person, onLeave }: { readonly person: Person; readonly onLeave: () => void }) {
  const station = useStation();
  const { words } = useSpeech();
  const [opening, setOpening] = useState(false);
  const nameOf = useOrderNames();
  const floor = floorOf(station.view);
  const [area, setArea] = useState(() => kept('area'));
  const shownAreas = floor.areas.some((one) => one.area.id === area)
    ? floor.areas.filter((one) => one.area.id === area)
    : floor.areas;
  const show = (next: string | null) => {
    keep('area', next);
    setArea(next);
  };
  const house = find(station.view, settings, station.identity.restaurant);
  return (
    <div className="page">
      <TopBar title={house?.name ?? words.tables.title} person={person} onLeave={onLeave} />
      <main className="scroll floor">
        {station.isAged && <Notice role="status">{words.tables.aged}</Notice>}
        {floor.owing.length > 0 && (
          <section>
            <h2>{words.tables.owing}</h2>
            <p className="muted">{words.tables.owingHint}</p>
            <div ref={arrowKeys} className="tables">
              {floor.owing.map((order) => (
                <OrderTile key={order.id} order={order} title={nameOf(order.id) ?? ''} />
              ))}
            </div>
          </section>
        )}
        {floor.areas.length === 0 && <p className="empty">{words.tables.none}</p>}
        <AreaTabs areas={floor.areas} shown={shownAreas.length === 1 ? area : null} onShow={show} />
        {shownAreas.map(({ area, tables }) => (
          <section key={area.id} aria-label={area.name}>
            <h2>{area.name}</h2>
            <div ref={arrowKeys} className="tables">
              {tables.map((card) => (
                <TableTile key={card.table.id} card={card} />
              ))}
            </div>
          </section>
        ))}
        <section aria-label={words.tables.takeaway}>
          <h2>{words.tables.takeaway}</h2>
          <div ref={arrowKeys} className="tables">
            {floor.takeaway.map((order) => (
              <OrderTile key={order.id} order={order} title={nameOf(order.id) ?? ''} />
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

function AreaTabs(props: {
  readonly areas: Floor['areas'];
  readonly shown: string | null;
  readonly onShow: (area: string | null) => void;
}) {
  const { words } = useSpeech();
  if (props.areas.length < 2) return null;
  return (
    <nav className="segments" aria-label={words.tables.all}>
      {[{ id: null, name: words.tables.all }, ...props.areas.map((one) => one.area)].map(({ id, name }) => (
        <Button key={id ?? ''} aria-pressed={props.shown === id} onClick={() => props.onShow(id)}>
          {name}
        </Button>
      ))}
    </nav>
  );
}

function TableTile({ card }: { readonly card: TableCard }) {
  const { view } = useStation();
  const { words, formats } = useSpeech();
  const now = useNow();
  const { table, orders } = card;
  const nameOf = useOrderNames();
  // What is paid elsewhere is counted there: this table says with which one it is merged.
  const own = orders.filter((one) => one.table === table.id);
  const others = orders.filter((one) => one.table !== table.id);
  const state = orders.length === 0 ? 'free' : mostUrgent(orders.map((one) => one.state));
  const dueMinor = own.reduce((sum, one) => sum + one.dueMinor, 0);
  const covers = own.reduce((sum, one) => sum + one.covers, 0);
  const declaredMinor = own.reduce((sum, one) => sum + one.declaredMinor, 0);
  const unreceived = orders.reduce((sum, one) => sum + unreceivedOf(view, one.id, now), 0);
  const age = formats.age(now - Math.min(...orders.map((one) => one.openedAt)));
  return (
    <a className={`table-tile ${state}`} data-state={state} href={addressOf({ page: 'table', table: table.id })}>
      <TileTop name={table.name} heard={words.tables.table(table.name)} state={state} />
      {orders.length === 0 ? (
        <span className="muted small">{words.tables.seats(table.seats)}</span>
      ) : (
        <span className="tile-top">
          {own.length > 0 && <Money minor={dueMinor} />}
          {others.map((one) => (
            <span key={one.id} className="muted small">
              {words.tables.mergedWith(homeOf(view, one) ?? nameOf(one.id) ?? '')}
            </span>
          ))}
          <span className="muted small">
            {covers > 0 ? `${words.order.covers(covers)} · ` : ''}
            {orders.length > 1 ? words.tables.orders(orders.length) : age}
          </span>
        </span>
      )}
      <ToCheck minor={declaredMinor} />
      {unreceived > 0 && <span className="tile-warn small">⚠ {words.tables.unreceived(unreceived)}</span>}
    </a>
  );
}

// The name of the table at which a merged order stands.
const homeOf = (view: View, { table }: OrderCard) => find(view, tables, table ?? '')?.name;

function OrderTile({ order, title }: { readonly order: OrderCard; readonly title: string }) {
  const { view } = useStation();
  const { words, formats } = useSpeech();
  const now = useNow();
  const unreceived = unreceivedOf(view, order.id, now);
  return (
    <a
      className={`table-tile ${order.state}`}
      data-state={order.state}
      href={addressOf({ page: 'order', order: order.id })}
    >
      <TileTop name={title} state={order.state} />
      <span className="tile-top">
        <Money minor={order.dueMinor} />
        <span className="muted small">{formats.age(now - order.openedAt)}</span>
      </span>
      <ToCheck minor={order.declaredMinor} />
      {unreceived > 0 && <span className="tile-warn small">⚠ {words.tables.unreceived(unreceived)}</span>}
    </a>
  );
}

function TileTop(props: {
  readonly name: string;
  /** How the name is read out, where the tile shows less of it. */
  readonly heard?: string;
  readonly state: OrderState | 'free';
}) {
  const { name, heard, state } = props;
  const { words } = useSpeech();
  return (
    <span className="tile-top">
      <b className="tile-name" aria-hidden={heard !== undefined}>
        {name}
      </b>
      {heard !== undefined && <span className="heard">{heard}, </span>}
      <span className="tile-state">
        <i className={`shape ${state}`} aria-hidden="true" />
        {words.tables[state]}
      </span>
    </span>
  );
}
