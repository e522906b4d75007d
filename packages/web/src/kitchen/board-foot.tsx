import { useState } from 'react';
import type { Id } from '@resto360/domain';
import { useSpeech } from '../words/words.tsx';
import type { BoardTicket } from './board-tickets.ts';
import type { KitchenWork } from './kitchen-work.ts';
import { SoldOutSheet } from './sold-out-sheet.tsx';
import { toComeOut } from './to-come-out.ts';

/** The foot of the board: what is to come out, the last ticket back, what is out. */
export function BoardFoot(props: {
  readonly tickets: readonly BoardTicket[];
  readonly bumped: BoardTicket | undefined;
  readonly place: Id<'station'> | null;
  readonly work: KitchenWork;
}) {
  const { bumped, work } = props;
  const { words } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  const dishes = toComeOut(props.tickets);
  return (
    <footer className="kitchen-foot">
      <h2>{words.kitchen.toComeOut}</h2>
      <ul className="dishes-out" tabIndex={0} aria-label={words.kitchen.toComeOut}>
        {dishes.length === 0 && <li>{words.kitchen.nothingOut}</li>}
        {dishes.map((dish) => (
          <li key={dish.item}>
            <b>{dish.units}</b> {dish.name}
          </li>
        ))}
      </ul>
      {bumped && (
        <button type="button" className="foot-button recall" onClick={() => work.recall(bumped)}>
          <span aria-hidden="true">↶</span> {words.kitchen.recallOf(bumped.title ?? words.kitchen.takeaway)}
        </button>
      )}
      <button type="button" className="foot-button" onClick={() => setOpen(true)}>
        {words.kitchen.soldOut}
      </button>
      {isOpen && <SoldOutSheet place={props.place} work={work} onClose={() => setOpen(false)} />}
    </footer>
  );
}
