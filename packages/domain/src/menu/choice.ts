import type { Entity } from '../kernel/collection.ts';
import type { Id } from '../kernel/ids.ts';
import { RefusalCode, refuse, type Refusal } from '../kernel/refusal.ts';
import { ok, type Result } from '../kernel/result.ts';
import { find, type View } from '../kernel/view.ts';
import { itemAvailability, items, modifierGroups, modifiers } from './schema.ts';

/** A modifier with the name and price of the moment it was chosen. */
export type ChosenModifier = { readonly id: Id<'modifier'>; readonly name: string; readonly priceMinor: number };

/** A dish as chosen: the item and the answers to its questions. */
export type Choice = { readonly item: Entity<typeof items>; readonly modifiers: readonly ChosenModifier[] };

/**
 * Checks a choice against the menu: the item exists and is not sold out, each group has between min and max answers.
 * **Errors** not_found, item_sold_out, unknown_modifier, too_few_modifiers, too_many_modifiers.
 */
export function choose(
  view: View,
  itemId: Id<'item'>,
  modifierIds: readonly Id<'modifier'>[],
): Result<Choice, Refusal> {
  const item = find(view, items, itemId);
  if (!item || item.deleted) return refuse(RefusalCode.notFound, { what: 'item', id: itemId });
  if (find(view, itemAvailability, itemId)?.soldOut) return refuse(RefusalCode.itemSoldOut, { item: item.name });
  const chosen: ChosenModifier[] = [];
  const answers = new Map<Id, number>();
  for (const id of modifierIds) {
    const modifier = find(view, modifiers, id);
    if (!modifier || modifier.deleted || !isAsked(view, item, modifier.group)) {
      return refuse(RefusalCode.unknownModifier, { item: item.name, id });
    }
    answers.set(modifier.group, (answers.get(modifier.group) ?? 0) + 1);
    chosen.push({ id, name: modifier.name, priceMinor: modifier.priceMinor });
  }
  return countsRefusal(view, item, answers) ?? ok({ item, modifiers: chosen });
}

const isAsked = (view: View, item: Entity<typeof items>, group: Id<'modifier_group'>) =>
  item.modifierGroups.includes(group) && find(view, modifierGroups, group)?.deleted === false;

function countsRefusal(view: View, item: Entity<typeof items>, answers: ReadonlyMap<Id, number>) {
  for (const id of item.modifierGroups) {
    const group = find(view, modifierGroups, id);
    if (!group || group.deleted) continue;
    const count = answers.get(id) ?? 0;
    if (count < group.min) return refuse(RefusalCode.tooFewModifiers, { group: group.name, min: group.min });
    if (count > group.max) return refuse(RefusalCode.tooManyModifiers, { group: group.name, max: group.max });
  }
  return undefined;
}
