import { describe, expect, test } from 'vitest';
import { AttemptState, FAILURE_CODES, isActive, isCounted, isDeclared } from '@resto360/domain';
import { PAYMENT_EN } from '../words/payment.en.ts';
import { PAYMENT_FR } from '../words/payment.fr.ts';
import { failureOf, GROUPS, GROUP_SHAPES, groupOf, standingOf, type Asked } from './standing.ts';

const STATES = Object.values(AttemptState);
const DICTIONARIES = [PAYMENT_FR, PAYMENT_EN];

describe('where an attempt stands', () => {
  test('has words in both languages for each state, and before the server told of any', () => {
    for (const words of DICTIONARIES) {
      for (const standing of [...STATES, 'sending', 'unsent', 'too_late'] as const) {
        expect(words.standing[standing], standing).not.toBe('');
        expect(words.advice[standing], standing).toBeTypeOf('string');
      }
    }
  });

  test('has a reason in words for each failure in each state that ended without money', () => {
    for (const state of STATES.filter((one) => groupOf(one) === 'failed')) {
      for (const code of FAILURE_CODES) {
        const said = DICTIONARIES.map((words) => [words.standing[state], words.failure[code]].join(' '));
        expect(new Set(said).size, `${state} ${code}`).toBe(2);
        expect(said.every((text) => text.trim().length > 10)).toBe(true);
      }
    }
  });

  test('two failures never read the same', () => {
    for (const { failure } of DICTIONARIES) expect(new Set(Object.values(failure)).size).toBe(FAILURE_CODES.length);
  });

  test('is in one group, told by a sign of its own: nothing that may bring money stands among what is over', () => {
    expect(new Set(Object.values(GROUP_SHAPES)).size).toBe(GROUPS.length);
    for (const state of STATES) {
      expect(groupOf(state) === 'paid', state).toBe(isCounted(state));
      if (isActive(state)) expect(['waiting', 'check'], state).toContain(groupOf(state));
      if (isDeclared(state)) expect(groupOf(state), state).toBe('check');
    }
    expect(groupOf('late_success')).toBe('check');
    expect(groupOf('unknown')).toBe('waiting');
  });

  test('a failure of a newer server is unknown, and none is none', () => {
    expect(failureOf('wrong_pin')).toBe('wrong_pin');
    expect(failureOf('eaten_by_a_goat')).toBe('unknown');
    expect(failureOf(null)).toBeUndefined();
  });
});

describe('a request that the server has not told of', () => {
  const asked = { state: 'created', isTold: false, isSent: false, isOnline: false, until: 9_000, isDeferred: false };

  test.each([
    ['on this device, in time', {}, 9_000, 'unsent'],
    ['on this device, too late', {}, 9_001, 'too_late'],
    ['on its way', { isOnline: true }, 9_000, 'sending'],
    ['on its way too late', { isOnline: true }, 9_001, 'too_late'],
    ['left', { isSent: true }, 9_001, 'created'],
    ['told of', { isTold: true, state: 'unknown' }, 9_999_999, 'unknown'],
    ['a claim asks nobody', { until: null, state: 'claimed' }, 9_999_999, 'claimed'],
    ['come late and gone back', { isTold: true, state: 'late_success', isGivenBack: true }, 0, 'given_back'],
    ['for later, in time', { isDeferred: true, state: 'queued_offline' }, 9_000, 'queued_offline'],
    ['for later, and the time is over', { isDeferred: true, state: 'queued_offline' }, 9_001, 'too_late'],
  ] as const)('%s', (_case, more, nowMs, expected) => {
    expect(standingOf({ ...asked, ...more } as Asked, nowMs)).toBe(expected);
  });
});
