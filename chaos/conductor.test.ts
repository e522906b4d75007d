import { expect, test, vi } from 'vitest';
import { nameId } from '@resto360/domain';
import { Random } from '@resto360/domain';
import { CLIENT_RULES } from '@resto360/sync/client';
import type { Chromium } from './browser/chromium.ts';
import { PageTablet } from './browser/page-tablet.ts';
import { Conductor, type Stage } from './conductor.ts';
import { AppFault, Tally, type Fault } from './fault.ts';
import type { RigTablet } from './rig-tablet.ts';
import { ChaosTablet } from './tablet.ts';

const random = new Random(1);
const identity = {
  restaurant: nameId('test:r'),
  install: 'TTTTTTTTTT',
  series: 'T1',
  kind: 'pos',
  token: 't',
} as const;
const engine = () =>
  new ChaosTablet({ name: 'device', identity, url: 'http://127.0.0.1:9', random, rules: CLIENT_RULES });
const page = () => {
  const place = { person: '', pin: '', tables: [], dishes: [] };
  return new PageTablet({ name: 'page', browser: {} as Chromium, url: '', place, random });
};

/** What is counted when a fault of the app comes to a tablet. */
function counted(kind: AppFault, tablet: RigTablet): number | undefined {
  vi.useFakeTimers();
  try {
    const tally = new Tally();
    const stage = { tablets: [tablet], proxies: [], servers: [], redis: undefined, tally } as unknown as Stage;
    const fault: Fault = { kind, atMs: 0, forMs: 0, target: 0, value: 0 };
    new Conductor(stage).play([fault]);
    vi.runAllTimers();
    return tally.counts.get(kind);
  } finally {
    vi.useRealTimers();
  }
}

test('a full disk counts on an engine, which has it, and not on a page, which has not', () => {
  expect(counted(AppFault.quota, engine())).toBe(1);
  expect(counted(AppFault.quota, page())).toBeUndefined();
});

test('a crash that is armed counts, though it does not last', () => {
  expect(counted(AppFault.crashAfterCommit, engine())).toBe(1);
});
