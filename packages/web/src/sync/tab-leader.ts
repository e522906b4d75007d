import type { Id } from '@resto360/domain';

/** How often the leading tab says that it lives, and how long the others wait for a word. **Units** ms. */
const BEAT_MS = 10_000;
const SILENCE_MS = 30_000;

/** What tabs of one device tell each other. */
export type TabMessage =
  /** An op was saved: the leader sends it, the others read it from the store. */
  | { readonly type: 'tapped' }
  /** An exchange ended: others read what it brought, how the line is, and how far the server is. */
  | { readonly type: 'exchanged'; readonly heardAt: number | null; readonly failed: boolean; readonly head: number }
  | { readonly type: 'beat' }
  /** This device has a new identity: every tab starts anew with it. */
  | { readonly type: 'enrolled_again' };

/** The name by which the tabs of one device on one restaurant find each other. */
export const tabsOf = (restaurant: Id<'restaurant'>): string => `resto360-sync-${restaurant}`;

/** The tabs of one device on one restaurant. */
export type Tabs = {
  readonly post: (message: TabMessage) => void;
  readonly isLeader: () => boolean;
};

/**
 * Lets exactly one tab sync: the one that holds the lock. One that is silent for 30 s (frozen by the browser) loses it
 * to another; should it wake up meanwhile, two pushers are harmless (SYN-11).
 */
export function joinTabs(
  name: string,
  on: { readonly message: (message: TabMessage) => void; readonly lead: () => void; readonly follow: () => void },
): Tabs {
  const channel = new BroadcastChannel(name);
  let leads = false;
  let heardAt = Date.now();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel stays within its own origin
  const post = (message: TabMessage) => channel.postMessage(message);
  channel.addEventListener('message', (event: MessageEvent<TabMessage>) => {
    heardAt = Date.now();
    on.message(event.data);
  });
  const lead = async (steal: boolean): Promise<void> => {
    const lost = await holdLock(name, steal, () => {
      leads = true;
      on.lead();
    });
    if (!lost) return;
    leads = false;
    heardAt = Date.now();
    on.follow();
    await lead(false);
  };
  void lead(false);
  setInterval(() => {
    if (leads) post({ type: 'beat' });
    else if (Date.now() - heardAt > SILENCE_MS) {
      heardAt = Date.now();
      void lead(true);
    }
  }, BEAT_MS);
  return { post, isLeader: () => leads };
}

/** Waits for the lock and keeps it until the tab closes. Resolves to true when another tab took it away. */
async function holdLock(name: string, steal: boolean, onHeld: () => void): Promise<boolean> {
  // Without a secure context there are no locks; then every tab syncs, which only costs bytes.
  if (!('locks' in navigator)) {
    onHeld();
    return false;
  }
  let held = false;
  try {
    await navigator.locks.request(name, { steal }, () => {
      held = true;
      onHeld();
      return new Promise<never>(() => undefined);
    });
    return false;
  } catch {
    return held;
  }
}
