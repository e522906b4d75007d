import type { FailureCode } from './attempt-state.ts';

/** What became of a money call. There is no success here: success is only ever read (PAY-11). */
export type SubmitEvent =
  | { readonly kind: 'send' }
  | { readonly kind: 'accepted'; readonly needsAction: boolean }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'refused'; readonly failure: FailureCode }
  /** Nothing left, or it was turned away unread: throttled, or our keys were not taken. */
  | { readonly kind: 'not_sent'; readonly isLastTry: boolean }
  | { readonly kind: 'uncertain' }
  /** The worker that held it is gone; nobody knows how far it came. */
  | { readonly kind: 'crashed' };

/** What a read of the provider told. **Units** minor. `agrees`: amount, currency, payee and id are what we asked; `differs`: what does not. */
export type ReadEvent =
  | { readonly kind: 'read_pending' }
  | { readonly kind: 'read_succeeded'; readonly acceptedMinor: number; readonly agrees: true }
  | {
      readonly kind: 'read_succeeded';
      readonly acceptedMinor: number;
      readonly agrees: false;
      readonly differs: FailureCode;
    }
  | { readonly kind: 'read_failed'; readonly failure: FailureCode }
  | { readonly kind: 'read_expired' }
  | { readonly kind: 'read_reversed'; readonly amountMinor: number }
  /** The provider answers for it: there is no such request. */
  | { readonly kind: 'read_not_found' }
  /** The read told nothing. `isBlind`: this request can never be read, because its answer with the handle was lost. */
  | { readonly kind: 'unreadable'; readonly isBlind: boolean };

/** What became of a typed reference. `isLate`: the time within which it had to be proven is over. */
export type ClaimEvent =
  | { readonly kind: 'verify' }
  | { readonly kind: 'reference_matched'; readonly acceptedMinor: number }
  | { readonly kind: 'reference_differs'; readonly acceptedMinor: number; readonly differs: FailureCode }
  | { readonly kind: 'reference_not_found'; readonly isLate: boolean }
  | { readonly kind: 'reference_untold' }
  /** The money of this reference counts for another payment already. */
  | { readonly kind: 'reference_taken' };

/** What a person, the order or a clock decided. */
export type DecisionEvent =
  | { readonly kind: 'cancel' }
  /** Nothing has left, and the order owes this no more. */
  | { readonly kind: 'not_due' }
  /** What was due came otherwise, by a manager's word, though this one may still bring money. */
  | { readonly kind: 'replaced' }
  /** The time is over within which it might have been sent: nobody waits at the till, or the consent has ended. */
  | { readonly kind: 'consent_over' }
  /** It cannot be asked like this: found before anything left. */
  | { readonly kind: 'invalid'; readonly failure: FailureCode }
  | { readonly kind: 'attest'; readonly acceptedMinor: number }
  | { readonly kind: 'reject_claim' }
  | { readonly kind: 'accept_amount'; readonly acceptedMinor: number }
  | { readonly kind: 'give_back' }
  /** A claim's reference is another one than was typed, which nobody has looked for yet. */
  | { readonly kind: 'correct' };

export type AttemptEvent = SubmitEvent | ReadEvent | ClaimEvent | DecisionEvent;
