import type { ServerStore } from '@resto360/sync/server';
import type { CommitListener, Standing } from './fanout.ts';

/**
 * A store that tells of each commit with something new in it, whoever wrote: a device, an enrolment, the demo; and of a
 * history that begins.
 * **Why** around the store: a poke goes out after the commit and never in it, and no route can forget it (SYN-18).
 */
export function pokingStore(store: ServerStore, committed: CommitListener): ServerStore {
  return {
    async write(restaurant, load, decide) {
      let at: Standing | undefined;
      const value = await store.write(restaurant, load, (loaded) => {
        const decided = decide(loaded);
        at = decided.plan && { head: decided.plan.head, lineage: loaded.head.lineage };
        return decided;
      });
      if (at) committed(restaurant, at);
      return value;
    },
    page: (restaurant, request) => store.page(restaurant, request),
    head: (restaurant, hashesAt) => store.head(restaurant, hashesAt),
    async beginLineage(restaurant, after, common) {
      const head = await store.beginLineage(restaurant, after, common);
      if (head) committed(restaurant, head);
      return head;
    },
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
