import { pushNotice } from './push-notice.ts';

/** A page of the app, as the service worker sees it. */
export type WorkerPage = {
  readonly url: string;
  readonly visibilityState: string;
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
};

const INBOX = '#/inbox';
/** Pages that have an inbox, and so tell of it themselves. */
const TELLS = /^\/(pos|office)(\/|$)/;

/** Shows what a push says, unless a page that tells of it by itself is in front of somebody (NOT-6). */
export async function showPush({ clients, registration }: PushScope, text: string): Promise<void> {
  const pages = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (pages.some((page) => page.visibilityState === 'visible' && tells(page))) return;
  const { title, body } = pushNotice(text);
  // One tag: what opens later takes the place of what nobody read.
  await registration.showNotification(title, { body, tag: 'inbox', icon: '/icons/icon-192.png' });
}

/** Leads to the inbox: in a page that has one, or in a new one. */
export async function openInbox({ clients }: PushScope): Promise<void> {
  const page = (await clients.matchAll({ type: 'window', includeUncontrolled: true })).find(tells);
  if (!page) return void (await clients.openWindow(`/${INBOX}`));
  await page.focus();
  await page.navigate(new URL(INBOX, page.url).href);
}

const tells = ({ url }: WorkerPage): boolean => TELLS.test(new URL(url).pathname);
