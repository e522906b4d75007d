import { expect, test } from 'vitest';
import type { HeldEntry, OutboxEntry } from '@resto360/sync/client';
import { unsentFile } from './export-unsent.ts';
import { keptWords } from './kept-words.ts';
import { healthReporter } from './report.ts';
import { WHOLE } from '../words/whole.ts';

const entry = (seq: number, verdict: OutboxEntry['verdict'], recordedAt = 1_000): OutboxEntry => ({
  seq,
  id: `id${seq}`,
  prev: 'p',
  link: 'l',
  body: `{"id":"id${seq}",  "odd":"spaces stay"}`,
  effective: null,
  verdict,
  recordedAt,
  lineage: 1,
});
const identity = { restaurant: 'r', install: 'T1', series: 'T1', kind: 'pos', token: 'secret' } as const;

test('the file holds what waits, byte for byte, with the device and without its token', () => {
  const held: HeldEntry = {
    ...entry(3, ['quarantined', 4, 'malformed_op']),
    quarantineId: 'id3',
    install: 'T1',
    judgedIn: 1,
  };
  const file = unsentFile({ identity, outbox: [entry(1, ['ok', 3]), entry(2, null)], held: [held], overlay: [] }, 9);
  expect(file.ops.map(({ seq, state }) => [seq, state])).toEqual([
    [2, 'unsent'],
    [3, 'quarantined'],
  ]);
  expect(file.ops[0]?.body).toBe(entry(2, null).body);
  expect(file.device).toEqual({ restaurant: 'r', install: 'T1', series: 'T1', kind: 'pos' });
  expect(JSON.stringify(file)).not.toContain('secret');
});

/** A reporter, and what was told so far after so many milliseconds and a word on what waits. */
function reporting() {
  let [nowMs, told] = [1_000_000, 0];
  const reporter = healthReporter(
    async () => (told += 1),
    () => nowMs,
  );
  return async (ms: number, isWaiting = false) => {
    nowMs += ms;
    await reporter.afterAnswer(isWaiting);
    return told;
  };
}

test('the server is told at most once a minute, and a clock set back silences nobody', async () => {
  const after = reporting();
  expect([await after(0), await after(59_999), await after(1), await after(-500_000)]).toEqual([1, 1, 2, 3]);
});

test('what waits is told while it waits, and that it is gone soon after; not at each exchange', async () => {
  const after = reporting();
  expect([await after(0), await after(5_000, true), await after(5_000, true)]).toEqual([1, 1, 2]);
  expect([await after(100, true), await after(20_000, true), await after(40_000, true)]).toEqual([2, 2, 3]);
  expect([await after(1_000), await after(9_000), await after(1_000)]).toEqual([3, 4, 4]);
});

test('what the browser promised is told as it is: yes, as usual, or unknown where it cannot be asked', () => {
  const { kept, notKept, unknown } = WHOLE.fr.health;
  expect([true, false, null].map((persisted) => keptWords(persisted, WHOLE.fr))).toEqual([kept, notKept, unknown]);
});
