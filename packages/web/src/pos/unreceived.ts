import {
  devices,
  entityOf,
  find,
  listAll,
  listOfParts,
  orderLines,
  readStamp,
  sentMarkOf,
  stations,
  type Entity,
  type Id,
  type View,
} from '@resto360/domain';

/** How long a kitchen screen has to show a line before the waiter is told (F10). **Units** ms. */
export const UNRECEIVED_AFTER_MS = 10_000;

/**
 * Whether a line went to the kitchen and no screen there has shown it yet: the waiter goes and says it. Never of a
 * station without a screen, nor in a house where no kitchen screen was ever linked.
 * **Units** `nowMs` since 1970; the send's time is that of its mark.
 */
export function isUnreceived(view: View, line: Entity<typeof orderLines>, nowMs: number): boolean {
  if (line.status[1] !== 'sent' || line.removed || !hasScreen(view, line.station)) return false;
  const row = view.get(orderLines.name, line.id);
  if (!row || entityOf(orderLines, row)?.receivedMark === sentMarkOf(row)) return false;
  return nowMs - sentAtOf(sentMarkOf(row)) >= UNRECEIVED_AFTER_MS;
}

/** How many lines of an order no kitchen screen has shown. */
export function unreceivedOf(view: View, order: Id<'order'>, nowMs: number): number {
  return listOfParts(view, orderLines, order).filter((line) => isUnreceived(view, line, nowMs)).length;
}

const sentAtOf = (mark: string) => readStamp(mark.replace('~', '')).ms;

function hasScreen(view: View, station: Id<'station'> | null): boolean {
  if (station !== null && find(view, stations, station)?.hasScreen === false) return false;
  return listAll(view, devices).some((device) => device.kind === 'kitchen' && device.revoked !== 'yes');
}
