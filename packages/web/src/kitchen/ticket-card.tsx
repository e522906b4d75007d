import { memo } from 'react';
import { useSpeech } from '../words/words.tsx';
import { isToDo, type BoardTicket, type Stage } from './board-tickets.ts';
import type { KitchenWork } from './kitchen-work.ts';
import { TicketHead } from './ticket-head.tsx';
import { TicketRow } from './ticket-row.tsx';

/** What a card is drawn from. `signature` says when it must be drawn again. */
export type CardProps = {
  readonly ticket: BoardTicket;
  readonly stage: Stage;
  readonly work: KitchenWork;
  readonly signature: string;
  readonly showPlace: boolean;
};

/** A ticket: where to, how old, its lines, and one button for all of them. */
export const TicketCard = memo(Card, isSameCard);

/** Whether a card may stay as it was drawn. */
export function isSameCard(a: CardProps, b: CardProps): boolean {
  return a.signature === b.signature && a.stage === b.stage && a.work === b.work && a.showPlace === b.showPlace;
}

function Card({ ticket, stage, work, showPlace }: CardProps) {
  const { words } = useSpeech();
  const title = ticket.title ?? words.kitchen.takeaway;
  const isDone = stage === 'ready';
  const isToRead = !isDone && !ticket.lines.some(isToDo);
  const label = isDone ? words.kitchen.recall : isToRead ? words.kitchen.understood : words.kitchen.allReady;
  return (
    <article className="ticket-card" tabIndex={0} aria-label={title} data-ticket={title}>
      <TicketHead ticket={ticket} isDone={isDone} showPlace={showPlace} onSee={() => work.see(ticket)} />
      <ul className="ticket-lines" data-all-fresh={ticket.lines.every((line) => line.isFresh)}>
        {ticket.lines.map((line) => (
          <TicketRow key={line.id} ticket={ticket} line={line} work={work} isDone={isDone} />
        ))}
      </ul>
      <button
        type="button"
        className="ticket-button"
        aria-label={`${label} · ${title}`}
        onClick={() => (isDone ? work.recall(ticket) : work.bump(ticket))}
      >
        {isDone && <span aria-hidden="true">↶ </span>}
        {label}
      </button>
    </article>
  );
}
