import type { OutboxEntry } from '@resto360/sync/client';

/** How far the own numbers of an installation go. `sent`: up to there each op has a verdict. */
export type Numbered = { readonly seq: number; readonly sent: number };

/** Reads it off the counters and the outbox. */
export function numberedOf(
  counters: { readonly seq: number } | undefined,
  outbox: readonly Pick<OutboxEntry, 'seq' | 'verdict'>[],
): Numbered {
  const { seq } = counters ?? { seq: 0 };
  const unsent = outbox.find(({ verdict }) => verdict === null);
  return { seq, sent: unsent ? Math.min(seq, unsent.seq - 1) : seq };
}
