import { expect, test } from 'vitest';
import { NO_NOTICES } from './apply-verdicts.ts';
import { SILENCE_MS, syncStatus } from './status.ts';

const now = 1_000_000;
const calm: Parameters<typeof syncStatus>[0] = {
  unsent: { count: 0, oldestAt: null },
  heldCount: 0,
  notices: NO_NOTICES,
  heardAt: now,
  lastFailed: false,
  nowMs: now,
};
const waiting = { count: 2, oldestAt: now - 90_000 };

const CASES: readonly (readonly [string, Partial<typeof calm>, object])[] = [
  ['heard just now', {}, { state: 'live', waiting: 0, oldestAgeMs: null }],
  ['unsent ops and their age', { unsent: waiting }, { state: 'live', waiting: 2, oldestAgeMs: 90_000 }],
  ['never heard', { heardAt: null }, { state: 'offline' }],
  ['the last exchange failed', { lastFailed: true }, { state: 'offline' }],
  ['silent for long', { heardAt: now - SILENCE_MS - 1 }, { state: 'offline' }],
  ['heard at a time to come: the clock was set back since', { heardAt: now + SILENCE_MS + 1 }, { state: 'offline' }],
  ['a held op', { heldCount: 1 }, { state: 'attention', why: 'quarantined' }],
  ['a fork', { notices: { ...NO_NOTICES, fork: true } }, { state: 'attention', why: 'fork' }],
  [
    'a refused op',
    { notices: { ...NO_NOTICES, rejected: [{ id: 'x', code: 'no_right' }] } },
    { state: 'attention', why: 'rejected' },
  ],
  [
    'a server behind this device',
    { notices: { ...NO_NOTICES, stopped: 'behind' as const }, lastFailed: true },
    { state: 'attention', why: 'behind' },
  ],
];

for (const [name, from, expected] of CASES) {
  test(`[SYN-14] the chip, ${name}`, () => {
    expect(syncStatus({ ...calm, ...from })).toMatchObject(expected);
  });
}
