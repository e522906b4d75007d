import {
  find,
  isVoidedWhole,
  listOfParts,
  orderLines,
  partsOf,
  tables,
  totalsOf,
  type Entity,
  type Id,
  type View,
} from '@resto360/domain';
import type { LineState } from '../ui/line-shape.tsx';

/**
 * A line as the order shows it. `from`: where its part of a merged order stands, null on an order of its own. **Units**
 * minor; `quantity` is what is left after voids.
 */
export type ShownLine = {
  readonly line: Entity<typeof orderLines>;
  readonly state: LineState;
  readonly quantity: number;
  readonly netMinor: number;
  readonly from: string | null;
};

/** The order in the kitchen's time: what is served, what waits at the pass, what cooks, what is held, what waits to be sent, and what was cancelled. */
export type LineGroups = Readonly<
  Record<'served' | 'ready' | 'kitchen' | 'held' | 'draft' | 'void', readonly ShownLine[]>
>;

/** Groups the lines of an order; within a group they stand as they were added. */
export function lineGroupsOf(view: View, order: Id<'order'>): LineGroups {
  const totals = new Map(totalsOf(view, order).lines.map((total) => [total.id, total]));
  const groups: Record<keyof LineGroups, ShownLine[]> = {
    served: [],
    ready: [],
    kitchen: [],
    held: [],
    draft: [],
    void: [],
  };
  const places = placesOf(view, order);
  for (const line of listOfParts(view, orderLines, order).toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    if (line.removed && line.status[1] === 'draft') continue;
    const gone = line.removed || isVoidedWhole(view, line);
    const state: LineState = gone ? 'void' : line.status[1];
    const total = totals.get(line.id);
    const shown = {
      line,
      state,
      quantity: total?.quantity ?? 0,
      netMinor: total?.netMinor ?? 0,
      from: places.get(line.order) ?? null,
    };
    groups[GROUP_OF[state]].push(gone ? { ...shown, quantity: line.quantity } : shown);
  }
  return groups;
}

// Of a merged order only: a dish is served where it was ordered.
function placesOf(view: View, order: Id<'order'>): ReadonlyMap<Id<'order'>, string> {
  const parts = partsOf(view, order);
  if (parts.length < 2) return new Map();
  return new Map(parts.map(({ id, table, label }) => [id, find(view, tables, table ?? '')?.name ?? label ?? '']));
}

const GROUP_OF: Readonly<Record<LineState, keyof LineGroups>> = {
  draft: 'draft',
  held: 'held',
  sent: 'kitchen',
  preparing: 'kitchen',
  ready: 'ready',
  served: 'served',
  void: 'void',
};
