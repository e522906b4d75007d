import type { Id, Json } from '@resto360/domain';
import { putServerRows, type ServerStore } from '@resto360/sync/server';

/** A row as it is to become. `over`: the version of the row that was seen, null where there was none. */
export type SeenRow = {
  readonly id: Id;
  readonly f: Readonly<Record<string, Json>>;
  readonly over: number | null;
};

/**
 * Puts rows of a SERVER collection over what was seen of them: all, or none where one was written since. Answers whether they
 * were put. **Why** such rows are written whole: who has read before another wrote would put that back.
 */
export async function putOver(
  restaurant: Id<'restaurant'>,
  collection: string,
  seen: readonly SeenRow[],
  deps: { readonly store: ServerStore; readonly nowMs: () => number },
): Promise<boolean> {
  let isPut = true;
  const rows = seen.map(({ id, f }) => ({ id, f }));
  const write: ServerStore['write'] = (of, load, decide) =>
    deps.store.write(of, { ...load, rows: new Map([[collection, rows.map(({ id }) => id)]]) }, (loaded) => {
      isPut = seen.every(({ id, over }) => (loaded.row(collection, id)?.v ?? null) === over);
      const decided = decide(loaded);
      return isPut ? decided : { plan: undefined, value: decided.value };
    });
  await putServerRows(restaurant, collection, rows, { ...deps, store: { ...deps.store, write } });
  return isPut;
}
