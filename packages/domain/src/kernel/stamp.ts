import { assert } from './assert.ts';
import type { Install } from './ids.ts';

/**
 * A hybrid logical clock reading as sortable text: 12 hex digits of milliseconds, 4 of counter, the install.
 * **Source** SYN vocabulary ("stamp"), SYN-24.
 */
export type Stamp = string & { readonly __stamp?: true };

const STAMP = /^[0-9a-f]{16}[0-9A-HJKMNP-TV-Z]{10}$/;
const COUNTER_MAX = 0xffff;

/** Builds a stamp. **Units** `ms` since 1970, below 2^48. */
export function makeStamp(ms: number, counter: number, install: Install): Stamp {
  assert(ms >= 0 && ms < 2 ** 48 && counter >= 0 && counter <= COUNTER_MAX, 'a stamp fits 48 + 16 bits');
  return `${ms.toString(16).padStart(12, '0')}${counter.toString(16).padStart(4, '0')}${install}`;
}

/** True for a well-formed stamp. */
export function isStamp(value: unknown): value is Stamp {
  return typeof value === 'string' && STAMP.test(value);
}

/** The parts of a stamp. */
export function readStamp(stamp: Stamp): { ms: number; counter: number; install: Install } {
  return {
    ms: Number.parseInt(stamp.slice(0, 12), 16),
    counter: Number.parseInt(stamp.slice(12, 16), 16),
    install: stamp.slice(16),
  };
}

/**
 * The next reading: later than the wall clock allows and later than everything heard.
 * **Why** a device whose clock is slow must still win over what it has read (SYN-24).
 */
export function nextStamp(heard: Stamp | undefined, nowMs: number, install: Install): Stamp {
  const now = Math.min(Math.max(0, Math.floor(nowMs)), 2 ** 48 - 2);
  if (heard === undefined) return makeStamp(now, 0, install);
  const last = readStamp(heard);
  if (now > last.ms) return makeStamp(now, 0, install);
  return last.counter < COUNTER_MAX
    ? makeStamp(last.ms, last.counter + 1, install)
    : makeStamp(last.ms + 1, 0, install);
}
