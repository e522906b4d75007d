import { useCallback, useEffect, useState } from 'react';
import { rememberedLock, rememberLock } from '../staff/staff-session.ts';
import { onTouch, quietBeforeMs, quietMs } from './touched.ts';

/** How long a station that nobody touches stays somebody's. **Units** ms. */
const LOCK_MS = 5 * 60_000;
/** How often that is looked at. **Units** ms. */
const LOOK_MS = 10_000;
/** A finger's touch is followed by its click: that one is the lock's. **Units** ms. */
const CLICK_WITHIN_MS = 700;

/**
 * Whether somebody left this tab without saying so, and how to open it again: what the next hand does would be written
 * down under their name. A tablet that slept, or whose page was dropped meanwhile, is locked before its first touch does
 * anything. Only a PIN opens it, also on another station of the same tab and after a reload.
 */
export function useLock(isSomebodyIn: boolean): readonly [isLocked: boolean, open: () => void] {
  const [isLocked, setLocked] = useState(() => rememberedLock() || quietBeforeMs() >= LOCK_MS);
  useEffect(() => {
    if (!isSomebodyIn || isLocked) return undefined;
    const look = (quiet = quietMs()) => {
      if (quiet < LOCK_MS) return;
      swallowClick();
      rememberLock(true);
      setLocked(true);
    };
    const timer = setInterval(() => look(), LOOK_MS);
    const stop = onTouch(look);
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [isSomebodyIn, isLocked]);
  const open = useCallback(() => {
    rememberLock(false);
    setLocked(false);
  }, []);
  return [isLocked, open];
}

const swallow = (event: Event) => {
  event.preventDefault();
  event.stopPropagation();
};

function swallowClick(): void {
  addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener('click', swallow, { capture: true }), CLICK_WITHIN_MS);
}
