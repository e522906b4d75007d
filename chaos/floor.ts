import { dueOf, listAll, listRoots, MapView, partsOf, tables, type Id, type View } from '@resto360/domain';
import type { ClientRow } from '@resto360/sync/client';
import type { Truth } from './rig-tablet.ts';

/** Tables by name, with what guests owe there; `free` where nobody sits. **Units** minor. */
export type Floor = ReadonlyMap<string, string>;

/** The floor as a view has it. What was merged is owed at the first table of its parts; the others show no amount. */
export function floorOf(view: View): Floor {
  const owed = new Map<Id | null, number>();
  for (const { id: root } of listRoots(view)) {
    const open = partsOf(view, root).filter(({ status }) => status[1] !== 'closed');
    const home = open.find(({ table }) => table !== null)?.table ?? null;
    owed.set(home, (owed.get(home) ?? 0) + dueOf(view, root).dueMinor);
  }
  return new Map(
    listAll(view, tables).map(({ id, name }) => {
      const dueMinor = owed.get(id);
      return [name, dueMinor === undefined ? 'free' : String(Math.abs(dueMinor))];
    }),
  );
}

/** Where two floors are not the same, in words. */
export function differentTables(shown: Floor, expected: Floor): string[] {
  const names = new Set([...shown.keys(), ...expected.keys()]);
  return [...names].flatMap((name) => {
    const [a, b] = [shown.get(name) ?? 'nothing', expected.get(name) ?? 'nothing'];
    return a === b ? [] : [`table ${name} shows ${a}, the tables say ${b}`];
  });
}

/** The floor by the tables of the database. */
export function floorOfTruth(truth: Truth): Floor {
  const view = new MapView();
  for (const [name, rows] of truth) for (const row of rows.values()) view.put(name, row);
  return floorOf(view);
}

/** The floor by everything that lies on a disk. */
export function floorOfRows(rows: readonly ClientRow[]): Floor {
  const view = new MapView();
  for (const { collection, row } of rows) view.put(collection, row);
  return floorOf(view);
}
