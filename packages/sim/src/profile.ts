import { CLIENT_RULES, type ClientRules } from '@resto360/sync/client';
import { SERVER_RULES, type ServerRules } from '@resto360/sync/server';

/** How often each fault happens, per step or per message. */
export type Faults = {
  /** Weight of people's taps against 68 for the line's letters: many make a day in which everything meets half-way. */
  readonly taps: number;
  readonly loss: number;
  readonly duplicate: number;
  /** How often an answer of a while ago comes once more. */
  readonly echo: number;
  /** How often a line goes dead, and how often a dead one comes back. */
  readonly partition: number;
  readonly heal: number;
  readonly deviceCrash: number;
  readonly serverCrash: number;
  readonly restart: number;
  readonly clockJump: number;
  readonly poison: number;
  /** How often the database will not take an op, and how often a release mends everything that was put apart. */
  readonly unstorable: number;
  readonly release: number;
  readonly reuse: number;
  /** How often somebody writes a fact anew under its id, with other words. */
  readonly rewrite: number;
  readonly clone: number;
  /** A tablet takes a new install, whatever waits on it and is under way. */
  readonly reEnrol: number;
  /** A device's right is taken while it has no line (SYN-25). */
  readonly revoke: number;
  /** How often a tablet runs another build, older or newer than the server's, and the server's release is rolled back. */
  readonly build: number;
  readonly rollBack: number;
  /** How often a tablet's disk is full, and how often there is room again. */
  readonly full: number;
  readonly room: number;
  /** How often the server is backed up, and one of its backups put back: what was committed since is lost. */
  readonly backup: number;
  readonly restore: number;
  /** How often such a backup is put back as files are, and nobody says so (SYN-21). */
  readonly putBack: number;
  /** How often a tablet's disk is copied, and the copy put back. */
  readonly image: number;
  readonly imageBack: number;
  /**
   * The room: how often a tablet meets the hub and hands it what it has, hears from it what others have, the hub sends
   * something on, its disk is wiped, a tablet breaks for good, and a server that follows the other is copied and asked.
   */
  readonly meet: number;
  readonly hear: number;
  readonly forward: number;
  readonly wipeHub: number;
  readonly lose: number;
  readonly replicate: number;
  readonly askReplica: number;
  /** How often the next day comes: closed orders of days ago leave the tablets (SYN-20). */
  readonly midnight: number;
  /** How often somebody opens an order of days ago again, with a receipt in hand, on a tablet that may not hold it. */
  readonly lookBack: number;
  /** How often a row is lost or spoilt on a tablet's disk: the digest must find it (SYN-22). */
  readonly rot: number;
  /** How often the server lets go of tombstones that everybody seen lately has read (SYN-22). */
  readonly purge: number;
  /** How often the menu is tidied: dishes of a day come and go. */
  readonly tidy: number;
  /** Rows of a page: small ones make a pull take several. */
  readonly pageRows: number;
};

/** A day's rules and weather. */
export type Profile = { readonly faults: Faults; readonly client: ClientRules; readonly server: ServerRules };

/** An ordinary bad day. */
export const FAULTS: Faults = {
  taps: 26,
  loss: 0.12,
  duplicate: 0.08,
  echo: 0.02,
  partition: 0.02,
  heal: 0.02,
  deviceCrash: 0.01,
  serverCrash: 0.01,
  restart: 0.008,
  clockJump: 0.01,
  poison: 0.004,
  unstorable: 0.02,
  release: 0.003,
  reuse: 0.002,
  rewrite: 0.002,
  clone: 0.001,
  reEnrol: 0.002,
  revoke: 0.002,
  build: 0.003,
  rollBack: 0.003,
  full: 0.004,
  room: 0.05,
  backup: 0.01,
  restore: 0.001,
  putBack: 0.001,
  image: 0.004,
  imageBack: 0.001,
  meet: 0.02,
  hear: 0.02,
  forward: 0.01,
  wipeHub: 0.001,
  lose: 0.001,
  replicate: 0.004,
  askReplica: 0.004,
  midnight: 0.02,
  lookBack: 0.01,
  rot: 0.0003,
  purge: 0.005,
  tidy: 0.01,
  pageRows: 6,
};

