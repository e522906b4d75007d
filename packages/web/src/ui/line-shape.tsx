import type { LineRank } from '@resto360/domain';
import { useSpeech } from '../words/words.tsx';

/** How a line stands, as its shape shows it. */
export type LineState = LineRank | 'void';

const SHAPES: Readonly<Record<LineState, string>> = {
  draft: '',
  held: '‖',
  sent: '↗',
  preparing: '◐',
  ready: '✓',
  served: '✓✓',
  void: '✕',
};

/** The state of a line as a shape, never as a colour alone. */
export function LineShape({ state }: { readonly state: LineState }) {
  const { words } = useSpeech();
  return (
    <span className={`line-shape ${state}`} role="img" aria-label={words.order.state[state]}>
      {SHAPES[state]}
    </span>
  );
}
