import type { Collection, Field, Mark, Row } from '@resto360/domain';

/** The mark of each cell of a row; a cell is a field, or a group of fields written together. */
export type Marks = Map<string, Mark>;

/** The key under which a field's mark is kept: its own name, or its group's. */
export function markKey(name: string, field: Field): string {
  return field.group ?? name;
}

/** The mark that dates a row of which only its creation is known. */
export const BORN_KEY = 'born';

/** Unfolds a row's marks: every written cell has its own in `sx`, or the common one. */
export function readMarks(row: Row, collection: Collection): Marks {
  const marks: Marks = new Map();
  for (const name in row.f) {
    const field = collection.fields[name];
    if (!field || field.join === 'fixed') continue;
    const key = markKey(name, field);
    marks.set(key, row.sx?.[key] ?? row.st);
  }
  if (marks.size === 0) marks.set(BORN_KEY, row.st);
  return marks;
}

/**
 * Folds marks into the most frequent one and the exceptions, so that a row costs one mark on the wire, mostly.
 * A pure function of the marks: replicas that hold the same marks hold the same text.
 */
export function packMarks(marks: Marks): { readonly st: Mark; readonly sx?: Readonly<Record<string, Mark>> } {
  const { common, exceptions } = packMost(marks);
  return { st: common ?? '', ...(exceptions ? { sx: exceptions } : {}) };
}

/** The most frequent value of a map (the larger on a tie) and what differs from it. */
export function packMost<T extends string | number>(
  all: ReadonlyMap<string, T>,
): { readonly common: T | undefined; readonly exceptions: Readonly<Record<string, T>> | undefined } {
  const counts = new Map<T, number>();
  let common: T | undefined;
  for (const value of all.values()) counts.set(value, (counts.get(value) ?? 0) + 1);
  for (const [value, count] of counts) {
    const best = common === undefined ? 0 : (counts.get(common) ?? 0);
    if (common === undefined || count > best || (count === best && value > common)) common = value;
  }
  if (counts.size < 2) return { common, exceptions: undefined };
  const exceptions: Record<string, T> = {};
  for (const [key, value] of all) if (value !== common) exceptions[key] = value;
  return { common, exceptions };
}
