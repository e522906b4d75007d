import type { Identity } from '@resto360/sync/client';

const ANSWER_MAX_MS = 15_000;

/** Whether this browser is told with the page closed; `none`: it can't be. `denied`: its owner does not let us. */
export type PushState = 'none' | 'denied' | 'off' | 'on';

/** How it is now. */
export async function readPushState(): Promise<PushState> {
  const manager = await managerOf();
  if (!manager) return 'none';
  if (Notification.permission === 'denied') return 'denied';
  return (await manager.getSubscription()) ? 'on' : 'off';
}

/** Asks the browser, and tells the server. Answers how it is then; undefined when one of the two did not answer. */
export async function subscribePush(identity: Identity, language: 'fr' | 'en'): Promise<PushState | undefined> {
  const manager = await managerOf();
  if (!manager) return 'none';
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  const asked = await call(identity, 'GET', 'key');
  const key = asked?.['public_key'];
  if (typeof key !== 'string') return undefined;
  try {
    const options = { userVisibleOnly: true, applicationServerKey: key };
    const { endpoint, keys } = (await manager.subscribe(options)).toJSON();
    return (await call(identity, 'POST', 'subscribe', { endpoint, keys, language })) ? 'on' : undefined;
  } catch (thrown) {
    console.error(thrown);
    return undefined;
  }
}

/** The opposite. The browser's side ends in any case: a push that comes nevertheless finds nobody. */
export async function unsubscribePush(identity: Identity): Promise<PushState | undefined> {
  const subscription = await (await managerOf())?.getSubscription();
  await subscription?.unsubscribe();
  return (await call(identity, 'POST', 'unsubscribe')) ? 'off' : undefined;
}

async function managerOf(): Promise<PushManager | undefined> {
  if (!('serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis)) return undefined;
  return (await navigator.serviceWorker.getRegistration())?.pushManager;
}

async function call(
  { token }: Identity,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
): Promise<Record<string, unknown> | undefined> {
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const answer = await fetch(`/api/push/${path}`, {
    method,
    cache: 'no-store',
    credentials: 'omit',
    headers: { authorization: `Bearer ${token}`, ...type },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(ANSWER_MAX_MS),
  }).catch(() => undefined);
  return answer?.ok ? ((await answer.json().catch(() => undefined)) as Record<string, unknown> | undefined) : undefined;
}
