/** Held by pages that are in front of somebody and tell of new matters themselves; the service worker looks (NOT-6). */
export const TELLS_LOCK = 'resto360:tells-of-matters';

/**
 * Holds it while the page is seen, until the answer is called. `isLocked`: the page stands behind its lock, where it
 * tells nothing (NOT-4); then it holds nothing either, and the push is shown.
 * **Why** a lock: a page's address, as the service worker sees it, is the one it was opened with (`/` for an installed
 * app), a lock's `clientId` is not the id of the page there (Chromium 156), and a page that is busy answers no message.
 */
export function holdTellsLock(isLocked: boolean, world: Partial<LockWorld> = {}): () => void {
  if (isLocked) return () => undefined;
  const { page = document, locks = navigator.locks } = world;
  let letGo: (() => void) | undefined;
  const look = () => {
    letGo?.();
    letGo = page.visibilityState === 'visible' ? hold(locks) : undefined;
  };
  look();
  page.addEventListener('visibilitychange', look);
  return () => {
    page.removeEventListener('visibilitychange', look);
    letGo?.();
  };
}

type LockWorld = {
  readonly page: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;
  readonly locks: Pick<LockManager, 'request'> | undefined;
};

function hold(locks: LockWorld['locks']): () => void {
  const ended = new AbortController();
  // Not by Promise.withResolvers: Chromium 111 has none.
  const over = new Promise<void>((resolve) => ended.signal.addEventListener('abort', () => resolve()));
  const options = { mode: 'shared', signal: ended.signal } as const;
  // Let go of before it was given: the promise says so, and nothing is missing.
  void locks?.request(TELLS_LOCK, options, () => over).catch(() => undefined);
  return () => ended.abort();
}
