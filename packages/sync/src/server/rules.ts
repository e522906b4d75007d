import { JOIN_RULES, type JoinRules } from '../join.ts';

/** Protective rules of the server that the simulator can switch off, to see that each is needed. Production: all on. */
export type ServerRules = {
  readonly join: JoinRules;
  /** Dedupe is by op id, not by sequence number (SYN-12). */
  readonly dedupe: 'op_id' | 'sequence';
  /** Ops are accepted in any order; a gap is only named (SYN-12). */
  readonly gaps: 'named' | 'refused';
  /** A stamp too far ahead is clamped at its first commit only (SYN-24). */
  readonly clamp: 'once' | 'every_delivery';
  /** A same id with another body: the first stays and the second is kept apart (SYN-12). */
  readonly reusedId: 'quarantined' | 'dropped';
};
export const SERVER_RULES: ServerRules = {
  join: JOIN_RULES,
  dedupe: 'op_id',
  gaps: 'named',
  clamp: 'once',
  reusedId: 'quarantined',
};
