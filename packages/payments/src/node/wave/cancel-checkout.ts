import type { AskedFor, CallContext } from '../../provider.ts';
import { expireSession } from './expire-session.ts';
import { listSessions } from './list-sessions.ts';

/**
 * Makes every link of a request unpayable.
 * **Errors** `too_late`: one was paid, or is being paid · `unreadable`: nobody can say that all are closed; also where
 * there is no session yet, since one may still be on its way.
 */
export async function cancelCheckout(
  asked: AskedFor,
  context: CallContext,
): Promise<'cancelled' | 'too_late' | 'unreadable'> {
  const read = await listSessions(asked, context);
  if (read.kind === 'unreadable') {
    const { checkoutId } = asked.handle;
    return checkoutId !== undefined && (await expireSession(checkoutId, context)) ? 'cancelled' : 'unreadable';
  }
  const { sessions } = read;
  if (sessions.length === 0) return 'unreadable';
  let isClosed = true;
  for (const { id, state } of sessions) {
    if (state.kind === 'open') isClosed = (await expireSession(id, context)) && isClosed;
  }
  if (sessions.some(({ state }) => state.kind === 'paid' || state.kind === 'under_way')) return 'too_late';
  return isClosed ? 'cancelled' : await lookedAgain(asked, context);
}

/** A link that would not close may have been paid that moment. */
async function lookedAgain(asked: AskedFor, context: CallContext): Promise<'cancelled' | 'too_late' | 'unreadable'> {
  const read = await listSessions(asked, context);
  if (read.kind === 'unreadable') return 'unreadable';
  const kinds = new Set(read.sessions.map(({ state }) => state.kind));
  if (kinds.has('paid') || kinds.has('under_way')) return 'too_late';
  return kinds.size === 0 || kinds.has('open') ? 'unreadable' : 'cancelled';
}
