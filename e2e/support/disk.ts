import type { Page } from '@playwright/test';

/** A line of an order as a device holds it. */
export type DiskLine = {
  readonly id: string;
  readonly order: string;
  readonly name: string;
  readonly quantity: number;
  readonly epoch: number;
  readonly rank: string;
  readonly removed: boolean;
  readonly course: number;
  /** Settled values that lost: a line that two tills sent differently has some. */
  readonly disputed: boolean;
  /** When a kitchen screen said that it has shown it; null: none has. */
  readonly receivedStamp: string | null;
};

/** What a device holds of the service: its lines and cancellations by id, and how many ops have not left it. */
export type Disk = {
  readonly lines: Readonly<Record<string, DiskLine>>;
  readonly voids: Readonly<Record<string, number>>;
  readonly unsent: number;
};

/** Reads the local database of the device in whose page it runs: what the server said, not what waits. */
export async function readDisk(page: Page): Promise<Disk> {
  return page.evaluate(async () => {
    const { name } = (await indexedDB.databases()).find((one) => one.name?.startsWith('resto360-')) ?? {};
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name ?? '');
      opening.addEventListener('success', () => resolve(opening.result));
      opening.addEventListener('error', () => reject(new Error('the database opens')));
    });
    const all = async <T>(store: string) =>
      new Promise<T[]>((resolve) => {
        const asking = database.transaction(store).objectStore(store).getAll();
        asking.addEventListener('success', () => resolve(asking.result as T[]));
      });
    type Stored = { collection: string; id: string; row: Row };
    type Row = { st: string; sx?: Record<string, string>; f: Record<string, unknown>; alt?: object };
    const rows = await all<Stored>('rows');
    const unsent = (await all('outbox')).length;
    database.close();
    const of = (collection: string) => rows.filter((one) => one.collection === collection && one.row.f['order']);
    const lines = of('order_lines').map(({ id, row: { f, alt, st, sx } }) => {
      const [epoch, rank] = (f['status'] ?? [0, 'draft']) as [number, string];
      return {
        id,
        order: String(f['order']),
        name: String(f['name']),
        quantity: Number(f['quantity']),
        epoch,
        rank,
        removed: f['removed'] === true,
        course: Number(f['course'] ?? 0),
        disputed: alt !== undefined,
        receivedStamp: typeof f['receivedMark'] === 'string' ? (sx?.['receivedMark'] ?? st) : null,
      };
    });
    return {
      lines: Object.fromEntries(lines.map((line) => [line.id, line])),
      voids: Object.fromEntries(of('voids').map(({ id, row }) => [id, Number(row.f['quantity'])])),
      unsent,
    };
  });
}