/** A window of days that a simulated week sees the end of. */
const SHORT_DAYS = { pos: 4, kitchen: 3, office: 4, raised: 2 };
/** A tablet that was silent for a day and a half is one that nobody waits for. */
const SEEN_MS = 36 * 3_600_000;
/** Everything on. */
export const HONEST: Profile = {
  faults: FAULTS,
  client: CLIENT_RULES,
  server: { ...SERVER_RULES, window: SHORT_DAYS, seenMs: SEEN_MS },
};

/** What an ordinary shift runs in (`shift/ordinary-shift.ts`): a letter is lost now and then, and nobody tampers. */
export const SHIFT: Profile = {
  ...HONEST,
  faults: {
    taps: 0,
    loss: 0.03,
    duplicate: 0.01,
    echo: 0,
    partition: 0,
    heal: 0,
    deviceCrash: 0,
    serverCrash: 0.001,
    restart: 0,
    clockJump: 0,
    poison: 0,
    unstorable: 0,
    release: 0,
    reuse: 0,
    rewrite: 0,
    clone: 0,
    reEnrol: 0,
    revoke: 0,
    build: 0,
    rollBack: 0,
    full: 0,
    room: 0,
    backup: 0,
    restore: 0,
    putBack: 0,
    image: 0,
    imageBack: 0,
    meet: 0,
    hear: 0,
    forward: 0,
    wipeHub: 0,
    lose: 0,
    replicate: 0,
    askReplica: 0,
    midnight: 0,
    lookBack: 0,
    rot: 0,
    purge: 0,
    tidy: 0,
    pageRows: 500,
  },
};

/**
 * Nights in quick succession, tablets that sleep through some of them, and a menu that is always being tidied: much is
 * purged, and many fall below the horizon (SYN-22).
 */
export const TIDY: Profile = {
  ...HONEST,
  server: { ...HONEST.server, window: { pos: 2, kitchen: 2, office: 2, raised: 1 }, seenMs: SEEN_MS / 3 },
  faults: { ...FAULTS, midnight: 0.06, partition: 0.05, heal: 0.06, purge: 0.15, tidy: 0.4 },
};

/**
 * Every protective rule built so far that can be switched off, each with the weather in which its absence shows. The
 * simulation must fail with each (SYN section 7, "Ablations are tests too").
 */
