import { memo } from 'react';
import { useSpeech } from '../words/words.tsx';
import { LineDetails } from './line-details.tsx';
import { isSameCard, type CardProps } from './ticket-card.tsx';

/** A course that waits to be called: dashed, quiet, with nothing to tap. */
export const HeldCard = memo(Card, isSameCard);

function Card({ ticket, stage, showPlace }: CardProps) {
  const { words } = useSpeech();
  const title = ticket.title ?? words.kitchen.takeaway;
  const about = [ticket.waiter, ticket.area, showPlace ? ticket.place : null].filter((part) => part !== null);
  return (
    <article className="ticket-card held" tabIndex={0} aria-label={title} data-ticket={title}>
      <header className="ticket-top held">
        <h2>
          <span role="img" aria-label={words.kitchen.onHold}>
            ‖
          </span>{' '}
          {title} · {words.kitchen.course(ticket.held ?? 0)}
        </h2>
        <p className="ticket-about">{[...about, words.kitchen.toBeCalled].join('\u00a0· ')}</p>
      </header>
      {stage === 'held' ? (
        <ul className="ticket-lines">
          {ticket.lines.map((line) => (
            <li key={line.id} className="ticket-line held">
              <div className="line-name">
                <span className="line-quantity">{line.quantity}</span>
                <span className="line-what">
                  <b>{line.name}</b>
                  <LineDetails line={line} />
                </span>
              </div>
            </li>
          ))}
        </ul>
      ) : (
        <p className="held-sum">{ticket.lines.map((line) => `${line.quantity} ${line.name}`).join(', ')}</p>
      )}
    </article>
  );
}
