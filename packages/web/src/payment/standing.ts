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
 * is on its way (`sending`), waits for a line (`unsent`), or is too late to be asked (`too_late`); `given_back`: money came late, and went or goes
 * back.
 */
export type Standing = AttemptState | 'sending' | 'unsent' | 'too_late' | 'given_back';

/** What is known of a request that the server has not told of. **Units** ms since 1970. */
export type Asked = {
  readonly state: AttemptState;
  readonly isTold: boolean;
  readonly isSent: boolean;
  /** This device has a line at the moment. */
  readonly isOnline: boolean;
  /** Until when the guest may be asked; null for what asks nobody. */
  readonly until: number | null;
  /** To be asked when there is a line again, with the guest's consent: it waits for no operator (PAY-18). */
  readonly isDeferred: boolean;
  /** It came late, and has gone back or is on its way. */
  readonly isGivenBack: boolean;
};

/** How it stands at this moment. */
export function standingOf(asked: Asked, nowMs: number): Standing {
  const { state, isTold, isSent, isOnline, until, isDeferred } = asked;
  if (asked.isGivenBack) return 'given_back';
  if (isTold || isSent || until === null) return state;
  if (nowMs > until) return 'too_late';
  if (isDeferred) return state;
  return isOnline ? 'sending' : 'unsent';
}

/** The failure that a text names; one of a newer server is unknown. */
export function failureOf(text: string | null | undefined): FailureCode | undefined {
  if (typeof text !== 'string') return undefined;
  return FAILURE_CODES.find((code) => code === text) ?? 'unknown';
}

/** The group of a standing: what has not left yet waits, what left too late brings nothing. */
export function groupOfStanding(standing: Standing): Group {
  if (standing === 'too_late' || standing === 'given_back') return 'failed';
  return standing === 'sending' || standing === 'unsent' ? 'waiting' : groupOf(standing);
}
