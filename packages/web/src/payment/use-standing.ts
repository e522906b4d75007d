import { isGivenBack } from '@resto360/domain';
import { useStation } from '../station/use-station.ts';
import type { AskedAttempt } from './known.ts';
import type { QueueEntry } from './queue.ts';
import { standingOf, type Standing } from './standing.ts';

/** How an attempt stands for this device, which knows whether its own request has left. **Units** ms since 1970. */
export function useStanding(asked: AskedAttempt, nowMs: number): Standing {
  return useEntryStanding({ attempt: asked, asked }, nowMs);
}

/** The same for the list, where some attempts were told by the server alone. */
export function useEntryStanding({ attempt, asked }: Pick<QueueEntry, 'attempt' | 'asked'>, nowMs: number): Standing {
  const station = useStation();
  const { state, told, id } = attempt;
  const isSent = !station.device.view.isPending('payment_requests', id);
  const isOnline = station.status.state !== 'offline';
  const isDeferred = (asked?.consent ?? null) !== null;
  return standingOf(
    {
      state,
      until: asked?.until ?? null,
      isDeferred,
      isTold: told !== undefined,
      isSent,
      isOnline,
      isGivenBack: isGivenBack(attempt),
    },
    nowMs,
  );
}
