/** Sequence numbers as closed ranges in rising order, without neighbours that touch. */
export type Ranges = readonly (readonly [first: number, last: number])[];

/** Whether a number lies in the ranges. */
export function hasNumber(ranges: Ranges, value: number): boolean {
  return ranges.some(([first, last]) => first <= value && value <= last);
}

/** The ranges with one number more. */
export function addNumber(ranges: Ranges, value: number): Ranges {
  if (hasNumber(ranges, value)) return ranges;
  const before = ranges.filter(([, last]) => last < value - 1);
  const after = ranges.filter(([first]) => first > value + 1);
  const touching = ranges.filter(([first, last]) => last === value - 1 || first === value + 1);
  const first = Math.min(value, ...touching.map((range) => range[0]));
  const last = Math.max(value, ...touching.map((range) => range[1]));
  return [...before, [first, last], ...after];
}

/** The holes from 1 to the highest number, at most `max` of them. */
export function missingIn(ranges: Ranges, max: number): [first: number, last: number][] {
  return holesBetween(ranges, [1, ranges.at(-1)?.[1] ?? 0], max);
}

/** The numbers from `first` to `last` that are in no range, at most `max` holes of them. */
export function holesBetween(
  ranges: Ranges,
  [first, last]: readonly [first: number, last: number],
  max: number,
): [first: number, last: number][] {
  const holes: [number, number][] = [];
  let next = first;
  for (const [from, to] of [...ranges, [last + 1, last + 1] as const]) {
    const end = Math.min(from - 1, last);
    if (end >= next && holes.length < max) holes.push([next, end]);
    next = Math.max(next, to + 1);
  }
  return holes;
}
