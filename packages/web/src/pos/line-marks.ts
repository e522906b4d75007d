import type { Station } from '../station/station.ts';
import type { ShownLine } from './line-groups.ts';
import type { LineMark } from './line-row.tsx';
import { isUnreceived } from './unreceived.ts';

/** Honest about where a line is: on the screen only, on this device, or not yet with the cook. **Units** ms. */
export function markOf(station: Station, { line, state }: ShownLine, nowMs: number): LineMark {
  if (station.view.isUnsaved('order_lines', line.id)) return 'unsaved';
  if (state === 'sent' && isUnreceived(station.view, line, nowMs)) return 'unreceived';
  return station.device.view.isPending('order_lines', line.id) ? 'pending' : 'safe';
}
