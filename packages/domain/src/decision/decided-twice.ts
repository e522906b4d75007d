import { isAboveBoth, markInForce } from '../conflict-marks.ts';
import type { Entity } from '../kernel/collection.ts';
import { find, listAll, type View } from '../kernel/view.ts';
import { conflicts } from '../server-collections.ts';
import { MATTER, decisions } from './schema.ts';

type Conflict = Entity<typeof conflicts>;

/**
 * Where two people settled one matter apart and differently: the later decision hides the other, and what both remedies
 * wrote stands. Over once somebody who knew both decided or undid; a third who knew neither has a conflict of their own.
 */
export function listDecidedTwice(view: View): Conflict[] {
  const all = listAll(view, conflicts).filter(isOfDecisions);
  return all.filter((one) => {
    if (!find(view, decisions, one.row) || !isTwoRemedies(one)) return false;
    const inForce = markInForce(view, one);
    const wasApart = all.some(({ row, keptMark }) => row === one.row && keptMark === inForce);
    return wasApart || !isAboveBoth(one, inForce);
  });
}

/** Whether a concurrent edit is one of two decisions. */
export const isOfDecisions = ({ collection, field }: Conflict): boolean =>
  collection === decisions.name && field === MATTER;

type Matter = Partial<Pick<Entity<typeof decisions>, 'state' | 'remedy'>>;

function isTwoRemedies({ keptJson, lostJson }: Conflict): boolean {
  const [kept, lost] = [keptJson, lostJson].map((text) => JSON.parse(text) as Matter | null);
  return kept?.state === 'decided' && lost?.state === 'decided' && kept.remedy !== lost.remedy;
}
