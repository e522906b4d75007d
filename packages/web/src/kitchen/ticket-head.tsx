import { useSpeech } from '../words/words.tsx';
import type { BoardTicket } from './board-tickets.ts';
import { clockAge, PACE_SHAPES, paceOf } from './pace.ts';
import { useSecond } from './use-second.ts';

/** Where a ticket goes and how old it is: by colour, by shape, in minutes and seconds. A tap on it says "I have seen it". */
export function TicketHead(props: {
  readonly ticket: BoardTicket;
  readonly isDone: boolean;
  readonly showPlace: boolean;
  readonly onSee: () => void;
}) {
  const { ticket, isDone } = props;
  const { words } = useSpeech();
  const ageMs = useSecond() - ticket.at;
  const pace = isDone ? 'done' : paceOf(ageMs);
  const title = ticket.title ?? words.kitchen.takeaway;
  const isFresh = !isDone && ticket.lines.some((line) => line.isFresh);
  const about = [
    ticket.nth > 1 ? words.kitchen.nth(ticket.nth) : null,
    ticket.waiter,
    ticket.area,
    props.showPlace ? (ticket.place ?? words.kitchen.noStation) : null,
  ];
  return (
    <header className={`ticket-top ${pace}`} data-pace={pace}>
      <h2>{title}</h2>
      <p className="ticket-age">
        <span role="img" aria-label={words.kitchen.age[pace]}>
          {pace === 'done' ? '✓' : PACE_SHAPES[pace]}
        </span>{' '}
        {clockAge(ageMs)}
      </p>
      <p className="ticket-about">{about.filter((part) => part !== null).join('\u00a0· ')}</p>
      {isFresh && (
        <button type="button" className="ticket-see" onClick={props.onSee} aria-label={words.kitchen.see(title)}>
          <span className="fresh-mark">{words.kitchen.fresh}</span>
        </button>
      )}
    </header>
  );
}
