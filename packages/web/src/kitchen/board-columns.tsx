import { useEffect, useState, type RefObject } from 'react';
import { useSpeech } from '../words/words.tsx';
import { columnCount, columnsOf, type Density } from './columns.ts';
import { HeldCard } from './held-card.tsx';
import type { KitchenWork } from './kitchen-work.ts';
import { signatureOf } from './signature.ts';
import { TicketCard } from './ticket-card.tsx';
import type { useKitchen } from './use-kitchen.ts';

/** The tickets in columns. */
export function BoardColumns(props: {
  readonly ref: RefObject<HTMLElement | null>;
  readonly kitchen: ReturnType<typeof useKitchen>;
  readonly work: KitchenWork;
}) {
  const { ref, work } = props;
  const { shown, stage, place, density } = props.kitchen;
  const { words } = useSpeech();
  const columns = columnsOf(shown, useColumnCount(ref, density));
  const numbers = new Map(shown.map((ticket, index) => [ticket.key, index]));
  return (
    <main ref={ref} className="scroll board" data-stage={stage}>
      {shown.length === 0 && <p className="empty">{words.kitchen.none[stage]}</p>}
      {columns.map((tickets, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a column is its place
        <div className="board-column" key={index}>
          {tickets.map((ticket) => {
            const card = { ticket, stage, work, signature: signatureOf(ticket), showPlace: place === null };
            const at = numbers.get(ticket.key) ?? 0;
            return (
              <div className="slot" key={ticket.key} data-at={at} data-digit={at < 9 ? at + 1 : ''}>
                {ticket.held === null ? <TicketCard {...card} /> : <HeldCard {...card} />}
              </div>
            );
          })}
        </div>
      ))}
    </main>
  );
}

function useColumnCount(board: RefObject<HTMLElement | null>, density: Density): number {
  const [width, setWidth] = useState(() => innerWidth - 24);
  useEffect(() => {
    const main = board.current;
    if (!main) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? main.clientWidth));
    observer.observe(main);
    return () => observer.disconnect();
  }, [board]);
  return columnCount(width, density);
}
