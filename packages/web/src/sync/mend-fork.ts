import { becomeOwnDevice } from '../enrol/re-enrol-device.ts';
import { isIdle } from '../shell/update.ts';
import type { Station } from '../station/station.ts';

/** How long a tablet waits before it asks again to be a device of its own. **Units** ms. */
const AGAIN_MS = 10 * 60_000;
// The page's clock: one that is set back must not make it wait for years.
let notBeforeMs = 0;

/**
 * A tablet that the server knows as a copy of another becomes a device of its own at the next idle moment (SYN-12). Every
 * sale goes on meanwhile: the server takes ops of both copies.
 */
export function mendFork(station: Station): void {
  if (station.status.why !== 'fork' || performance.now() < notBeforeMs || !isIdle()) return;
  notBeforeMs = performance.now() + AGAIN_MS;
  void becomeOwnDevice(station).catch((thrown: unknown) => console.error(thrown));
}
