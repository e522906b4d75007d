import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import { targetOf } from './board-keys.ts';

/**
 * The board by keyboard, or by a bump bar that types: a digit or the arrows go to a ticket, Enter bumps the one in focus.
 * After a bump the focus goes to the ticket that took its place.
 */
export function useBoardKeys(board: RefObject<HTMLElement | null>): void {
  const at = useRef<number | null>(null);
  const focus = (index: number) => {
    const ticket = ticketsIn(board.current)[index];
    at.current = ticket ? index : null;
    ticket?.focus();
    ticket?.scrollIntoView({ block: 'nearest' });
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event.target)) return;
    const tickets = ticketsIn(board.current);
    const inFocus = tickets.findIndex((ticket) => ticket.contains(document.activeElement));
    if (event.key === 'Enter' && !event.repeat && tickets[inFocus] === document.activeElement) {
      at.current = inFocus;
      tickets[inFocus]?.querySelector<HTMLElement>('.ticket-button')?.click();
      return;
    }
    const target = targetOf(event.key, inFocus, columnsIn(board.current));
    if (target === undefined) return;
    event.preventDefault();
    focus(target);
  });
  const refocus = useEffectEvent(() => {
    if (at.current === null || document.activeElement !== document.body) return;
    focus(Math.min(at.current, ticketsIn(board.current).length - 1));
  });
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  // After every paint: the ticket in focus may have gone.
  useEffect(() => refocus());
}

/** The tickets, the oldest first. */
function ticketsIn(board: HTMLElement | null): HTMLElement[] {
  return [...(board?.querySelectorAll<HTMLElement>('[data-at]') ?? [])]
    .toSorted((a, b) => Number(a.dataset['at']) - Number(b.dataset['at']))
    .flatMap((slot) => slot.querySelector<HTMLElement>('article') ?? []);
}

/** The columns, each as the numbers of its tickets from above. */
function columnsIn(board: HTMLElement | null): number[][] {
  return [...(board?.querySelectorAll('.board-column') ?? [])].map((column) =>
    [...column.querySelectorAll<HTMLElement>('[data-at]')].map((slot) => Number(slot.dataset['at'])),
  );
}

const isElsewhere = (target: EventTarget | null) =>
  target instanceof HTMLInputElement || document.querySelector('dialog[open]') !== null;
