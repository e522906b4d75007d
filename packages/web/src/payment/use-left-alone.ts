import { find, isLeftAlone, rails, type Entity } from '@resto360/domain';
import { useNow } from '../shell/use-now.ts';
import { useStation } from '../station/use-station.ts';

/** How often the clock is looked at. **Units** ms. */
const LOOK_MS = 1_000;

/**
 * Whether a rail, or an operator of it, is left alone at the moment because it does not answer: as the view has it now, by
 * the corrected clock, so that it ends on the screen too without any news (PAY-17).
 */
export function useLeftAlone(rail: Entity<typeof rails>): (operator?: string) => boolean {
  const { view, clockOffMs } = useStation();
  const nowMs = useNow(LOOK_MS) + clockOffMs;
  return (operator) => isLeftAlone(find(view, rails, rail.id) ?? rail, nowMs, operator);
}
