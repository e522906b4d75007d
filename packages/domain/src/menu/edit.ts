import { assert } from '../kernel/assert.ts';
import type { Entity } from '../kernel/collection.ts';
import { changesOf, editsOf, listEdited, type RowEdit } from '../kernel/edit.ts';
import type { Id } from '../kernel/ids.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import type { Result } from '../kernel/result.ts';
import type { Change } from '../kernel/row.ts';
import type { View } from '../kernel/view.ts';
import { withoutRight, type Context } from '../staff/context.ts';
import { Action } from '../staff/rights.ts';
import { categories, items, modifierGroups, modifiers, stations } from './schema.ts';

const MENU = [categories, items, modifierGroups, modifiers, stations].map(({ name }) => name);

/**
 * One save of the menu editor: headings, dishes, questions with their answers, stations; new, changed or taken off
 * (`deleted`). A dish that is taken off stays on the orders that have it: a line carries its own name and price (SYN-1).
 * **Errors** no_right; not_found for a dish under a heading, at a station or with a question that is not there; not_empty
 * for a heading or a station with dishes; min_above_max; answers_missing where a question wants more than it offers; and
 * those of `changesOf`.
 */
export function editMenu(view: View, edits: readonly RowEdit[], context: Context): Result<readonly Change[], Refusal> {
  assert(
    edits.every(({ of }) => MENU.includes(of.name)),
    'the menu editor writes the menu',
  );
  return (
    withoutRight(context, Action.editMenu) ??
    dishRefusal(view, edits) ??
    emptinessRefusal(view, edits) ??
    questionRefusal(view, edits) ??
    changesOf(view, edits)
  );
}

function dishRefusal(view: View, edits: readonly RowEdit[]) {
  const touched = editsOf(edits, items);
  if (touched.length === 0) return undefined;
  const [headings, places, questions] = [
    livingIds(listEdited(view, categories, edits)),
    livingIds(listEdited(view, stations, edits)),
    livingIds(listEdited(view, modifierGroups, edits)),
  ];
  for (const { id, fields } of touched) {
    const { category, station, modifierGroups: asked, deleted } = fields;
    const heading = category ?? (deleted === false ? categoryOf(view, edits, id) : undefined);
    if (heading !== undefined && !headings.has(heading as Id)) return gone('category', heading as Id);
    if (typeof station === 'string' && !places.has(station)) return gone('station', station);
    const unknown = Array.isArray(asked) ? asked.find((group) => !questions.has(group as Id)) : undefined;
    if (unknown !== undefined) return gone('modifier_group', unknown as Id);
  }
  return undefined;
}

// A dish that comes back needs its heading to be there.
const categoryOf = (view: View, edits: readonly RowEdit[], id: Id) =>
  listEdited(view, items, edits).find((item) => item.id === id)?.category;

function emptinessRefusal(view: View, edits: readonly RowEdit[]) {
  const dishes = () => listEdited(view, items, edits).filter((item) => !item.deleted);
  for (const { of, id, fields } of edits) {
    if (fields['deleted'] !== true) continue;
    const field = of.name === categories.name ? 'category' : of.name === stations.name ? 'station' : undefined;
    const count = field === undefined ? 0 : dishes().filter((item) => item[field] === id).length;
    if (count > 0) return refuse(RefusalCode.notEmpty, { what: of.name, count });
  }
  return undefined;
}

function questionRefusal(view: View, edits: readonly RowEdit[]) {
  const answers = editsOf(edits, modifiers);
  const groups = listEdited(view, modifierGroups, edits);
  const all = listEdited(view, modifiers, edits);
  const touched = new Set<Id>([
    ...editsOf(edits, modifierGroups).map(({ id }) => id),
    ...answers.flatMap(({ id }) => all.find((answer) => answer.id === id)?.group ?? []),
  ]);
  for (const id of touched) {
    const group = groups.find((one) => one.id === id);
    if (!group) return gone('modifier_group', id);
    const refusal = group.deleted ? undefined : groupRefusal(group, all);
    if (refusal) return refusal;
  }
  return undefined;
}

function groupRefusal(group: Entity<typeof modifierGroups>, answers: readonly Entity<typeof modifiers>[]) {
  if (group.min > group.max) return refuse(RefusalCode.minAboveMax, { group: group.name });
  const offered = answers.filter((answer) => answer.group === group.id && !answer.deleted).length;
  return offered < group.min ? refuse(RefusalCode.answersMissing, { group: group.name, min: group.min }) : undefined;
}

const livingIds = (rows: readonly { readonly id: Id; readonly deleted: boolean }[]) =>
  new Set(rows.filter((row) => !row.deleted).map((row) => row.id));

const gone = (what: string, id: Id) => refuse(RefusalCode.notFound, { what, id });
