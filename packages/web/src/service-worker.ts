import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { openInbox, showPush, type PushScope } from './push/worker-push.ts';
import { listLocalRestaurants } from './store/database.ts';
import { IndexedDbStore } from './store/indexeddb-store.ts';
import { BACKGROUND_TAG, pushWaiting } from './sync/background.ts';
import { httpTransport } from './sync/http-transport.ts';
import { tellTabs } from './sync/tell-tabs.ts';

/** The few members of the worker's global scope that are used here; the DOM's types do not know it. */
declare const self: {
  // The build puts the list of the app's files in place of this very name.
  readonly __WB_MANIFEST: (PrecacheEntry | string)[];
  readonly clients: PushScope['clients'] & { claim(): Promise<void> };
  readonly registration: PushScope['registration'];
  readonly navigator: PushScope['navigator'];
  skipWaiting(): Promise<void>;
  addEventListener(
    type: 'activate' | 'message' | 'sync' | 'push' | 'notificationclick',
    listener: (event: {
      readonly data?: unknown;
      readonly tag?: string;
      readonly notification?: { close(): void };
      waitUntil(work: Promise<unknown>): void;
    }) => void,
  ): void;
};

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

// Every page is the app's one page. The server's own paths are never touched (SYN section 6).
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/api(\/|$)/, /^\/livez/, /^\/readyz/] }),
);

// From the first visit on, so that the very next reload needs no server.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', (event) => {
  if (event.data === 'take over') event.waitUntil(self.skipWaiting());
});

// The line is back, and perhaps no page is open any more (SYN-14).
self.addEventListener('sync', (event) => {
  if (event.tag === BACKGROUND_TAG) event.waitUntil(pushNow());
});

// Something opened while nobody looked (NOT-6).
self.addEventListener('push', (event) => event.waitUntil(showPush(self, textOf(event.data))));
self.addEventListener('notificationclick', (event) => {
  event.notification?.close();
  event.waitUntil(openInbox(self));
});

const textOf = (data: unknown): string => (data as { text(): string } | null)?.text() ?? '';

const pushNow = (): Promise<void> =>
  pushWaiting({
    restaurants: listLocalRestaurants,
    open: (restaurant) => new IndexedDbStore(restaurant),
    transport: httpTransport,
    nowMs: () => Date.now(),
    tell: tellTabs,
  });
