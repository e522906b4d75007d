import type { Handle } from '../../provider.ts';
import type { WaveSession } from './wave-session.ts';

/**
 * The session of a request whose money counts: the one already known, else one that was not paid back, else the first
 * that was paid.
 * **Why** always the same: two reads that name two moneys would book both.
 */
export function paidSession(sessions: readonly WaveSession[], handle: Handle): WaveSession | undefined {
  const paid = sessions.filter(({ state }) => state.kind === 'paid');
  const rankOf = ({ state }: WaveSession): number => {
    if (state.kind !== 'paid') return 3;
    if (state.txnId === handle.providerTxnId) return 0;
    return state.isRefunded ? 2 : 1;
  };
  const [first] = paid.toSorted((a, b) => rankOf(a) - rankOf(b) || paidAtOf(a) - paidAtOf(b) || (a.id < b.id ? -1 : 1));
  return first;
}

const paidAtOf = ({ completedAtMs, createdAtMs }: WaveSession): number => completedAtMs ?? createdAtMs;
