import type { Identity } from '@resto360/sync/client';

/** How long the server may take. **Units** ms. */
const ANSWER_MAX_MS = 15_000;

/** A subscription as the browser gives it. */
export type Subscribed = {
  toJSON(): { readonly endpoint?: string; readonly keys?: Readonly<Record<string, string>> };
  unsubscribe(): Promise<boolean>;
};

/** What web push needs of a browser. `manager`: undefined where there is none. */
export type PushBrowser = {
  readonly manager: () => Promise<
    | {
        getSubscription(): Promise<Subscribed | null>;
        subscribe(options: { userVisibleOnly: boolean; applicationServerKey: string }): Promise<Subscribed>;
      }
    | undefined
  >;
  readonly permission: () => NotificationPermission;
  readonly askPermission: () => Promise<NotificationPermission>;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
};

/** This browser. */
export const THIS_BROWSER: PushBrowser = {
  manager: async () => {
    if (!('serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis))
      return undefined;
    return (await navigator.serviceWorker.getRegistration())?.pushManager;
  },
  permission: () => Notification.permission,
  askPermission: () => Notification.requestPermission(),
  fetch: (url, init) => fetch(url, init),
};

/** Asks the server for this device; undefined when it did not answer, or said no. */
export async function callPush(
  { token }: Identity,
  method: 'GET' | 'POST',
  path: string,
  browser: Pick<PushBrowser, 'fetch'>,
  body?: object,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const asked = browser.fetch(`/api/push/${path}`, {
    method,
    cache: 'no-store',
    credentials: 'omit',
    headers: { authorization: `Bearer ${token}`, ...type },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(ANSWER_MAX_MS),
  });
  const answer = await asked.catch(() => undefined);
  return answer?.ok ? ((await answer.json().catch(() => undefined)) as Record<string, unknown> | undefined) : undefined;
}
