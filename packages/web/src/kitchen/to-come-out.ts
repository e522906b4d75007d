import type { Id } from '@resto360/domain';
import { isToDo, type BoardTicket } from './board-tickets.ts';

/** Units of a dish that are not ready yet. */
export type ToComeOut = { readonly item: Id<'item'>; readonly name: string; readonly units: number };

/** What is to come out of the tickets at the fire: the largest number first. */
export function toComeOut(tickets: readonly BoardTicket[]): ToComeOut[] {
  const dishes = new Map<Id, { item: Id<'item'>; name: string; units: number }>();
  for (const line of tickets.flatMap((ticket) => ticket.lines)) {
    if (!isToDo(line)) continue;
    const dish = dishes.get(line.item) ?? { item: line.item, name: line.name, units: 0 };
    dish.units += line.quantity;
    dishes.set(line.item, dish);
  }
  return [...dishes.values()].toSorted((a, b) => b.units - a.units || a.name.localeCompare(b.name));
}
