import { SCHEMA } from '@resto360/domain';
import { JOIN_RULES, type JoinRules } from '../join.ts';

/** Protective rules of the device that the simulator can switch off, to see that each is needed. Production: all on. */
export type ClientRules = {
  readonly join: JoinRules;
  /** When an op leaves the outbox: read back whole (SYN-10), or one of the ways that lose it. */
  readonly prune: 'read_back' | 'verdict' | 'page_boundary' | 'hub_receipt';
  /** A quarantined op stays in the view (SYN-10). */
  readonly quarantined: 'held' | 'dropped';
  /** The next stamp is above every stamp applied (SYN-24). */
  readonly clock: 'above_heard' | 'wall_only';
  /** A page that does not start at the cursor is not applied. */
  readonly pages: 'in_order' | 'any';
  /** The first page of a newer history replaces the rows once; a late copy of it does not again (SYN-21). */
  readonly resets: 'once' | 'any';
  /** What a restored server is given back: everything that was settled, facts alone, or nothing (SYN-21). */
  readonly giveBack: 'everything' | 'facts' | 'nothing';
  /** What is held for other installs is sent (SYN-10). */
  readonly overlay: 'relayed' | 'kept';
  /** Rows that the device makes itself must be the server's, word for word (SYN-27). */
  readonly ownRows: 'checked' | 'unchecked';
  /** What does not fit the server's digest is read again (SYN-22). */
  readonly digest: 'checked' | 'unseen';
  /** A tap counts as saved when it is on the disk, and not else (SYN-8). */
  readonly saved: 'on_disk' | 'anyway';
  /** The schema that its ops are written in; the simulator's tablets run older and newer builds (SYN-26). */
  readonly schema: number;
};
export const CLIENT_RULES: ClientRules = {
  join: JOIN_RULES,
  prune: 'read_back',
  quarantined: 'held',
  clock: 'above_heard',
  pages: 'in_order',
  resets: 'once',
  giveBack: 'everything',
  overlay: 'relayed',
  ownRows: 'checked',
  digest: 'checked',
  saved: 'on_disk',
  schema: SCHEMA,
};
