import { quietMs } from './touched.ts';

/** How long after a touch nothing long begins, and how long a long queue is kept waiting for that. **Units** ms. */
const CALM_AFTER_MS = 500;
const CALM_WAIT_MAX_MS = 15_000;
const LOOK_MS = 50;
/** A person who touched the screen so lately is at work at it. **Units** ms. */
const BUSY_MS = 10_000;

/** Whether somebody works at this screen. */
export const isBusy = (): boolean => quietMs() < BUSY_MS;

/** Resolves when nobody touches the screen just now; after some seconds in any case, so that what waits goes on. */
export async function calm(): Promise<void> {
  for (let waitedMs = 0; quietMs() < CALM_AFTER_MS && waitedMs < CALM_WAIT_MAX_MS; waitedMs += LOOK_MS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
