/**
 * Protective rules of the attempt that tests can switch off, to see that each is needed. Production: all on. Each was
 * found by a model of the machine in which its absence takes money twice or loses it (PAY-10…20).
 */
export type AttemptRules = {
  /** A refusal counts only if no earlier send of this request is unaccounted for. */
  readonly refusals: 'if_unambiguous' | 'believed';
  /** A call without an answer leads to `unknown`, never to a failure. */
  readonly silence: 'unknown' | 'failed';
  /** "No such request" ends an attempt only when nothing can be on its way any more. */
  readonly notFound: 'after_grace' | 'at_once';
  /** A request is sent again only where the provider knows it by our id. */
  readonly resends: 'where_idempotent' | 'always';
  /** A worker that died over a money call may have sent it. */
  readonly crashes: 'unknown' | 'from_scratch';
  /** One attempt at a time for what is due. */
  readonly attempts: 'one_active' | 'any';
  /** An attempt that brought no money is read again for a while. */
  readonly lateWatch: 'on' | 'off';
  /** What goes back is never more than there is (PAY-20). */
  readonly refunds: 'capped' | 'any';
};

/** All of them on. */
export const ATTEMPT_RULES: AttemptRules = {
  refusals: 'if_unambiguous',
  silence: 'unknown',
  notFound: 'after_grace',
  resends: 'where_idempotent',
  crashes: 'unknown',
  attempts: 'one_active',
  lateWatch: 'on',
  refunds: 'capped',
};
