import type { Id } from '@resto360/domain';
import type { ServerLog } from '../db/server-log.ts';

/** How often every house is visited. **Units** ms. */
const ROUND_MS = 5 * 60_000;

/**
 * Visits every house, one after the other, at once and every few minutes. Answers how to stop, which waits for the visit
 * under way. A house that fails is told in the log and holds up no other.
 */
export function startRounds(deps: {
  /** What the visits are for, as the log says it. */
  readonly what: string;
  readonly listRestaurants: () => Promise<readonly Id<'restaurant'>[]>;
  readonly visit: (restaurant: Id<'restaurant'>) => Promise<unknown>;
  readonly log: Pick<ServerLog, 'warn'>;
  /** **Units** ms; a few minutes where it is left out. */
  readonly everyMs?: number;
}): () => Promise<void> {
  const { what, listRestaurants, visit, log, everyMs = ROUND_MS } = deps;
  let isStopped = false;
  const round = async () => {
    for (const restaurant of await listRestaurants()) {
      if (isStopped) return;
      await visit(restaurant).catch((error: unknown) => log.warn(`${what} of ${restaurant}: ${String(error)}`));
    }
  };
  let turn = Promise.resolve();
  const begin = () => {
    turn = turn.then(round).catch((error: unknown) => log.warn(`${what}: ${String(error)}`));
  };
  const timer = setInterval(begin, everyMs);
  timer.unref();
  begin();
  return async () => {
    isStopped = true;
    clearInterval(timer);
    await turn;
  };
}