export const ABLATIONS: Readonly<Record<string, Profile>> = {
  prune_on_verdict: client({ prune: 'verdict' }),
  prune_at_page_boundary: client({ prune: 'page_boundary' }, { pageRows: 2, partition: 0.04, heal: 0.04 }),
  quarantined_leaves_view: client({ quarantined: 'dropped' }, { poison: 0.02 }),
  wall_clock_only: client(
    { clock: 'wall_only' },
    { taps: 60, clockJump: 0.1, partition: 0.002, heal: 0.02, loss: 0.02 },
  ),
  late_page_applied: client({ pages: 'any' }, { duplicate: 0.2 }),
  reused_id_dropped: server({ reusedId: 'dropped' }, { reuse: 0.02 }),
  dedupe_by_sequence: server({ dedupe: 'sequence' }, { clone: 0.01, poison: 0, reuse: 0, rewrite: 0, clockJump: 0 }),
  clamp_at_every_delivery: server({ clamp: 'every_delivery' }, { clockJump: 0.05, loss: 0.3 }),
  last_write_wins_status: join({ status: 'last_write_wins' }, { partition: 0.002, heal: 0.002, loss: 0.02 }),
  fact_rewritten: server({ facts: 'joined' }, { rewrite: 0.02 }),
  conflicts_forgotten: join({ conflicts: 'forgotten' }, { partition: 0.04, heal: 0.04, taps: 40 }),
  own_rows_unread: {
    ...HONEST,
    client: { ...CLIENT_RULES, ownRows: 'unchecked' },
    server: { ...HONEST.server, ownRows: 'all' },
  },
  bad_op_blocks_queue: server({ isolation: 'none' }, { unstorable: 0.05 }),
  no_lineage: server({ lineage: 'kept', marks: 'ignored' }, { restore: 0.01 }),
  no_history_mark: server({ marks: 'ignored' }, { putBack: 0.02, backup: 0.04, taps: 40, partition: 0.04, heal: 0.04 }),
  recorder_not_given_back: client({ giveBack: 'nothing' }, { restore: 0.01, backup: 0.03 }),
  recorder_of_facts_only: client({ giveBack: 'facts' }, { restore: 0.01, backup: 0.03 }),
  late_reset_applied: client(
    { resets: 'any' },
    {
      restore: 0.03,
      backup: 0.04,
      echo: 0.3,
      pageRows: 100,
      taps: 40,
      loss: 0.02,
      partition: 0.002,
      heal: 0.05,
      tidy: 0,
      purge: 0,
    },
  ),
  prune_on_hub_receipt: client({ prune: 'hub_receipt' }, { meet: 0.05, wipeHub: 0.02 }),
  hub_that_resets: server({ replica: 'resets' }, { replicate: 0.02, askReplica: 0.03 }),
  overlay_never_relayed: client(
    { overlay: 'kept' },
    { meet: 0.08, hear: 0.08, lose: 0.01, partition: 0.05, heal: 0.02 },
  ),
  gap_refuses: server(
    { gaps: 'refused' },
    { meet: 0.08, hear: 0.08, lose: 0.01, partition: 0.05, heal: 0.02, tidy: 0, purge: 0 },
  ),
  old_order_in_parts: server(
    { window: { pos: 3, kitchen: 3, office: 3, raised: 1_000 } },
    { midnight: 0.08, lookBack: 0.03, partition: 0.002, heal: 0.05, taps: 40 },
  ),
  purge_unread: { ...TIDY, server: { ...TIDY.server, purge: 'unread', horizon: 'untold' } },
  no_horizon: { ...TIDY, server: { ...TIDY.server, horizon: 'untold' } },
  rot_unseen: client({ digest: 'unseen' }, { rot: 0.02 }),
  suspense_dropped: server({ suspense: 'none' }, { revoke: 0.02 }),
  revoked_edits_count: server({ suspense: 'edits_count' }, { revoke: 0.04, heal: 0.04 }),
  newer_build_leaves_view: client(
    { quarantined: 'dropped' },
    { poison: 0, unstorable: 0, reuse: 0, rewrite: 0, build: 0.03, rollBack: 0.02 },
  ),
  saved_on_no_disk: client({ saved: 'anyway' }, { full: 0.02, deviceCrash: 0 }),
  draft_beats_sent: join({ settledBeatsDraft: false }, { partition: 0.1, heal: 0.1, loss: 0.05, taps: 50 }),
};

function client(rules: Partial<ClientRules>, faults: Partial<Faults> = {}): Profile {
  return { ...HONEST, client: { ...CLIENT_RULES, ...rules }, faults: { ...FAULTS, ...faults } };
}

function server(rules: Partial<ServerRules>, faults: Partial<Faults> = {}): Profile {
  return { ...HONEST, server: { ...HONEST.server, ...rules }, faults: { ...FAULTS, ...faults } };
}

function join(rules: Partial<ClientRules['join']>, faults: Partial<Faults> = {}): Profile {
  const joined = { ...CLIENT_RULES.join, ...rules };
  return {
    client: { ...CLIENT_RULES, join: joined },
    server: { ...HONEST.server, join: joined },
    faults: { ...FAULTS, ...faults },
  };
}
