import { expect, test } from 'vitest';
import { AWAY_MS, unsentTold } from './unsent-told.ts';

const saying = (unsent: number) => ({
  reportedAt: 0,
  unsent,
  oldestUnsentMs: null,
  skewMs: 0,
  persisted: null,
  usageBytes: null,
  quotaBytes: null,
  appVersion: '1',
  leads: true,
  misfits: 0,
});

test('what waits on a device is known for as long as it speaks', () => {
  expect([unsentTold(saying(0), AWAY_MS - 1), unsentTold(saying(3), 0)]).toEqual(['none', 'waiting']);
  expect([unsentTold(saying(0), AWAY_MS), unsentTold(saying(3), AWAY_MS)]).toEqual(['unknown', 'unknown']);
  expect(unsentTold(null, null)).toBe('unknown');
});
