import { hangsOn, isStamp, type Row, type Stamp } from '@resto360/domain';
import type { PullAnswer } from '../protocol/messages.ts';
import { isClosed } from '../window.ts';
import { later } from './outbox.ts';
import type { ClientRow, ClientTx } from './store.ts';

/** Puts what a page brought into the rows, and remembers the newest stamp: the next own one lies above it (SYN-24). */
export async function putRows(tx: ClientTx, page: PullAnswer): Promise<void> {
  const values: ClientRow[] = [];
  let heard: Stamp | undefined = await tx.meta('heard');
  for (const [collection, rows] of Object.entries(page.rows)) {
    for (const row of rows) {
      values.push(clientRow(collection, row));
      heard = later(heard, newestStamp(row));
    }
  }
  if (values.length > 0) await tx.put('rows', values);
  if (heard !== undefined) await tx.setMeta('heard', heard);
}

/** A pulled row with what it is looked up by. */
export function clientRow(collection: string, row: Row): ClientRow {
  return {
    collection,
    // An order that was closed with another hangs on that one, whatever it was merged into before.
    order: hangsOn(row).at(-1) ?? '',
    open: collection === 'orders' && !isClosed(row) ? 1 : 0,
    row,
  };
}

function newestStamp(row: Row): Stamp | undefined {
  let newest: Stamp | undefined;
  for (const mark of [row.st, ...Object.values(row.sx ?? {})]) {
    const stamp = mark.startsWith('~') ? mark.slice(1) : mark;
    if (isStamp(stamp)) newest = later(newest, stamp);
  }
  return newest;
}
