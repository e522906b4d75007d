import type { Warning } from '@resto360/sync/client';
import type { LocalInstall, Loss } from '../loss/loss.ts';
import type { Room } from '../store/room.ts';

/** What was found beside the work itself, for the places where a person looks. */
export type Found = {
  /** Data that are gone from this device, until somebody confirms it. */
  readonly losses: readonly Loss[];
  /** Databases of other restaurants in which ops wait. */
  readonly strays: readonly LocalInstall[];
  /** How much room there is for more. */
  readonly room: Room;
  /** The oldest op does not get through although the server answers. */
  readonly isStuck: boolean;
};
/** Nothing odd. */
export const NOTHING_FOUND: Found = { losses: [], strays: [], room: 'enough', isStuck: false };

/** What of it the chip warns of. */
export function warningOf({ room, isStuck }: Found): Warning | undefined {
  if (isStuck) return 'stuck';
  return room === 'enough' ? undefined : room;
}
