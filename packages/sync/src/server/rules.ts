import { SCHEMA } from '@resto360/domain';
import { LIMITS } from '../limits.ts';
import { JOIN_RULES, type JoinRules } from '../join.ts';
import { WINDOW_DAYS, type WindowDays } from '../window.ts';

/** Protective rules of the server that the simulator can switch off, to see that each is needed. Production: all on. */
export type ServerRules = {
  readonly join: JoinRules;
  /** Dedupe is by op id, not by sequence number, and is there at all (SYN-12). */
  readonly dedupe: 'op_id' | 'sequence' | 'none';
  /** A stamp too far ahead is clamped at its first commit only (SYN-24). */
  readonly clamp: 'once' | 'every_delivery';
  /** A same id with another body: the first stays and the second is kept apart (SYN-12). */
  readonly reusedId: 'quarantined' | 'dropped';
  /** A fact's id with other words: the first stays, the second is kept apart. */
  readonly facts: 'first_stays' | 'joined';
  /** A page leaves out rows of the push only where the device has read what lay below them (SYN-27). */
  readonly ownRows: 'below_read' | 'all';
  /** A restored server begins a new history (SYN-21). The engine is told by its store; the simulator's is told by this. */
  readonly lineage: 'raised' | 'kept';
  /** What a device holds of another history under the same number is noticed (SYN-21). */
  readonly marks: 'compared' | 'ignored';
  /** An op that can't be applied or stored is put apart alone (SYN-19). */
  readonly isolation: 'per_op' | 'none';
  /** What was written without the right any more stands apart for a person, and edits of the house do not count (SYN-25). */
  readonly suspense: 'told' | 'none' | 'edits_count';
  /** Ops are taken in any order; holes in their numbers are told and refuse nothing (SYN-12). */
  readonly gaps: 'told' | 'refused';
  /** A replica that is behind its reader says so; it begins no history (SYN-21). */
  readonly replica: 'behind' | 'resets';
  /** How many days devices look back; an old order that is touched again comes whole (SYN-20). */
  readonly window: WindowDays;
  /** Tombstones go only when every device seen lately has read them (SYN-22). */
  readonly purge: 'read' | 'unread';
  /** A device below the horizon is told, and reads the menu again (SYN-22). */
  readonly horizon: 'told' | 'untold';
  /** For how long a device counts as seen. **Units** ms. */
  readonly seenMs: number;
  /** The newest schema of ops that this release understands. */
  readonly schema: number;
};
export const SERVER_RULES: ServerRules = {
  join: JOIN_RULES,
  dedupe: 'op_id',
  clamp: 'once',
  reusedId: 'quarantined',
  facts: 'first_stays',
  ownRows: 'below_read',
  lineage: 'raised',
  marks: 'compared',
  isolation: 'per_op',
  suspense: 'told',
  gaps: 'told',
  replica: 'behind',
  window: WINDOW_DAYS,
  purge: 'read',
  horizon: 'told',
  seenMs: LIMITS.seenMs,
  schema: SCHEMA,
};
