/** Every limit of the exchange, in one place. Sizes are bytes of JSON before compression. */
export const LIMITS = {
  /** One op: changes and bytes. */
  changesPerOp: 100,
  opBytes: 64 * 1024,
  /** How deep the JSON of an op may nest that is carried unread. */
  opDepth: 24,
  /** The highest sequence number. */
  seqMax: 2_000_000_000,
  /** One push: ops, bytes; more goes with the next. */
  pushOps: 200,
  pushBytes: 512 * 1024,
  /** The same while a person is at work at the till: a tap never stands behind more than this. */
  busyPushOps: 20,
  busyPageRows: 100,
  /** An op that no answer came back from so often goes alone and last, so seldom (ms); of more than that it is the server. */
  suspectTries: 3,
  suspectAgainMs: 60_000,
  suspectsMax: 3,
  suspectProbes: 3,
  /** How often the word of a device begins a new history of a restaurant. **Units** ms. */
  historyEveryMs: 600_000,
  /** One page of a pull: rows, bytes; it ends at the first version boundary at or after them. */
  pageRows: 500,
  pageBytes: 256 * 1024,
  /** What the live channel sends itself: beyond these rows and bytes it says only that something is to be pulled. */
  deltaRows: 50,
  deltaBytes: 16 * 1024,
  /** One version: rows and bytes; a larger push is cut into several. */
  versionRows: 250,
  versionBytes: 128 * 1024,
  /** A request after inflation. */
  inflatedBytes: 5 * 1024 * 1024,
  /** Ids asked in one recall of verdicts, and in an exchange beside everything else. */
  verdictIds: 1000,
  recallIds: 400,
  /** Marks of the history that one exchange brings: one, and one more for each answer that came meanwhile (SYN-21). */
  historyMarks: 8,
  /** Ranges of missing sequence numbers that an answer names. */
  missingRanges: 20,
  /** Values a row remembers that were settled differently. */
  settledAlternatives: 8,
  /** A stamp further ahead of the server than this is clamped (SYN-24). */
  clockAheadMs: 60_000,
  /** An op heard in the room without a verdict for so long is sent by whoever holds it (SYN-10). */
  relayAfterMs: 60_000,
  /** How often a device compares what it holds with the server, and how soon again after a dead line (SYN-22). */
  digestEveryMs: 10 * 60_000,
  digestAgainMs: 60_000,
  /** A device not seen for so long holds back no tombstone; how many rows go in one step of a purge (SYN-22). */
  seenMs: 60 * 24 * 3_600_000,
  purgeRows: 500,
  /** How seldom it is written down that a device has read further. */
  readNotedMs: 3_600_000,
  /** A device that read the house longer ago than this knows its people's roles no more for sure (SYN-25). */
  grantFreshMs: 72 * 3_600_000,
  /** Refused edits that a device lists until somebody has read them; of those before it keeps how many they were. */
  rejectedListed: 50,
  /** Settled ops kept on the device. */
  recorderMs: 35 * 24 * 3_600_000,
} as const;
