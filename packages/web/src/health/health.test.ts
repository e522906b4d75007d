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

test('the server is told at most once a minute, and a clock set back silences nobody', async () => {
  let [nowMs, told] = [1_000_000, 0];
  const reporter = healthReporter(
    async () => (told += 1),
    () => nowMs,
  );
  const after = async (ms: number) => {
    nowMs += ms;
    await reporter.afterExchange();
    return told;
  };
  expect([await after(0), await after(59_999), await after(1), await after(-500_000)]).toEqual([1, 1, 2, 3]);
});

test('what the browser promised is told as it is: yes, as usual, or unknown where it cannot be asked', () => {
  const { kept, notKept, unknown } = WHOLE.fr.health;
  expect([true, false, null].map((persisted) => keptWords(persisted, WHOLE.fr))).toEqual([kept, notKept, unknown]);
});
