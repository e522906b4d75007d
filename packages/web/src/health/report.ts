/** The server is told at most this often, unless a person asks, while nothing begins or ends to wait. **Units** ms. */
const PACE_MS = 60_000;
/** That something waits, or that nothing does any more, is told at most this often. **Units** ms. */
const TURN_MS = 10_000;

/**
 * Tells the server how this device is whenever the server answers, now and then. **Why** also while ops wait: what is told
 * only when all is sent says of a tablet that dies with sales on it that nothing waits there.
 */
export function healthReporter(tell: () => Promise<unknown>, nowMs: () => number) {
  let toldAt = Number.NEGATIVE_INFINITY;
  let toldWaiting = false;
  return {
    afterAnswer: async (isWaiting: boolean): Promise<void> => {
      const sinceMs = nowMs() - toldAt;
      // A clock that was set back is no reason to be silent.
      if (sinceMs >= 0 && sinceMs < (isWaiting === toldWaiting ? PACE_MS : TURN_MS)) return;
      [toldAt, toldWaiting] = [nowMs(), isWaiting];
      await tell();
    },
  };
}
