import { routeOf } from './route.ts';
import { quietMs } from './touched.ts';

/** How often a page that stays open looks for a newer app. **Units** ms. */
const LOOK_MS = 30 * 60_000;

/**
 * Keeps the app on this device: the service worker lets pages start with no server. A newer app is taken over at an
 * idle moment on a station's first page only, so that it never comes between a guest and a payment (SYN-15).
 */
export function keepFresh(): void {
  // Another tab took the newer app over: a part of this older one, asked for only now, is gone from the device.
  addEventListener('vite:preloadError', () => location.reload());
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  void start().catch((thrown: unknown) => console.error(thrown));
}

async function start(): Promise<void> {
  const registration = await navigator.serviceWorker.register('/service-worker.js', { type: 'classic' });
  let asked = false;
  const takeOver = () => {
    const { waiting } = registration;
    if (asked || !waiting || !navigator.serviceWorker.controller || !isIdle()) return;
    asked = true;
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    waiting.postMessage('take over');
  };
  setInterval(takeOver, QUIET_MS);
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', takeOver);
  });
  setInterval(() => void registration.update().catch(() => undefined), LOOK_MS);
  takeOver();
}

/** How long nobody touched the screen before it may be loaded anew. **Units** ms. */
const QUIET_MS = 30_000;

/** Whether the page may be loaded anew: not on an order, not under an open sheet, and not under somebody's hand. */
export const isIdle = (): boolean =>
  routeOf(location.hash).page === 'tables' && document.querySelector('dialog[open]') === null && quietMs() >= QUIET_MS;
