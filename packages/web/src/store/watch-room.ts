import type { Station } from '../station/station.ts';
import { lookAfterRoom, type Storage } from './room.ts';

/** How often the storage is looked at. **Units** ms. */
const LOOK_MS = 30_000;
/** The most that a browser's dice give at once. **Units** bytes. */
const DICE_MAX = 65_536;

/** Looks after the room of this device from now on, and says how it is (SYN-16). */
export function watchRoom(station: Station): void {
  const { storage } = navigator as { readonly storage?: StorageManager };
  if (!storage || !('caches' in globalThis)) return;
  const around: Storage = { estimate: () => storage.estimate(), caches, randomBytes };
  let had = false;
  const look = async () => {
    const { room, hasBallast } = await lookAfterRoom(around, had);
    had ||= hasBallast;
    if (room !== station.found.room) station.find({ room });
  };
  const lookNow = () => void look().catch((thrown: unknown) => console.error(thrown));
  lookNow();
  setInterval(lookNow, LOOK_MS);
}

function randomBytes(count: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(count);
  for (let at = 0; at < count; at += DICE_MAX) crypto.getRandomValues(bytes.subarray(at, at + DICE_MAX));
  return bytes;
}
