import type { Entity } from '../kernel/collection.ts';
import { CATALOG } from '../catalog.ts';
import type { Install } from '../kernel/ids.ts';
import { markOf } from '../kernel/mark-of.ts';
import { readStamp } from '../kernel/stamp.ts';
import { entityOf, listAll, type View } from '../kernel/view.ts';
import { conflicts } from '../server-collections.ts';
import { decisions } from './schema.ts';

/**
 * One automatic or human decision that stands in the history. `install`: the device that wrote it, for a rule the one
 * whose value counts. **Units** `at` ms since 1970, by the stamp.
 */
export type SettledMatter = { readonly id: string; readonly at: number; readonly install: Install } & (
  | { readonly decidedBy: 'person'; readonly decision: Entity<typeof decisions> }
  | { readonly decidedBy: 'rule'; readonly conflict: Entity<typeof conflicts> }
);

type Conflict = Entity<typeof conflicts>;

/** Fields of which nobody wants to know that two screens wrote them at once. */
const PLUMBING: ReadonlySet<string> = new Set([
  'order_lines.receivedMark',
  'order_lines.cancelSeen',
  'orders.closedWith',
]);

/**
 * The history: what people decided or took back, and what a rule decided alone, the newest first (SYN-23). A price that
 * waits for a person is not in it; once it is settled the rule had decided for the meantime, and stands there.
 */
export function settledMatters(view: View): SettledMatter[] {
  return [...byPeople(view), ...byRules(view)].toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
}

function byPeople(view: View): SettledMatter[] {
  const found: SettledMatter[] = [];
  for (const row of view.all(decisions.name)) {
    const decision = entityOf(decisions, row);
    const mark = markOf(decisions, row, 'state');
    if (!decision || mark === undefined) continue;
    const { install } = readStamp(mark);
    found.push({ id: row.id, at: decision.at, install, decidedBy: 'person', decision });
  }
  return found;
}

function byRules(view: View): SettledMatter[] {
  return latestOfEach(listAll(view, conflicts).filter(isHistory)).map((conflict) => {
    const { ms, install } = readStamp(conflict.keptMark.replace('~', ''));
    return { id: conflict.id, at: ms, install, decidedBy: 'rule', conflict };
  });
}

const isHistory = ({ needsPerson, collection, field }: Conflict) =>
  needsPerson === 'no' && CATALOG.has(collection) && !PLUMBING.has(`${collection}.${field}`);

// Somebody who counts guests up to three writes three times: against one value that is one matter, told by the last.
function latestOfEach(all: readonly Conflict[]): Conflict[] {
  const byValue = new Map<string, Conflict>();
  for (const one of all.toSorted((a, b) => (a.lostMark < b.lostMark ? -1 : 1))) {
    byValue.set([one.collection, one.row, one.field, one.keptMark].join('/'), one);
  }
  return [...byValue.values()];
}
