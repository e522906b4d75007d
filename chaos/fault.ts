/** What can go wrong on the line of one device. */
export const LineFault = {
  /** Everything comes later, by `value` ms and a little more or less. */
  latency: 'latency',
  /** No more than `value` bytes per second each way. */
  bandwidth: 'bandwidth',
  /** Nothing passes, nobody is told; what was on its way arrives afterwards. */
  blackHole: 'black_hole',
  /** Every connection is reset. */
  reset: 'reset',
  /** The server's end is gone and the device's end does not know. */
  halfOpen: 'half_open',
  /** Of a share `value` of the exchanges: the connection is reset in the middle of the answer's body. */
  cutAnswer: 'cut_answer',
  /** The same in the middle of the request. */
  cutRequest: 'cut_request',
  /** The answer ends early, as if that were all. */
  truncate: 'truncate',
  /** Bytes of the answer's body are others. */
  alterAnswer: 'alter_answer',
  alterRequest: 'alter_request',
  /** The server got it and answered; the answer is lost. */
  dropAnswer: 'drop_answer',
  /** The server gets the request once more, a while later. */
  duplicate: 'duplicate',
  /** Of a share `value` of the messages on the live channel, WebSocket or stream: the line is reset inside it. */
  liveCut: 'live_cut',
  /** The same on the way to the server; a stream says nothing that way. */
  liveCutUp: 'live_cut_up',
  /** The message is not passed on, and the line lives. */
  liveDrop: 'live_drop',
  /** It comes twice. */
  liveDouble: 'live_double',
  /** Bytes of its words are others. */
  liveAlter: 'live_alter',
  /** 200, and a page of HTML. */
  captivePortal: 'captive_portal',
} as const;
export type LineFault = (typeof LineFault)[keyof typeof LineFault];

/** What can go wrong in one device. */
export const AppFault = {
  /** The app is killed and opened again: memory gone, disk kept. */
  appRestart: 'app_restart',
  crashBeforeCommit: 'crash_before_commit',
  crashAfterCommit: 'crash_after_commit',
  /** Its disk is full. */
  quota: 'quota',
  /** Its clock is `value` ms off. */
  clock: 'clock',
} as const;
export type AppFault = (typeof AppFault)[keyof typeof AppFault];

/** What can go wrong behind the line. */
export const HouseFault = {
  serverKill: 'server_kill',
  /** SIGSTOP, and SIGCONT at the end. */
  serverFreeze: 'server_freeze',
  serverGraceful: 'server_graceful',
  /** Both servers, one after the other, gracefully. */
  rolling: 'rolling',
  postgresKill: 'postgres_kill',
  /** One backend is killed: PostgreSQL throws every session out and recovers. */
  backendKill: 'backend_kill',
  backendFreeze: 'backend_freeze',
  redisKill: 'redis_kill',
  redisFreeze: 'redis_freeze',
  /** The disk of PostgreSQL is full. */
  diskFull: 'disk_full',
  /** A copy of the database is taken, for a restore that comes later. */
  backup: 'backup',
  /** The last copy is put back, as an operator does it: what was committed since is gone from the server. */
  restore: 'restore',
} as const;
export type HouseFault = (typeof HouseFault)[keyof typeof HouseFault];

/**
 * One fault of the schedule. `target`: the device's number, or the server's. `value`: what the kind says of it.
 * **Units** ms since the start.
 */
export type Fault = {
  readonly atMs: number;
  readonly forMs: number;
  readonly kind: LineFault | AppFault | HouseFault;
  readonly target: number;
  readonly value: number;
};

/** How often each kind happened. */
export class Tally {
  readonly counts = new Map<Fault['kind'], number>();

  add(kind: Fault['kind'], times = 1): void {
    if (times > 0) this.counts.set(kind, (this.counts.get(kind) ?? 0) + times);
  }
}
