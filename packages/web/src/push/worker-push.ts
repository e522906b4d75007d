import { pushNotice } from './push-notice.ts';
import { TELLS_LOCK } from './tells-lock.ts';

/** A page of the app, as the service worker sees it. */
export type WorkerPage = {
  /** The address that it was opened with: the station that it went to later is not in it. */
  readonly url: string;
  focus(): Promise<unknown>;
  navigate(url: string): Promise<unknown>;
};

/** The few members of the worker's scope that are used here. */
export type PushScope = {
  readonly clients: {
    matchAll(options: { readonly type: 'window'; readonly includeUncontrolled: true }): Promise<readonly WorkerPage[]>;
    openWindow(url: string): Promise<unknown>;
  };
  readonly registration: {
    showNotification(title: string, options: Readonly<Record<string, string>>): Promise<void>;
  };
  readonly navigator: {
    readonly locks?: {
      query(): Promise<{ readonly held?: readonly { readonly name?: string }[] }>;
    };
  };
};

const INBOX = '#/inbox';

/** Shows what a push says, unless a page that tells of it by itself is in front of somebody (NOT-6). */
export async function showPush({ registration, navigator }: PushScope, text: string): Promise<void> {
  // A browser without locks knows of no such page, and shows the push as well.
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  if (held.some(({ name }) => name === TELLS_LOCK)) return;
  const { title, body } = pushNotice(text);
  // One tag: what opens later takes the place of what nobody read.
  await registration.showNotification(title, { body, tag: 'inbox', icon: '/icons/icon-192.png' });
}

/** Leads to the inbox: in a page that was not opened as a kitchen, or in a new one. */
export async function openInbox({ clients }: PushScope): Promise<void> {
  const pages = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page = pages.find(({ url }) => !isKitchen(url));
  if (!page) return void (await clients.openWindow(`/${INBOX}`));
  await page.focus();
  await page.navigate(new URL(INBOX, page.url).href);
}

const isKitchen = (url: string): boolean => new URL(url).pathname.startsWith('/kitchen');
