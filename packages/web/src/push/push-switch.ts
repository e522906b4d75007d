import type { Identity } from '@resto360/sync/client';
import { callPush, THIS_BROWSER, type PushBrowser } from './push-browser.ts';

/**
 * Whether this device is told with the page closed. `none`: its browser can't be; `denied`: its owner does not let us;
 * `unknown`: the server, which alone can tell, did not answer.
 */
export type PushState = 'none' | 'denied' | 'unknown' | 'off' | 'on';

/** How it is now: on where the server writes to this device, and to the address that its browser has. */
export async function readPushState(identity: Identity, browser = THIS_BROWSER): Promise<PushState> {
  const manager = await browser.manager();
  if (!manager) return 'none';
  if (browser.permission() === 'denied') return 'denied';
  const subscription = await manager.getSubscription();
  // Without an address nothing can come, whatever the server has.
  if (!subscription) return 'off';
  const kept = await callPush(identity, 'GET', 'subscription', browser);
  if (!kept) return 'unknown';
  return kept['endpoint'] === subscription.toJSON().endpoint ? 'on' : 'off';
}

/** Asks the browser, and tells the server. Answers how it is then; undefined when one of the two did not answer. */
export async function subscribePush(
  identity: Identity,
  language: 'fr' | 'en',
  browser: PushBrowser = THIS_BROWSER,
): Promise<PushState | undefined> {
  const manager = await browser.manager();
  if (!manager) return 'none';
  if ((await browser.askPermission()) !== 'granted') return 'denied';
  const asked = await callPush(identity, 'GET', 'key', browser);
  const key = asked?.['public_key'];
  if (typeof key !== 'string') return undefined;
  try {
    // One of a former house, or of a former server, would come back as it is, or be in the way.
    await (await manager.getSubscription())?.unsubscribe();
    const subscription = await manager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    const { endpoint, keys } = subscription.toJSON();
    return (await callPush(identity, 'POST', 'subscribe', browser, { endpoint, keys, language })) ? 'on' : undefined;
  } catch (thrown) {
    console.error(thrown);
    return undefined;
  }
}

/** The opposite. The browser's side ends in any case: a push that comes nevertheless finds nobody. */
export async function unsubscribePush(
  identity: Identity,
  browser: PushBrowser = THIS_BROWSER,
): Promise<PushState | undefined> {
  const subscription = await (await browser.manager())?.getSubscription();
  await subscription?.unsubscribe();
  return (await callPush(identity, 'POST', 'unsubscribe', browser, {})) ? 'off' : undefined;
}
