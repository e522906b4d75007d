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

/** The things of a browser by which tabs agree; a test has its own. */
export type TabWorld = {
  readonly channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>;
  /** Undefined outside a secure context: then every tab syncs, which only costs bytes. */
  readonly locks: Pick<LockManager, 'request'> | undefined;
  /**
   * The page's clock, which nobody can set. **Units** ms since whenever. **Why** not the wall's: set back by a day, it
   * would leave a frozen leader in its place for a day. Where a tablet sleeps this clock may stand still; the leader slept
   * too, and gets its 30 s to say a word.
   */
  readonly nowMs: () => number;
};

/**
 * Lets exactly one tab sync: the one that holds the lock. One that is silent for 30 s (frozen by the browser) loses it
 * to another; should it wake up meanwhile, two pushers are harmless (SYN-11).
 */
export function joinTabs(
  name: string,
  on: { readonly message: (message: TabMessage) => void; readonly lead: () => void; readonly follow: () => void },
  { channel, locks, nowMs }: TabWorld = browserWorld(name),
): Tabs {
  let leads = false;
  let heardAt = nowMs();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel stays within its own origin
  const post = (message: TabMessage) => channel.postMessage(message);
  channel.addEventListener('message', (event: MessageEvent<TabMessage>) => {
    // Taps come from any tab: they are no sign of a leader's life.
    if (event.data.type !== 'tapped') heardAt = nowMs();
    on.message(event.data);
  });
  const lead = async (steal: boolean): Promise<void> => {
    const lost = await holdLock(locks, { name, steal }, () => {
      leads = true;
      on.lead();
    });
    if (!lost) return;
    leads = false;
    heardAt = nowMs();
    on.follow();
    await lead(false);
  };
  void lead(false);
  setInterval(() => {
    if (leads) post({ type: 'beat' });
    else if (nowMs() - heardAt > SILENCE_MS) {
      heardAt = nowMs();
      void lead(true);
    }
  }, BEAT_MS);
  return { post, isLeader: () => leads };
}

const browserWorld = (name: string): TabWorld => ({
  channel: new BroadcastChannel(name),
  locks: 'locks' in navigator ? navigator.locks : undefined,
  nowMs: () => performance.now(),
});

/** Waits for the lock and keeps it until the tab closes. Resolves to true when another tab took it away. */
async function holdLock(
  locks: TabWorld['locks'],
  { name, steal }: { readonly name: string; readonly steal: boolean },
  onHeld: () => void,
): Promise<boolean> {
  if (!locks) {
    onHeld();
    return false;
  }
  let held = false;
  try {
    await locks.request(name, { steal }, () => {
      held = true;
      onHeld();
      return new Promise<never>(() => undefined);
    });
    return false;
  } catch {
    return held;
  }
}
