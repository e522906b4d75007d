import { isOdd, type Id } from '@resto360/domain';
import { LIMITS, sha256Hex } from '@resto360/sync';
import {
  CLIENT_RULES,
  askedToWaitMs,
  exchangeOnce,
  unsentOf,
  type ClientStore,
  type Transport,
} from '@resto360/sync/client';
import type { TabMessage } from './tab-leader.ts';

/** The tag under which a page asks the browser to wake the service worker when the line is back. */
export const BACKGROUND_TAG = 'offline-sync';

/** What the service worker pushes with; a test gives it other disks and another line. */
export type BackgroundDeps = {
  readonly restaurants: () => Promise<readonly Id<'restaurant'>[]>;
  readonly open: (restaurant: Id<'restaurant'>) => ClientStore & { close(): void };
  readonly transport: Transport;
  readonly nowMs: () => number;
  readonly tell: (restaurant: Id<'restaurant'>, message: TabMessage) => void;
};

/** Exchanges of one wake-up and restaurant; the browser ends the worker after some minutes anyway. */
const ROUNDS_MAX = 50;

/**
 * Pushes what waits in every local database, with no page open: the same outbox, the same exchange as the pages', so a
 * tab that pushes at the same time does no harm (SYN-11, SYN-12). Open tabs are told what it brought.
 * **Errors** throws when something waits that could not be sent, or that the server asked not to be sent yet: then the
 * browser wakes the worker again.
 */
export async function pushWaiting(deps: BackgroundDeps): Promise<void> {
  let waits = false;
  for (const restaurant of await deps.restaurants()) {
    const store = deps.open(restaurant);
    try {
      if (await pushOf(restaurant, store, deps)) waits = true;
    } catch (thrown) {
      // One broken database is no reason to leave another's sales behind.
      console.error(thrown);
      waits = true;
    } finally {
      store.close();
    }
  }
  if (waits) throw new Error('ops still wait: wake me again');
}

async function pushOf(restaurant: Id<'restaurant'>, store: ClientStore, deps: BackgroundDeps): Promise<boolean> {
  const { transport, nowMs, tell } = deps;
  const { kind, pace } = await store.read(async (tx) => ({
    kind: (await tx.meta('identity'))?.kind,
    pace: await tx.meta('pace'),
  }));
  // The server asked to be left alone: the browser's own pauses (of five minutes and more) are long enough.
  if (askedToWaitMs(pace, nowMs()) > 0) return hasUnsent(store);
  for (let round = 0; round < ROUNDS_MAX; round++) {
    if (!(await hasUnsent(store))) return false;
    const outcome = await exchangeOnce({
      store,
      transport,
      nowMs,
      rules: CLIENT_RULES,
      hash: sha256Hex,
      pushOpsMax: LIMITS.pushOps,
      pageRows: LIMITS.pageRows,
      own: true,
      isOdd: kind === 'kitchen' ? undefined : isOdd,
    });
    if (outcome.kind === 'offline') return true;
    // Not let in, or a server that is behind: a person must act, and waking again changes nothing.
    if (outcome.kind === 'stopped' && outcome.progress) continue;
    if (outcome.kind === 'stopped') return false;
    tell(restaurant, { type: 'exchanged', heardAt: nowMs(), failed: false, head: outcome.head });
  }
  return true;
}

const hasUnsent = (store: ClientStore): Promise<boolean> =>
  store.read(async (tx) => {
    if (!(await tx.meta('identity'))) return false;
    return (await unsentOf(tx)).count > 0;
  });
