import { useEffect } from 'react';

/** Keeps the screen on while the board is in sight: a board that sleeps acknowledges nothing. Where it cannot, no harm. */
export function useAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    let isGone = false;
    // A browser takes the lock away when the page goes out of sight, and wants to be asked again.
    const ask = async () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
      lock = await navigator.wakeLock.request('screen').catch(() => undefined);
      if (isGone) await lock?.release();
    };
    const onSight = () => void ask();
    onSight();
    document.addEventListener('visibilitychange', onSight);
    return () => {
      isGone = true;
      document.removeEventListener('visibilitychange', onSight);
      void lock?.release();
    };
  }, []);
}
