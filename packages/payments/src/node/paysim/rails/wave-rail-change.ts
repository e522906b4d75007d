import type { SimAnswer } from '../sim-call.ts';
import type { SimTransaction } from '../sim-transaction.ts';
import type { SimWorld } from '../sim-world.ts';
import { WAVE_DONE, waveError } from './wave-rail-answers.ts';

/** Makes a session unpayable. One that is over already stays so; one that was paid is a conflict. */
export function expireWaveSession(session: SimTransaction | undefined, world: SimWorld): SimAnswer {
  if (!session) return waveError('checkout-session-not-found');
  world.expire(session);
  return session.state === 'succeeded' ? waveError('checkout-session-not-open') : WAVE_DONE;
}

/** Gives the whole back, once: what was given back already is answered like the first time. */
export function refundWave(transaction: SimTransaction, world: SimWorld): SimAnswer {
  if (transaction.refunds.length > 0) return WAVE_DONE;
  if (transaction.state !== 'succeeded' || transaction.reversedMinor > 0) return waveError('checkout-refund-failed');
  const id = `RF_${world.next()}`;
  transaction.refunds.push({ id, amountMinor: transaction.amountMinor, state: 'succeeded', reason: null });
  Object.assign(transaction, { facts: { ...transaction.facts, refundedAtMs: String(world.nowMs) } });
  return WAVE_DONE;
}
