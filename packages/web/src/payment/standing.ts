import { AttemptState, FAILURE_CODES, isCounted, isWatched, type FailureCode } from '@resto360/domain';

/** What an attempt asks of people: wait for it, look at it, nothing because it is paid, or take the money otherwise. */
export const GROUPS = ['waiting', 'check', 'paid', 'failed'] as const;
export type Group = (typeof GROUPS)[number];

/** The sign of a group, so that its colour is never all that tells it. */
export const GROUP_SHAPES: Readonly<Record<Group, string>> = { waiting: '◔', check: '?', paid: '✓', failed: '✕' };

const TO_CHECK: ReadonlySet<AttemptState> = new Set<AttemptState>([
  AttemptState.claimed,
  AttemptState.verifying,
  AttemptState.unverifiable,
  AttemptState.integrityHold,
  AttemptState.lateSuccess,
]);

/** The group of a state: each state is in one. */
export function groupOf(state: AttemptState): Group {
  if (isCounted(state)) return 'paid';
  if (isWatched(state)) return 'failed';
  return TO_CHECK.has(state) ? 'check' : 'waiting';
}

/**
 * How an attempt stands for the person who reads it: its state, and before the request has left this device, whether it
 * is on its way (`sending`), waits for a line (`unsent`), or is too late to be asked (`too_late`).
 */
export type Standing = AttemptState | 'sending' | 'unsent' | 'too_late';

/** For how long a request may still be asked of a guest after it was tapped. **Units** ms. **Source** the providers' own. */
export const ASK_WINDOW_MS: Readonly<Record<'push' | 'checkout', number>> = { push: 5 * 60_000, checkout: 30 * 60_000 };

/** What is known of a request that the server has not told of. **Units** ms since 1970. */
export type Asked = {
  readonly state: AttemptState;
  readonly isTold: boolean;
  readonly isSent: boolean;
  /** This device has a line at the moment. */
  readonly isOnline: boolean;
  readonly kind: 'push' | 'checkout' | 'claim';
  readonly at: number;
};

/** How it stands at this moment. */
export function standingOf({ state, isTold, isSent, isOnline, kind, at }: Asked, nowMs: number): Standing {
  if (isTold || isSent || kind === 'claim') return state;
  if (nowMs > at + ASK_WINDOW_MS[kind]) return 'too_late';
  return isOnline ? 'sending' : 'unsent';
}

/** The failure that a text names; one of a newer server is unknown. */
export function failureOf(text: string | null | undefined): FailureCode | undefined {
  if (typeof text !== 'string') return undefined;
  return FAILURE_CODES.find((code) => code === text) ?? 'unknown';
}

/** The group of a standing: what has not left yet waits, what left too late brings nothing. */
export function groupOfStanding(standing: Standing): Group {
  if (standing === 'too_late') return 'failed';
  return standing === 'sending' || standing === 'unsent' ? 'waiting' : groupOf(standing);
}
