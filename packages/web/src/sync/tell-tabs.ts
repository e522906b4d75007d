import type { Id } from '@resto360/domain';
import { tabsOf, type TabMessage } from './tab-leader.ts';

/** Tells every tab of this device on a restaurant something, the one that speaks included. */
export function tellTabs(restaurant: Id<'restaurant'>, message: TabMessage): void {
  const channel = new BroadcastChannel(tabsOf(restaurant));
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel stays within its own origin
  channel.postMessage(message);
  channel.close();
}
