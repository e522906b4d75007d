import { useState } from 'react';
import {
  find,
  listAll,
  orders,
  readStamp,
  stations,
  tables,
  ticketsOf,
  type Id,
  type Ticket,
  type TicketLine,
  type View,
} from '@resto360/domain';
import { LineShape } from '../pos/line-row.tsx';
import { intentsOf } from '../pos/order-intents.ts';
import { useTaps } from '../pos/use-taps.ts';
import { TopBar } from '../shell/top-bar.tsx';
import { useNow } from '../shell/use-now.ts';
import type { Person } from '../staff/staff-session.ts';
import { useStation } from '../station/use-station.ts';
import { useSpeech } from '../words/words.tsx';

/** From when a ticket is slow, and late. **Units** ms. */
const AGES = { slowMs: 10 * 60_000, lateMs: 20 * 60_000 } as const;

/** What is to be cooked, by station, the oldest first. */
export function TicketBoard({ person, onLeave }: { readonly person: Person; readonly onLeave: () => void }) {
  const station = useStation();
  const { words } = useSpeech();
  const { tap, refusal } = useTaps();
  const [shown, setShown] = useState<Id<'station'> | null>(null);
  const places = listAll(station.view, stations)
    .filter((one) => !one.deleted)
    .toSorted((a, b) => a.position - b.position);
  const tickets = openTickets(station.view).filter((ticket) => shown === null || ticket.station === shown);
  const advance = (line: TicketLine) => {
    const to = line.rank === 'sent' ? 'preparing' : 'ready';
    void tap(intentsOf(person).advance(line.id, to));
  };
  return (
    <div className="page">
      <TopBar title={words.kitchen.title} person={person} onLeave={onLeave} />
      <p className="refusal toast" role="alert">
        {refusal}
      </p>
      <nav className="station-tabs" aria-label={words.kitchen.title}>
        {[{ id: null, name: words.kitchen.all }, ...places].map(({ id, name }) => (
          <button
            type="button"
            className="button"
            key={id ?? ''}
            aria-pressed={shown === id}
            onClick={() => setShown(id)}
          >
            {name}
          </button>
        ))}
      </nav>
      {station.status.state === 'offline' && <p className="notice stale">{words.kitchen.stale}</p>}
      <main className="scroll board">
        {tickets.length === 0 && <p className="empty">{words.kitchen.none}</p>}
        {tickets.map((ticket) => (
          <TicketCard key={`${ticket.order}:${ticket.id}`} ticket={ticket} onAdvance={advance} />
        ))}
      </main>
    </div>
  );
}

function TicketCard(props: { readonly ticket: Ticket; readonly onAdvance: (line: TicketLine) => void }) {
  const { ticket, onAdvance } = props;
  const { view } = useStation();
  const { words, formats } = useSpeech();
  const ageMs = useNow(10_000) - sentAtOf(ticket);
  const pace = ageMs > AGES.lateMs ? 'late' : ageMs > AGES.slowMs ? 'slow' : 'fresh';
  const order = find(view, orders, ticket.order);
  const table = find(view, tables, order?.table ?? '');
  const place = find(view, stations, ticket.station ?? '');
  return (
    <article className={`card ticket-card ${pace}`}>
      <header>
        <h2>{table ? words.tables.table(table.name) : (order?.label ?? words.tables.takeaway)}</h2>
        <p className="small">
          <i className={`pace ${pace}`} role="img" aria-label={words.kitchen.age[pace]}>
            {{ fresh: '●', slow: '◆', late: '▲' }[pace]}
          </i>{' '}
          <span className="age">{formats.age(ageMs)}</span> · {place?.name ?? words.kitchen.noStation}
        </p>
      </header>
      <ul>
        {ticket.lines.map((line) => (
          <li key={line.id} className={line.cancelled ? 'line void' : 'line'}>
            <LineShape state={line.cancelled ? 'void' : line.rank} />
            <span className="quantity">{line.quantity}×</span>
            <span className="grow what">
              <span className="name">{line.name}</span>
              {line.modifiers.length > 0 && <span className="muted">{line.modifiers.join(' · ')}</span>}
              {line.note !== null && <span className="kitchen-note">« {line.note} »</span>}
              {line.cancelled && <span className="mark">{words.kitchen.cancelled}</span>}
            </span>
            {!line.cancelled && (line.rank === 'sent' || line.rank === 'preparing') && (
              <button type="button" className="button" onClick={() => onAdvance(line)}>
                {line.rank === 'sent' ? words.kitchen.start : words.kitchen.ready}
              </button>
            )}
          </li>
        ))}
      </ul>
    </article>
  );
}

/** Tickets on which something is still to be done. */
function openTickets(view: View): Ticket[] {
  return listAll(view, orders)
    .flatMap((order) => ticketsOf(view, order.id))
    .filter((ticket) => ticket.lines.some((line) => line.rank === 'sent' || line.rank === 'preparing'))
    .toSorted((a, b) => sentAtOf(a) - sentAtOf(b));
}

const sentAtOf = (ticket: Ticket) => readStamp(ticket.sentMark.replace('~', '')).ms;
