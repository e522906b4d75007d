import { ClockMode } from '../sim-clock.ts';
import type { SimDesk } from '../sim-desk.ts';
import { BadInput, fieldsOf, numberIn, PAUSE_MS, wordIn } from './control-input.ts';

/** `POST /__sim/clock {advanceMs} | {now} | {mode}`: moves the clock ahead, or changes how it goes. **Units** ms. */
export async function setClock(body: unknown, desk: SimDesk) {
  const fields = fieldsOf(body, ['advanceMs', 'now', 'mode']);
  const mode = wordIn(fields, 'mode', Object.values(ClockMode));
  const now = numberIn(fields, 'now', [0, Number.MAX_SAFE_INTEGER]);
  const advanceMs = now === undefined ? numberIn(fields, 'advanceMs', PAUSE_MS) : now - desk.world.nowMs;
  if (mode === undefined && advanceMs === undefined) throw new BadInput('missing_field', 'advanceMs, now or mode');
  if (advanceMs !== undefined && advanceMs < 0) throw new BadInput('bad_value', 'the clock does not go back');
  if (advanceMs !== undefined && advanceMs > PAUSE_MS[1]) throw new BadInput('bad_value', 'a year ahead is the most');
  if (mode !== undefined) desk.clock.mode = mode;
  if (advanceMs !== undefined) await desk.move(advanceMs);
  return tellClock(desk);
}

/** The clock as it stands. */
export const tellClock = ({ world, clock }: SimDesk) => ({ nowMs: world.nowMs, mode: clock.mode });
