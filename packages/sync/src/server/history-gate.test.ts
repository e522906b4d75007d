import { expect, test } from 'vitest';
import { LIMITS } from '../limits.ts';
import { scopeOf } from '../scope.ts';
import { NOON, RESTAURANT, TILL_A, testServer } from '../testing/index.ts';
import { exchange } from './exchange.ts';
import { HistoryGate } from './history-gate.ts';

test('[SYN-21] a store that begins no history leaves the gate open for the one that does', async () => {
  const { store, deps } = testServer();
  const begin = store.beginLineage.bind(store);
  const around = { ...deps, histories: new HistoryGate() };
  const claim = async (lineage: number) => {
    const pull = { since: 9, scope: scopeOf('pos').hash, limit: 10 };
    const request = { restaurant: RESTAURANT, install: TILL_A, lineage, sentAt: NOON, pull };
    const answer = await exchange(request, { restaurant: RESTAURANT, install: TILL_A, kind: 'pos' }, around);
    return typeof answer === 'string' ? 'page' : answer.code;
  };
  // It still follows another one.
  store.beginLineage = async () => undefined;
  expect(await claim(1)).toBe('behind');
  store.beginLineage = async () => Promise.reject(new Error('the store is away'));
  await expect(claim(1)).rejects.toThrow('away');
  store.beginLineage = begin;
  expect([await claim(1), await claim(2)]).toEqual(['reset', 'behind']);
});

test('[SYN-21] the gate opens again after a while, also under a clock that was set back', () => {
  const gate = new HistoryGate();
  gate.begun(RESTAURANT, NOON);
  const at = (afterMs: number) => gate.isOpen(RESTAURANT, NOON + afterMs);
  expect([at(LIMITS.historyEveryMs - 1), at(LIMITS.historyEveryMs), at(-LIMITS.historyEveryMs)]).toEqual([
    false,
    true,
    true,
  ]);
});
