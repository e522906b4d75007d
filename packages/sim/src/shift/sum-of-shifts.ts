import type { ShiftReport } from './ordinary-shift.ts';

/** Several shifts as one: what the command prints. `manualShare`: exceptions at first sight per op (SYN-23). */
export type ShiftSums = {
  readonly failed: number;
  readonly ops: number;
  readonly parties: number;
  /** Of the parties, those that two waiters served. */
  readonly sharedParties: number;
  /** Of the tablets' time. */
  readonly offline: number;
  readonly exceptions: Readonly<Record<string, number>>;
  readonly manualShare: number;
};

/** Sums shifts up; the shares are of everything together. */
export function sumOfShifts(reports: readonly ShiftReport[]): ShiftSums {
  const sum = (value: (one: ShiftReport) => number) => reports.reduce((total, one) => total + value(one), 0);
  const exceptions: Record<string, number> = {};
  for (const { odd } of reports)
    for (const [kind, times] of Object.entries(odd)) exceptions[kind] = (exceptions[kind] ?? 0) + times;
  const [ops, parties] = [sum((one) => one.ops), sum((one) => one.parties)];
  const manual = Object.values(exceptions).reduce((total, times) => total + times, 0);
  return {
    failed: sum(({ problem }) => (problem === undefined ? 0 : 1)),
    ops,
    parties,
    sharedParties: share(
      sum((one) => one.shared),
      parties,
    ),
    offline: share(
      sum((one) => one.offline),
      reports.length,
    ),
    exceptions,
    manualShare: share(manual, ops),
  };
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : Number((part / whole).toFixed(5)));
