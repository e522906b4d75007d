import { useSpeech } from '../words/words.tsx';
import { isCancelUnread, isToDo, type BoardLine, type BoardTicket } from './board-tickets.ts';
import { LineDetails } from './line-details.tsx';
import type { KitchenWork } from './kitchen-work.ts';

/** A line of a ticket: a tap on its name starts it, a tap on its box calls it ready; a cancelled one is read by a tap. */
export function TicketRow(props: {
  readonly ticket: BoardTicket;
  readonly line: BoardLine;
  readonly work: KitchenWork;
  readonly isDone: boolean;
}) {
  const { ticket, line, work, isDone } = props;
  const { words } = useSpeech();
  const isUnread = isCancelUnread(line);
  const isReady = !isToDo(line) && !line.cancelled;
  const state = line.cancelled ? 'cancelled' : isReady ? 'ready' : line.rank;
  const name = `${line.quantity} ${line.name}`;
  return (
    <li className={`ticket-line ${state}`} data-state={state} data-fresh={line.isFresh} data-unread={isUnread}>
      {isUnread ? (
        <button type="button" className="line-name" onClick={() => work.readCancelled(line)}>
          <span className="hidden-words">{words.kitchen.readCancelled}</span>
          <LineText line={line} />
        </button>
      ) : isDone || isReady ? (
        <div className="line-name">
          <LineText line={line} />
        </div>
      ) : (
        <button
          type="button"
          className="line-name"
          aria-pressed={line.rank === 'preparing'}
          onClick={() => work.start(ticket, line)}
        >
          <span className="hidden-words">{words.kitchen.start}</span>
          <LineText line={line} />
        </button>
      )}
      {!isDone && !line.cancelled && (
        <button
          type="button"
          className="line-box"
          aria-label={isReady ? words.kitchen.takeBack(name) : words.kitchen.finish(name)}
          onClick={() => (isReady ? work.takeBack(line) : work.finish(ticket, line))}
        >
          <span aria-hidden="true">{isReady ? '✓' : line.rank === 'preparing' ? '◐' : ''}</span>
        </button>
      )}
    </li>
  );
}

function LineText({ line }: { readonly line: BoardLine }) {
  const { words, formats } = useSpeech();
  const cancelled = line.cancelled
    ? words.kitchen.cancelledAt(formats.time(line.cancelledAt ?? 0))
    : words.kitchen.insteadOf(line.quantity, line.quantity + line.cancelledUnread);
  return (
    <>
      <span className="line-quantity">{line.cancelled ? line.cancelledUnread : line.quantity}</span>
      <span className="line-what">
        <b>{line.name}</b>
        <LineDetails line={line} />
        {line.isFresh && <span className="fresh-mark">{words.kitchen.fresh}</span>}
        {isCancelUnread(line) && <span className="cancel-mark">{cancelled}</span>}
      </span>
    </>
  );
}
