import type { Id } from '@resto360/domain';
import type { PullAnswer } from '../protocol/messages.ts';
import type { Applied } from './applied.ts';
import { isClosed, orderOf } from '../window.ts';
import { markClosedOrders, type IsOdd } from './closed-orders.ts';
import { putRows } from './put-rows.ts';
import { START, type ClientTx, type Cursor, type Part, type Stale } from './store.ts';

/** Whether a page brings no rows and tells what a changed scope holds. */
export const tellsScope = (page: PullAnswer, at: Cursor): boolean =>
  page.collections !== undefined && page.part === undefined && page.from === at.cursor && page.to === page.from;

/**
 * The scope has changed: collections that left it go, and those that came are read from 0 on, while everything else
 * stays where it is. A device that does not know what it holds reads everything again (SYN-20).
 */
export async function takeScope(tx: ClientTx, page: PullAnswer, before: Cursor): Promise<Applied> {
  const now = page.collections ?? [];
  const dropped = await dropBut(tx, now);
  // A part that was under way is asked for anew, where it still must be.
  const { part: _old, horizon: _until, collections: held, ...at } = before;
  if (!held) {
    await tx.setMeta('cursor', { ...at, cursor: 0, scope: page.scope, more: true, floor: 0 });
    return { renewed: false, gone: [], dropped };
  }
  const added = now.filter((name) => !held.includes(name));
  await tx.setMeta('cursor', {
    ...at,
    scope: page.scope,
    more: true,
    collections: held.filter((name) => now.includes(name)),
    ...(added.length > 0 ? { part: { collections: added, at: 0, fresh: true, stale: [] } } : {}),
  });
  return { renewed: false, gone: [], dropped };
}

/**
 * Takes a page of collections that are read again (SYN-20, SYN-22). What is newer than the cursor waits for the page that
 * leads there. Rows that the server does not have are remembered, and go when everything was read: what only moved to a
 * newer version has come by then, and nothing vanishes in between.
 */
export async function takePart(
  tx: ClientTx,
  page: PullAnswer,
  { before, isOdd }: { readonly before: Cursor; readonly isOdd: IsOdd | undefined },
): Promise<Applied> {
  const { part, ...rest } = before;
  const at = { ...rest, horizon: Math.min(rest.horizon ?? 0, page.horizon ?? 0) };
  const [, upTo = 0] = page.part ?? [];
  const none = { renewed: false, gone: [], dropped: [] };
  if (!part) return none;
  const stale = [...part.stale, ...(await strangers(tx, page, before, part))];
  const taken = withoutOld(upToCursor(page, at.cursor), at.floor ?? 0);
  await putRows(tx, taken);
  await markClosedOrders(tx, taken, isOdd);
  if (upTo < at.cursor) {
    await tx.setMeta('cursor', { ...at, part: { ...part, at: upTo, stale } });
    return none;
  }
  const collections = [...new Set([...(at.collections ?? []), ...part.collections])];
  await tx.setMeta('cursor', { ...at, collections, more: true, stale: [...(at.stale ?? []), ...stale] });
  return none;
}

/** Takes rows away that still lie where the server does not have them; answers their keys. */
export async function dropStale(tx: ClientTx, stale: Stale): Promise<Applied['gone']> {
  const gone: (readonly [string, Id])[] = [];
  for (const [collection, id, v] of stale) {
    const row = (await tx.get('rows', [collection, id]))?.row;
    if (row?.v === v) gone.push([collection, id]);
  }
  await tx.delete('rows', gone);
  return gone;
}

/** A server of before does not know parts: what came into the scope is read with everything, and a digest can wait. */
export async function dropPart(tx: ClientTx): Promise<void> {
  const { part, horizon: _until, ...cursor } = (await tx.meta('cursor')) ?? START;
  if (!part) return;
  const { collections: _held, ...at } = cursor;
  await tx.setMeta('cursor', part.fresh ? { ...at, scope: 'unknown' } : cursor);
}

// An order that this device let go of does not come back in pieces.
function withoutOld(page: PullAnswer, floor: number): PullAnswer {
  const old = new Set<Id>();
  for (const row of page.rows['orders'] ?? []) if (row.v <= floor && isClosed(row)) old.add(row.id);
  if (old.size === 0) return page;
  const rows = Object.entries(page.rows).map(
    ([name, list]) => [name, list.filter((row) => !old.has(orderOf(name, row) ?? ''))] as const,
  );
  return { ...page, rows: Object.fromEntries(rows) };
}

/** Of a page that is read again, what the device may hold: rows up to its cursor. */
export function upToCursor(page: PullAnswer, cursor: number): PullAnswer {
  const rows = Object.entries(page.rows).map(([name, list]) => [name, list.filter(({ v }) => v <= cursor)] as const);
  return { ...page, rows: Object.fromEntries(rows) };
}

async function strangers(
  tx: ClientTx,
  page: PullAnswer,
  { cursor }: Cursor,
  { collections, at }: Part,
): Promise<Stale> {
  const told = new Set(Object.entries(page.rows).flatMap(([name, rows]) => rows.map(({ id }) => `${name}/${id}`)));
  const here = await tx.rowsBetween(at, Math.min(page.part?.[1] ?? 0, cursor));
  return here.flatMap(({ collection, row }) =>
    collections.includes(collection) && !told.has(`${collection}/${row.id}`)
      ? [[collection, row.id, row.v] as const]
      : [],
  );
}

/** Takes collections out of the rows that are not among `kept`; answers their names. */
export async function dropBut(tx: ClientTx, kept: readonly string[]): Promise<readonly string[]> {
  const outside = (await tx.list('rows')).filter(({ collection }) => !kept.includes(collection));
  await tx.delete(
    'rows',
    outside.map(({ collection, row }) => [collection, row.id] as const),
  );
  return [...new Set(outside.map(({ collection }) => collection))];
}
