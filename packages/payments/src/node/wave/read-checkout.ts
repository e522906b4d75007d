import type { AskedFor, CallContext, ReadOutcome } from '../../provider.ts';
import { expireSession } from './expire-session.ts';
import { launchOf } from './initiate-checkout.ts';
import { isLaunchUrl } from './launch-url.ts';
import { listSessions } from './list-sessions.ts';
import { paidSession } from './paid-session.ts';
import { failureOf } from './wave-failure.ts';
import { receiptOf, type WaveSession } from './wave-session.ts';

/**
 * What became of a request, over all its sessions: money if any of them was paid, else a link while one is open, else
 * nothing. Leaves one link payable at most: the one it tells of.
 * **Why** the handle's session is the one shown: the customer may be looking at it.
 */
export async function readCheckout(asked: AskedFor, context: CallContext): Promise<ReadOutcome> {
  const read = await listSessions(asked, context);
  if (read.kind === 'unreadable') {
    const { own, ...unreadable } = read;
    return (own && moneyOf(own)) ?? unreadable;
  }
  const { sessions } = read;
  const paid = paidSession(sessions, asked.handle);
  const money = paid && moneyOf(paid);
  const open = sessions.filter(({ state }) => state.kind === 'open');
  const shown = money ? undefined : shownOf(open, asked, context);
  await expireAll(
    open.filter((session) => session !== shown),
    context,
  );
  return money ?? waitingOf(sessions, shown) ?? endOf(sessions);
}

/** More sessions than this of one request are left to the next read. */
const EXPIRED_AT_ONCE_MAX = 10;

async function expireAll(sessions: readonly WaveSession[], context: CallContext): Promise<void> {
  for (const { id } of sessions.slice(0, EXPIRED_AT_ONCE_MAX)) await expireSession(id, context);
}

function shownOf(
  open: readonly WaveSession[],
  { handle }: AskedFor,
  { account }: CallContext,
): WaveSession | undefined {
  const showable = open.filter(({ launchUrl }) => isLaunchUrl(launchUrl, account));
  return showable.find(({ id }) => id === handle.checkoutId) ?? showable[0];
}

function moneyOf(session: WaveSession): ReadOutcome | undefined {
  const { state, amountMinor } = session;
  if (state.kind !== 'paid') return undefined;
  return state.isRefunded ? { kind: 'reversed', amountMinor, providerTxnId: state.txnId } : receiptOf(session);
}

function waitingOf(sessions: readonly WaveSession[], shown: WaveSession | undefined): ReadOutcome | undefined {
  if (shown) return { kind: 'pending', handle: { checkoutId: shown.id }, next: launchOf(shown) };
  const waiting = sessions.find(({ state }) => state.kind === 'under_way' || state.kind === 'open');
  return waiting && { kind: 'pending', handle: { checkoutId: waiting.id } };
}

function endOf(sessions: readonly WaveSession[]): ReadOutcome {
  const ends = sessions.map(({ state }) => state).filter((state) => state.kind === 'over');
  if (ends.length === 0) return { kind: 'not_found' };
  const failed = ends.findLast(({ errorCode }) => errorCode !== undefined) ?? ends.findLast((end) => !end.isExpired);
  if (!failed) return { kind: 'expired' };
  return {
    kind: 'failed',
    failure: failed.errorCode === undefined ? { code: 'unknown' } : failureOf(failed.errorCode),
  };
}
