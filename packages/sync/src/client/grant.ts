import { readStamp, type Stamp } from '@resto360/domain';
import { LIMITS } from '../limits.ts';
import type { ClientTx, Contact, Counters } from './store.ts';

/**
 * Notes that the device has read the house up to its head. **Why** by the last round trip alone, where stamps take the
 * median of several: what counts is how long this device's own clock runs from here on, also when it was just put right.
 */
export async function noteContact(tx: ClientTx, serverNowMs: number): Promise<void> {
  const { stamp = null } = (await tx.meta('counters')) ?? {};
  const aheadMs = (await tx.meta('clock'))?.at(-1) ?? 0;
  await tx.setMeta('contact', { at: serverNowMs - aheadMs, stampMs: Math.max(msOf(stamp), serverNowMs) });
}

/**
 * Whether what this device knows of people's roles has aged (SYN-25). Never before its first contact. **Units** `nowMs` by
 * the device's own clock.
 * **Why** also by its own stamps: they never go back, so a clock that is set back makes nothing younger. One that is
 * years ahead makes everything old at once, which asks for a PIN and locks nobody out.
 */
export function isGrantAged(
  { contact, counters }: { readonly contact?: Contact; readonly counters?: Counters },
  nowMs: number,
): boolean {
  if (!contact) return false;
  const { stamp = null } = counters ?? {};
  const byStamps = msOf(stamp) - Math.max(contact.stampMs, contact.at);
  return Math.max(nowMs - contact.at, byStamps) > LIMITS.grantFreshMs;
}

const msOf = (stamp: Stamp | null): number => (stamp === null ? 0 : readStamp(stamp).ms);
