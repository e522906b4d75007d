import { routeOf } from './route.ts';

/** How often a page that stays open looks for a newer app. **Units** ms. */
const LOOK_MS = 30 * 60_000;

/**
 * Keeps the app on this device: the service worker lets pages start with no server. A newer app is taken over at the
 * list of tables only, so that it never comes between a guest and a payment (SYN-15).
 */
export function keepFresh(): void {
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
  addEventListener('hashchange', takeOver);
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', takeOver);
  });
  setInterval(() => void registration.update().catch(() => undefined), LOOK_MS);
  takeOver();
}

const isIdle = () => routeOf(location.hash).page === 'tables' && document.querySelector('dialog[open]') === null;
