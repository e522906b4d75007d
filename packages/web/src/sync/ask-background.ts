import { BACKGROUND_TAG } from './background.ts';

/** After a request the browser has its own pace; the next one starts its three tries anew. **Units** ms. */
const ASK_MS = 5 * 60_000;

/** Whether this browser can wake the service worker when the line is back: Chromium's alone can. */
export const hasBackgroundSync = (): boolean => 'SyncManager' in globalThis && 'serviceWorker' in navigator;

/**
 * When to ask the browser to push for us: an op waits and the last exchange failed, or the page goes out of sight with
 * an op that waits. Asked again after five minutes of that, and at once after a good exchange in between.
 * Not while the server wants to be left alone (`isAsked`): the browser would push at once. A page that goes asks all the
 * same, as nobody else is left to; the worker then keeps to the wait.
 */
export function backgroundAsker(ask: () => void, nowMs: () => number) {
  let askedAt = Number.NEGATIVE_INFINITY;
  return {
    look: ({ waiting, failed, isAsked }: Look): void => {
      if (waiting === 0 || !failed) askedAt = Number.NEGATIVE_INFINITY;
      else if (!isAsked && Math.abs(nowMs() - askedAt) >= ASK_MS) {
        askedAt = nowMs();
        ask();
      }
    },
    leave: (waiting: number): void => {
      if (waiting > 0) ask();
    },
  };
}

/** What a look sees of the sync. */
type Look = { readonly waiting: number; readonly failed: boolean; readonly isAsked: boolean };

/** Asks this browser. One that can't, or won't, is no reason to stop: the page pushes by itself. */
export async function askBackground(): Promise<void> {
  if (!hasBackgroundSync()) return;
  try {
    const registration = await navigator.serviceWorker.ready;
    const { sync } = registration as unknown as { readonly sync?: { register(tag: string): Promise<void> } };
    await sync?.register(BACKGROUND_TAG);
  } catch {
    // A private window, or a person who switched it off.
  }
}
