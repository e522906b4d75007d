import type { Entity } from '../kernel/collection.ts';
import { CATALOG } from '../catalog.ts';
import { ExceptionKind } from '../kernel/exception.ts';
import type { Id, Install } from '../kernel/ids.ts';
import type { Json } from '../kernel/json.ts';
import { markOf } from '../kernel/mark-of.ts';
import { readStamp } from '../kernel/stamp.ts';
import { entityOf, listAll, type View } from '../kernel/view.ts';
import { conflicts, quarantine } from '../server-collections.ts';
import { listDecidedTwice } from './decided-twice.ts';
import { decisions } from './schema.ts';
import { settledPrices } from './settled-prices.ts';

/**
 * One automatic or human decision that stands in the history. `edit`: a person wrote the price once more, knowing both
 * values; `value` is what they wrote. `server`: an op that was put apart, and what became of it there. `install`: the
 * device that wrote it, for a rule the one whose value counts; null for what was done at the server. **Units** `at` ms
 * since 1970, by the stamp.
 */
export type SettledMatter = { readonly id: string; readonly at: number; readonly install: Install | null } & (
  | { readonly decidedBy: 'person'; readonly decision: Entity<typeof decisions> }
  | { readonly decidedBy: 'edit'; readonly conflict: Entity<typeof conflicts>; readonly value: Json }
  | { readonly decidedBy: 'server'; readonly op: Entity<typeof quarantine> }
  | { readonly decidedBy: 'rule'; readonly conflict: Entity<typeof conflicts> }
);

/** What the history is asked for: one kind, or what concerns one person; null for all. */
export type SettledFilter = { readonly kind: ExceptionKind | null; readonly person: Id<'staff'> | null };

type Conflict = Entity<typeof conflicts>;

/** Fields of which nobody wants to know that two screens wrote them at once. */
const PLUMBING: ReadonlySet<string> = new Set([
  'order_lines.receivedMark',
  'order_lines.cancelSeen',
  'orders.closedWith',
]);

/**
 * The history: what people decided or took back, prices that they wrote once more, what became of ops that were put apart,
 * and what a rule decided alone, the newest first (SYN-23). What still waits for a person is not in it.
 */
export function settledMatters(view: View): SettledMatter[] {
  const all = [...byPeople(view), ...byEdits(view), ...atServer(view), ...byRules(view)];
  return all.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
}

/** Whether a matter of the history is one of those asked for. A rule that decided alone is of no kind. */
export function isAskedFor(settled: SettledMatter, { kind, person }: SettledFilter): boolean {
  return (kind === null || kindOf(settled) === kind) && (person === null || peopleOf(settled).includes(person));
}

function kindOf(settled: SettledMatter): string | null {
  if (settled.decidedBy === 'person') return settled.decision.kind;
  if (settled.decidedBy === 'rule') return null;
  return settled.decidedBy === 'edit' ? ExceptionKind.priceEditedTwice : ExceptionKind.quarantinedOp;
}

function peopleOf(settled: SettledMatter): readonly (string | null)[] {
  if (settled.decidedBy === 'person') return [settled.decision.by];
  if (settled.decidedBy === 'server') return [settled.op.settledBy, settled.op.actor];
  return [settled.conflict.keptActor, settled.conflict.lostActor];
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

function byEdits(view: View): SettledMatter[] {
  return settledPrices(view).map(({ conflict, mark, value }) => {
    const { ms, install } = readStamp(mark.replace('~', ''));
    return { id: conflict.id, at: ms, install, decidedBy: 'edit', conflict, value };
  });
}

// Of an end of before it was noted when, the row only says when the op came.
function atServer(view: View): SettledMatter[] {
  const found: SettledMatter[] = [];
  for (const row of view.all(quarantine.name)) {
    const op = entityOf(quarantine, row);
    if (!op || op.settledBy === null) continue;
    const at = op.settledAt ?? readStamp(row.st.replace('~', '')).ms;
    found.push({ id: row.id, at, install: null, decidedBy: 'server', op });
  }
  return found;
}

// Two decisions that a person is asked about are no matter of a rule.
function byRules(view: View): SettledMatter[] {
  const asked = new Set(listDecidedTwice(view).map(({ id }) => id));
  const all = listAll(view, conflicts).filter((one) => isHistory(one) && !asked.has(one.id));
  return latestOfEach(all).map((conflict) => {
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
