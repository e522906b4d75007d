import { hasMoney, isWatched, type AttemptRules, type AttemptState } from '@resto360/domain';
import type { AttemptRow } from './attempt-row.ts';
import type { Capabilities } from './capabilities.ts';

/** What a worker does next with a row. */
export type NextCall = 'send' | 'read' | 'verify' | 'none';

/** The call that an attempt needs; `none` where only a person, or nothing more, moves it. */
export function nextCall({ attempt, kind }: AttemptRow, rules: AttemptRules): NextCall {
  const { state, sends, ambiguousSends } = attempt;
  if (state === 'created' || state === 'queued_offline') return 'send';
  if (isAsked(state)) return 'read';
  if (state === 'claimed') return 'verify';
  // `submitting` and `verifying`: taken over from a worker that died; the machine is told so before it is asked here.
  if (!isLookedAtAgain(state, rules)) return 'none';
  // A refund that went is gone; one that never left can't have gone, and its provider may tell of another one's.
  if (kind === 'refund') return hasMoney(state) || sends + ambiguousSends === 0 ? 'none' : 'read';
  return kind === 'claim' ? 'verify' : 'read';
}

const isAsked = (state: AttemptState): boolean =>
  state === 'pending_customer' || state === 'action_required' || state === 'unknown';

// Also what was never sent, as far as this row knows: a server put back to before the call does not know better.
function isLookedAtAgain(state: AttemptState, rules: AttemptRules): boolean {
  return hasMoney(state) || (isWatched(state) && rules.lateWatch === 'on');
}

/** Reads after a state that ends: money that comes late, money that an operator takes back. **Units** ms. */
export const SWEEP_MS = [60_000, 300_000, 900_000, 3_600_000, 21_600_000, 86_400_000] as const;
/** For so long an ended attempt is read again. **Units** ms. */
export const WATCH_MS = 7 * 86_400_000;

/**
 * When a row is looked at again; null: never by itself. Jitter is full, so that what failed together does not come back
 * together. **Units** ms since 1970. `retryAfterMs`: what the provider asked for.
 */
export function nextTryAt(
  row: AttemptRow,
  capabilities: Capabilities,
  facts: {
    readonly nowMs: number;
    readonly random: () => number;
    readonly rules: AttemptRules;
    readonly retryAfterMs?: number;
  },
): number | null {
  const { nowMs, random, rules, retryAfterMs } = facts;
  // In the middle of a call: due as soon as its lease ends, for whoever takes over from a worker that died.
  if (row.attempt.state === 'submitting' || row.attempt.state === 'verifying') return nowMs;
  const call = nextCall(row, rules);
  if (call === 'none') return null;
  const pauseMs = pauseOf(row, capabilities, nowMs, random);
  if (pauseMs === null) return null;
  return nowMs + Math.max(pauseMs, retryAfterMs ?? 0);
}

function pauseOf(
  row: AttemptRow,
  { pollMs, customerWindowMs, graceMs }: Capabilities,
  nowMs: number,
  random: () => number,
) {
  const { kind, tries, stateSinceMs, createdAtMs } = row;
  const { state } = row.attempt;
  const sinceMs = nowMs - stateSinceMs;
  // Nobody stands at the till for a refund whose provider has been away for an hour.
  if (kind === 'refund' && state === 'created' && nowMs - createdAtMs > HOUR_MS) return SWEEP_MS[2];
  if (state === 'created' || state === 'queued_offline') return jittered(5_000, tries, random);
  if (state === 'unknown') return sinceMs <= graceMs ? jittered(1_000, tries, random) : swept(tries);
  // Its state changes with every look: its age is that of the claim.
  if (state === 'claimed') return nowMs - createdAtMs <= HOUR_MS ? jittered(5_000, tries, random) : swept(tries);
  if (!isAsked(state)) return sinceMs > WATCH_MS ? null : swept(tries);
  const isWaitedFor = sinceMs <= customerWindowMs + graceMs;
  return isWaitedFor ? (pollMs[tries] ?? pollMs.at(-1) ?? 30_000) : swept(tries - pollMs.length);
}

const HOUR_MS = 3_600_000;
const swept = (tries: number): number => SWEEP_MS[Math.max(0, tries)] ?? 86_400_000;

/** `random(0, min(60 s, base · 2^tries))`, and never so short that it spins. */
function jittered(baseMs: number, tries: number, random: () => number): number {
  return 250 + Math.floor(random() * Math.min(60_000, baseMs * 2 ** Math.min(tries, 10)));
}
