import type { Id } from '../kernel/ids.ts';
import { entityOf, type View } from '../kernel/view.ts';
import type { Entity } from '../kernel/collection.ts';
import type { Mark } from '../kernel/row.ts';
import { shiftClosings, shiftOpenings } from './schema.ts';

/** A shift of a drawer as everybody sees it after the join. */
export type Shift = {
  readonly id: Id<'shift'>;
  readonly drawer: Id<'drawer'>;
  /** Null: cash came before anybody counted the float. */
  readonly floatMinor: number | null;
  /** Openings that somebody counted; two are one too many. An implied opening counts nothing. */
  readonly floatsCounted: number;
  /** Other openings of the same drawer that are this shift (SYN-5). */
  readonly aliases: readonly Id<'shift'>[];
  readonly closed: boolean;
  /** The first closing; null while it is open. */
  readonly closing: Id<'closing'> | null;
  /** The count of the first closing; later ones are recounts. */
  readonly countedMinor: number | null;
};

type Opening = { mark: Mark; fact: Entity<typeof shiftOpenings> };
type Closing = { mark: Mark; fact: Entity<typeof shiftClosings> };

/**
 * The shifts of every drawer. Two openings of one drawer with no closing between them are one shift: the one with the
 * earlier stamp gives its id and its float, and a known float beats an unknown one (SYN-5).
 */
export function listShifts(view: View): Shift[] {
  const closings = closingsOf(view);
  const shifts: Shift[] = [];
  for (const openings of openingsByDrawer(view).values()) shifts.push(...shiftsOfDrawer(openings, closings));
  return shifts;
}

/** The open shift of a drawer, if one is known. */
export function openShiftOf(view: View, drawer: Id<'drawer'>): Shift | undefined {
  return listShifts(view).findLast((shift) => shift.drawer === drawer && !shift.closed);
}

/** The shift of a drawer that was closed last. */
export function lastClosedShiftOf(view: View, drawer: Id<'drawer'>): Shift | undefined {
  return listShifts(view).findLast((shift) => shift.drawer === drawer && shift.closed);
}

/** The shift that an id means, also when it names an opening that became part of another. */
export function shiftOf(view: View, id: Id<'shift'>): Shift | undefined {
  return listShifts(view).find((shift) => shift.id === id || shift.aliases.includes(id));
}

function shiftsOfDrawer(openings: readonly Opening[], closings: readonly Closing[]): Shift[] {
  const groups: { openings: Opening[]; closing: Closing | undefined }[] = [];
  for (const opening of openings) {
    const current = groups.at(-1);
    if (current && (!current.closing || current.closing.mark > opening.mark)) current.openings.push(opening);
    else groups.push({ openings: [opening], closing: undefined });
    const group = groups.at(-1);
    if (group) group.closing = firstClosing(group.openings, closings);
  }
  return groups.map(({ openings: same, closing }) => {
    const [first, ...others] = same.map((opening) => opening.fact);
    return {
      id: first?.id ?? '',
      drawer: first?.drawer ?? '',
      floatMinor: same.map((opening) => opening.fact.floatMinor).find((amount) => amount !== null) ?? null,
      floatsCounted: same.filter((opening) => opening.fact.floatMinor !== null).length,
      aliases: others.map((other) => other.id),
      closed: closing !== undefined,
      closing: closing?.fact.id ?? null,
      countedMinor: closing?.fact.countedMinor ?? null,
    };
  });
}

const firstClosing = (openings: readonly Opening[], closings: readonly Closing[]) =>
  closings.find((closing) => openings.some((opening) => opening.fact.id === closing.fact.shift));

function openingsByDrawer(view: View): Map<Id, Opening[]> {
  const byDrawer = new Map<Id, Opening[]>();
  const all: Opening[] = [];
  for (const row of view.all(shiftOpenings.name)) {
    const fact = entityOf(shiftOpenings, row);
    if (fact) all.push({ mark: row.st, fact });
  }
  for (const opening of all.toSorted(byMark)) {
    byDrawer.set(opening.fact.drawer, [...(byDrawer.get(opening.fact.drawer) ?? []), opening]);
  }
  return byDrawer;
}

function closingsOf(view: View): Closing[] {
  const all: Closing[] = [];
  for (const row of view.all(shiftClosings.name)) {
    const fact = entityOf(shiftClosings, row);
    if (fact) all.push({ mark: row.st, fact });
  }
  return all.toSorted(byMark);
}

const byMark = (a: { mark: Mark }, b: { mark: Mark }) => (a.mark < b.mark ? -1 : 1);
