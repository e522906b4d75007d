import { useSpeech } from '../words/words.tsx';
import type { BoardLine } from './board-tickets.ts';

/** How a dish is wanted: what was chosen with it, and in a line of its own what a waiter wrote by hand. */
export function LineDetails({ line }: { readonly line: BoardLine }) {
  const { words } = useSpeech();
  return (
    <>
      {line.modifiers.length > 0 && <span className="line-details">{line.modifiers.join(' · ')}</span>}
      {line.note !== null && <span className="line-note">{words.kitchen.note(line.note)}</span>}
    </>
  );
}
