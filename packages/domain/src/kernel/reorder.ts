import type { Id } from './ids.ts';

/** Something with a place in a list. */
export type Placed = { readonly id: Id; readonly position: number };

/** The order in which lists are shown: by position, and by id where two people gave the same one. */
export function byPlace(a: Placed, b: Placed): number {
  return a.position - b.position || (a.id < b.id ? -1 : 1);
}

/**
 * The rows whose position changes when one is moved up (−1) or down (+1). Where all positions differ these are the two
 * that swap; where some are equal, the list is numbered anew as far as it must be.
 */
export function moved(list: readonly Placed[], id: Id, by: -1 | 1): Placed[] {
  const sorted = list.toSorted(byPlace);
  const from = sorted.findIndex((row) => row.id === id);
  const [row, other] = [sorted[from], sorted[from + by]];
  if (!row || !other) return [];
  const wanted = sorted.with(from, other).with(from + by, row);
  const places = sorted.map(({ position }) => position);
  const distinct = new Set(places).size === places.length;
  return wanted
    .map((one, index) => ({ id: one.id, position: distinct ? (places[index] ?? index) : index, before: one.position }))
    .filter((one) => one.position !== one.before)
    .map(({ id: rowId, position }) => ({ id: rowId, position }));
}

/** A place behind all others. */
export function lastPlace(list: readonly Placed[]): number {
  return Math.min(10_000, list.reduce((last, { position }) => Math.max(last, position), -1) + 1);
}
