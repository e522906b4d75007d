import { useEffect } from 'react';
import { onTouch, quietMs } from './touched.ts';

/** How long a station that nobody touches stays somebody's; longer under an open sheet, whose answers would be lost. */
const LOCK_MS = { page: 5 * 60_000, sheet: 15 * 60_000 };
/** How often that is looked at. **Units** ms. */
const LOOK_MS = 10_000;

/**
 * Locks a station that somebody left without saying so: what the next hand does would be written down under their name.
 * The page under the lock stays where it was. A tablet that slept is locked before its first touch does anything.
 */
export function useLock(on: boolean, lock: () => void): void {
  useEffect(() => {
    if (!on) return undefined;
    const since = Date.now();
    const look = (quiet = quietMs()) => {
      const isSheet = document.querySelector('dialog[open]') !== null;
      if (Math.min(quiet, Date.now() - since) >= LOCK_MS[isSheet ? 'sheet' : 'page']) lock();
    };
    const timer = setInterval(() => look(), LOOK_MS);
    const stop = onTouch(look);
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [on, lock]);
}
