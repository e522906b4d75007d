import type { Id } from '@resto360/domain';
import type { ServerStore } from '@resto360/sync/server';

/**
 * A store that tells of each commit with something new in it, whoever wrote: a device, an enrolment, the demo.
 * **Why** around the store: a poke goes out after the commit and never in it, and no route can forget it (SYN-18).
 */
export function pokingStore(
  store: ServerStore,
  committed: (restaurant: Id<'restaurant'>, head: number) => void,
): ServerStore {
  return {
    async write(restaurant, load, decide) {
      let head: number | undefined;
      const value = await store.write(restaurant, load, (loaded) => {
        const decided = decide(loaded);
        head = decided.plan?.head;
        return decided;
      });
      if (head !== undefined) committed(restaurant, head);
      return value;
    },
    page: (restaurant, request) => store.page(restaurant, request),
    head: (restaurant, hashesAt) => store.head(restaurant, hashesAt),
    beginLineage: (restaurant, after, common) => store.beginLineage(restaurant, after, common),
    journal: (restaurant, above, limit) => store.journal(restaurant, above, limit),
    entry: (restaurant, id) => store.entry(restaurant, id),
    verdicts: (restaurant, ids) => store.verdicts(restaurant, ids),
    rows: (restaurant, collection) => store.rows(restaurant, collection),
    devices: (restaurant) => store.devices(restaurant),
    noteRead: (restaurant, install, read) => store.noteRead(restaurant, install, read),
    reads: (restaurant) => store.reads(restaurant),
    purge: (restaurant, request) => store.purge(restaurant, request),
    purges: (restaurant) => store.purges(restaurant),
  };
}
