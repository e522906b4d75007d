import { expect, test } from 'vitest';
import { failuresOf, type Report } from './round.ts';

const WELL: Report = {
  seed: 7,
  profile: 'all',
  ops: 100,
  faults: {},
  lost: 0,
  doubled: 0,
  diverged: 0,
  stuck: 0,
  slowestNewsMs: 90_000,
  slowestSyncMs: 30_000,
  syncSuccess: 1,
};

test('a round in which nothing went wrong is a success, however late news were under faults', () => {
  expect(failuresOf(WELL)).toEqual([]);
});

test.each(['lost', 'doubled', 'diverged', 'stuck'] as const)('anything %s is a failure', (kind) => {
  expect(failuresOf({ ...WELL, [kind]: 1 })).toEqual([`1 ${kind}`]);
});

test('a device that came to rest too late is a failure', () => {
  expect(failuresOf({ ...WELL, slowestSyncMs: 30_001 })).toEqual(['the last device came to rest after 30001 ms']);
  expect(failuresOf({ ...WELL, syncSuccess: 0.95 })).toEqual(['only 0.95 of the devices were at rest within 30000 ms']);
});
