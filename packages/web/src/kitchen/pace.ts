/** From when a ticket is slow, and late. **Units** ms. */
export const AGES = { slowMs: 10 * 60_000, lateMs: 20 * 60_000 } as const;

/** How a ticket stands in time; each has a colour, a shape and a word. */
export type Pace = 'fresh' | 'slow' | 'late';
export const PACE_SHAPES: Readonly<Record<Pace, string>> = { fresh: '●', slow: '◆', late: '▲' };

/** The pace of an age. **Units** ms. */
export function paceOf(ageMs: number): Pace {
  if (ageMs >= AGES.lateMs) return 'late';
  return ageMs >= AGES.slowMs ? 'slow' : 'fresh';
}

/** An age as a clock says it, `4:12`; from two hours on in hours, `2 h 05`. **Units** ms. */
export function clockAge(ageMs: number): string {
  const seconds = Math.max(0, Math.floor(ageMs / 1_000));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 120) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}\u00a0h\u00a0${two(minutes % 60)}`;
}

const two = (value: number) => String(value).padStart(2, '0');
