import type { Identity } from '@resto360/sync/client';
import { callPush, THIS_BROWSER, type PushBrowser } from './push-browser.ts';

/**
 * Ends what this browser was told as the device that it was before: it is another one from now on, perhaps of another
 * house. The server lets go of the address, whosever it was. `identity`: who it is now. Never an error: nobody waits for
 * it, and an address that the browser gave up ends by itself at the next push.
 */
export async function endFormerPush(identity: Identity, browser: PushBrowser = THIS_BROWSER): Promise<void> {
  try {
    const subscription = await (await browser.manager())?.getSubscription();
    if (!subscription) return;
    const { endpoint } = subscription.toJSON();
    await Promise.allSettled([
      subscription.unsubscribe(),
      callPush(identity, 'POST', 'unsubscribe', browser, { endpoint }),
    ]);
  } catch (thrown) {
    console.error(thrown);
  }
}
