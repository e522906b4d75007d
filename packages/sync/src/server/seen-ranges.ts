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
  const holes: [number, number][] = [];
  let next = 1;
  for (const [first, last] of ranges) {
    if (first > next && holes.length < max) holes.push([next, first - 1]);
    next = last + 1;
  }
  return holes;
}
