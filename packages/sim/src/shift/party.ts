import type { Id } from '@resto360/domain';
import type { Random } from '@resto360/domain';
import type { Tablet } from '../tablet.ts';
import type { Step } from './waiter.ts';

/** Guests at a table, and what is still to be done for them. **Units** `atMs` since 1970: when the next step is due. */
export type Party = {
  readonly table: Id;
  /** Who serves them: one till, or two. */
  readonly tills: readonly Tablet[];
  readonly steps: Step[];
  atMs: number;
};

/** Between two taps at one table, and between two rounds of dishes. **Units** ms. */
const TAP_MS = 25_000;
const ROUND_MS = 12 * 60_000;

/** Everything that will be done for a party: one or two rounds of dishes, now and then a change, the bill, the money. */
export function stepsOf(random: Random): Step[] {
  const steps: Step[] = ['open'];
  const rounds = random.chance(0.5) ? 2 : 1;
  for (let round = 0; round < rounds; round++) {
    steps.push(...Array.from({ length: random.between(1, 4) }, (): Step => 'add'));
    if (random.chance(0.1)) steps.push('change');
    if (random.chance(0.05)) steps.push('take_off');
    steps.push('send');
  }
  if (random.chance(0.03)) steps.push('void');
  if (random.chance(0.6)) steps.push('bill');
  if (random.chance(0.1)) steps.push('pay_half');
  return [...steps, 'pay'];
}

/** How long people take before the next step: a moment, or a course. **Units** ms. */
export function pauseBefore(step: Step | undefined, random: Random): number {
  const isLong = step === 'bill' || step === 'pay_half' || step === 'void';
  return Math.round((isLong ? ROUND_MS : TAP_MS) * (0.5 + random.next()));
}
