import { READ_CALL_MS } from '../../http-call.ts';
import type { AskedFor, CallContext } from '../../provider.ts';
import { fieldsOf } from './json-fields.ts';
import { callWave, type WaveReply } from './wave-call.ts';
import { readSession, type WaveSession } from './wave-session.ts';

/** Why a read says nothing. **Units** ms. */
export type Unreadable = { readonly kind: 'unreadable'; readonly cause: string; readonly retryAfterMs?: number };

/** Every session of a request. `own`: the one of the handle, where only that one could be read. */
export type SessionsRead =
  | { readonly kind: 'told'; readonly sessions: readonly WaveSession[] }
  | (Unreadable & { readonly own?: WaveSession });

/**
 * Reads the session that the handle names and all that carry our reference: a create whose answer was lost has left one
 * that no handle names.
 * **Errors** an empty list is Wave's own answer that there is none.
 */
export async function listSessions(
  { requestId, handle }: Pick<AskedFor, 'requestId' | 'handle'>,
  context: CallContext,
): Promise<SessionsRead> {
  const [own, found] = await Promise.all([
    handle.checkoutId === undefined ? NONE : readOwn(handle.checkoutId, context),
    search(requestId, context),
  ]);
  if (found.kind === 'unreadable') {
    const [session] = own.kind === 'told' ? own.sessions : [];
    return session ? { ...found, own: session } : found;
  }
  if (own.kind === 'unreadable') return own;
  return { kind: 'told', sessions: merged(own.sessions, found.sessions) };
}

/** What a reply that holds no answer means to a read. */
export function unreadableOf(reply: Exclude<WaveReply, { kind: 'ok' }>): Unreadable {
  if (reply.kind === 'refused') return { kind: 'unreadable', cause: reply.code };
  const retryAfterMs = reply.kind === 'not_sent' ? reply.retryAfterMs : undefined;
  return { kind: 'unreadable', cause: reply.cause, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

type Told = { readonly kind: 'told'; readonly sessions: readonly WaveSession[] };
const NONE: Told = { kind: 'told', sessions: [] };
const ODD: Unreadable = { kind: 'unreadable', cause: 'odd session' };

async function readOwn(checkoutId: string, context: CallContext): Promise<Told | Unreadable> {
  const path = `/v1/checkout/sessions/${encodeURIComponent(checkoutId)}`;
  const reply = await callWave(context, { method: 'GET', path, timeoutMs: READ_CALL_MS });
  if (reply.kind === 'refused' && reply.code === 'checkout-session-not-found') return NONE;
  if (reply.kind !== 'ok') return unreadableOf(reply);
  const session = readSession(reply.body);
  return session ? { kind: 'told', sessions: [session] } : ODD;
}

async function search(requestId: string, context: CallContext): Promise<Told | Unreadable> {
  const path = `/v1/checkout/sessions/search?client_reference=${encodeURIComponent(requestId)}`;
  const reply = await callWave(context, { method: 'GET', path, timeoutMs: READ_CALL_MS });
  if (reply.kind !== 'ok') return unreadableOf(reply);
  const result = fieldsOf(reply.body)?.['result'];
  if (!Array.isArray(result)) return ODD;
  const sessions = result.map(readSession).filter((session) => session !== undefined);
  if (sessions.length < result.length) return ODD;
  // A search that brings what was not asked for has not answered: neither its sessions nor its silence count.
  const isStrange = sessions.some(({ clientReference }) => (clientReference ?? requestId) !== requestId);
  return isStrange ? { kind: 'unreadable', cause: 'search of another reference' } : { kind: 'told', sessions };
}

/** One of each; where two reads differ, the one that knows of money. */
function merged(own: readonly WaveSession[], found: readonly WaveSession[]): WaveSession[] {
  const byId = new Map(own.map((session) => [session.id, session]));
  for (const session of found) {
    const known = byId.get(session.id);
    if (!known || (known.state.kind !== 'paid' && session.state.kind === 'paid')) byId.set(session.id, session);
  }
  return [...byId.values()].toSorted((a, b) => a.createdAtMs - b.createdAtMs);
}
