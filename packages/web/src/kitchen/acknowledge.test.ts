import { describe, expect, test } from 'vitest';
import { isKitchenScreen, isMissed, linesToReceive, Receiver } from './acknowledge.ts';
import { aLine, aTicket } from './test-tickets.ts';

const page = { isVisible: true, isKitchen: true, isUnsaved: () => false };

describe('[KIT-2] what a screen may say it has shown', () => {
  const shown = [
    aTicket('T1', [aLine('new'), aLine('known', { received: true }), aLine('started', { rank: 'preparing' })]),
    aTicket('T2', [aLine('held', { rank: 'held' })], { held: 2 }),
    aTicket('T3', [aLine('ready', { rank: 'ready' }), aLine('served', { rank: 'served' })]),
    aTicket('T4', [aLine('gone', { cancelled: true, cancelledUnread: 1 })]),
  ];

  test('every line on it that no screen has acknowledged; not what is done', () => {
    expect(linesToReceive({ ...page, shown })).toEqual(['new', 'started', 'held', 'gone']);
  });

  test.each([
    ['a page out of sight', { isVisible: false }],
    ['a screen that is not the kitchen’s', { isKitchen: false }],
    ['sends that are not on the disk', { isUnsaved: () => true }],
  ])('%s acknowledges nothing', (_what, other) => {
    expect(linesToReceive({ ...page, shown, ...other })).toEqual([]);
  });
});

test.each([
  ['new', aLine('new'), true],
  ['shown before', aLine('known', { received: true }), false],
  ['served before it was shown', aLine('served', { rank: 'served', cancelledUnread: 1 }), false],
  ['called ready before it was shown', aLine('ready', { rank: 'ready' }), false],
  ['cancelled before it was shown', aLine('gone', { cancelled: true, cancelledUnread: 1 }), true],
] as const)('[KIT-2] a board is called back for just what it would acknowledge: a line %s', (_what, line, expected) => {
  const cooking = [aTicket('T1', [aLine('other', { received: true }), line])];
  expect(isMissed(cooking)).toBe(expected);
  expect(linesToReceive({ ...page, shown: cooking })).toEqual(expected ? [line.id] : []);
});

test.each([
  ['kitchen', 'cook', true],
  ['kitchen', 'manager', true],
  ['kitchen', 'waiter', false],
  ['pos', 'cook', true],
  ['pos', 'manager', false],
  ['office', 'owner', false],
] as const)('[KIT-2] a device for the %s before a %s is the kitchen’s: %s', (kind, role, expected) => {
  expect(isKitchenScreen(kind, role)).toBe(expected);
});

/** A receiver on a clock of its own; `saved` answers each op. */
function driven(saves = true) {
  const ops: string[][] = [];
  const timers: { run: () => void; atMs: number }[] = [];
  const clock = { nowMs: 50_000 };
  const receiver = new Receiver({
    send: async (lines) => {
      ops.push([...lines]);
      return saves;
    },
    nowMs: () => clock.nowMs,
    later: (run, delayMs) => void timers.push({ run, atMs: clock.nowMs + delayMs }),
  });
  const pass = async (ms: number) => {
    clock.nowMs += ms;
    for (const timer of timers.splice(0))
      if (timer.atMs <= clock.nowMs) timer.run();
      else timers.push(timer);
    await settled();
  };
  return { receiver, ops, pass };
}
const settled = async () => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};

describe('[KIT-2] acknowledgements leave', () => {
  test('the first at once, with no pause before it is saved; what comes in meanwhile together after a second', async () => {
    const { receiver, ops, pass } = driven();
    receiver.offer(['a']);
    expect(ops).toEqual([['a']]);
    await settled();
    receiver.offer(['b']);
    receiver.offer(['b', 'c']);
    await pass(999);
    expect(ops).toHaveLength(1);
    await pass(1);
    expect(ops).toEqual([['a'], ['b', 'c']]);
    await pass(60_000);
    expect(ops).toHaveLength(2);
  });

  test('at most a hundred lines in an op', async () => {
    const { receiver, ops, pass } = driven();
    receiver.offer(Array.from({ length: 230 }, (_, index) => `line ${index}`));
    await settled();
    await pass(1_000);
    await pass(1_000);
    expect(ops.map(({ length }) => length)).toEqual([100, 100, 30]);
    expect(new Set(ops.flat()).size).toBe(230);
  });

  test('not again what another screen acknowledged while it waited', async () => {
    const { receiver, ops, pass } = driven();
    receiver.offer(['a']);
    await settled();
    receiver.offer(['b']);
    receiver.offer([]);
    await pass(5_000);
    expect(ops).toEqual([['a']]);
  });

  test('more rarely while the disk refuses', async () => {
    const { receiver, ops, pass } = driven(false);
    receiver.offer(['a']);
    await settled();
    receiver.offer(['a']);
    await pass(2_000);
    expect(ops).toHaveLength(1);
    await pass(28_000);
    expect(ops).toHaveLength(2);
  });
});
