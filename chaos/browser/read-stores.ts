import type { Page } from '@playwright/test';
import type { Row } from '@resto360/domain';
import type { ClientRow, Cursor, Identity } from '@resto360/sync/client';

/** What lies in the local database of a page. `bodies`: every op that it still has, sent or not. */
export type PageStores = {
  readonly identity: Identity | undefined;
  readonly cursor: Cursor | undefined;
  readonly waiting: number;
  readonly bodies: readonly string[];
  readonly rows: readonly ClientRow[];
};

/** Reads a page's local database past the app, by the browser's own interface. `all`: its rows and bodies too. */
export async function readStores(page: Page, all: boolean): Promise<PageStores | undefined> {
  const read = await page.evaluate(async (withAll) => {
    const { name } = (await indexedDB.databases()).find((one) => one.name?.startsWith('resto360-')) ?? {};
    if (name === undefined) return undefined;
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.addEventListener('success', () => resolve(opening.result));
      opening.addEventListener('error', () => reject(new Error('the database opens')));
    });
    const listed = async (store: string) =>
      new Promise<unknown[]>((resolve, reject) => {
        const asking = database.transaction(store).objectStore(store).getAll();
        asking.addEventListener('success', () => resolve(asking.result));
        asking.addEventListener('error', () => reject(new Error(`${store} is read`)));
      });
    try {
      const [outbox, meta] = [await listed('outbox'), await listed('meta')];
      const [held, recorder, rows] = withAll
        ? [await listed('held'), await listed('recorder'), await listed('rows')]
        : [[], [], []];
      return { outbox, meta, held, recorder, rows };
    } finally {
      database.close();
    }
  }, all);
  return read && shaped(read);
}

type Read = Readonly<Record<'outbox' | 'meta' | 'held' | 'recorder' | 'rows', readonly unknown[]>>;

function shaped({ outbox, meta, held, recorder, rows }: Read): PageStores {
  const metas = new Map((meta as { key: string; value: unknown }[]).map(({ key, value }) => [key, value]));
  const entries = [...outbox, ...held, ...recorder] as { body: string }[];
  return {
    identity: metas.get('identity') as Identity | undefined,
    cursor: metas.get('cursor') as Cursor | undefined,
    waiting: outbox.length,
    bodies: entries.map(({ body }) => body),
    rows: (rows as { collection: string; open?: 0 | 1; row: Row }[]).map(
      ({ collection, open = 0, row }): ClientRow => ({
        collection,
        order: '',
        open,
        row,
      }),
    ),
  };
}
