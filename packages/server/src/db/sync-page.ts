import { type Id, assert } from '@resto360/domain';
import { rowKey } from '@resto360/sync';
import type { Page, PageRequest } from '@resto360/sync/server';
import { readDigest, readFloor, windowCondition, windowEdge } from './sync-window.ts';
import { readHead } from './sync-write.ts';
import { mustTable, quoted } from './tables.ts';
import type { Transaction } from './transaction.ts';

/**
 * Reads one page: what changed above `since`, whole versions, as the text that goes out.
 *
 * **Why** fields come as text and leave as text: they are neither parsed nor printed again on their way through Node.
 */
export async function readPage(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  request: PageRequest,
): Promise<Page> {
  const heading = readHead(transaction, restaurant, { mode: 'read', hashesAt: request.hashesAt });
  const { window } = request;
  const flooring = window && readFloor(transaction, restaurant, window);
  const around = window?.leavesOut ? window : undefined;
  const changing = transaction.query<Changed>({
    ...pageStatement(request.collections, around !== undefined),
    values: [restaurant, request.since, request.limitRows, ...(around ? [around.days, around.floor] : [])],
    json: 'text',
  });
  const summing = request.digest && readDigest(transaction, restaurant, request);
  const [head, floor = 0, changed, digest] = await Promise.all([heading, flooring, changing, summing]);
  assert(head, 'the restaurant exists');
  const { lists, end, leftOut } = fill(changed.rows, request);
  const to = end ?? head.head;
  const parts = [...lists].map(([place, rows]) => `"${request.collections[place]}":[${rows.join(',')}]`);
  const page = { head, to, more: end !== undefined, rowsJson: `{${parts.join(',')}}`, leftOut, floor };
  return digest && !page.more ? { ...page, digest } : page;
}

/** A changed row in version order; the last of the answer only says whether a version waits behind them. */
type Changed = {
  /** Place of the collection in the scope; null in the last. */
  readonly place: number | null;
  readonly id: string;
  readonly version: number | null;
  readonly st: string;
  readonly f: string;
  readonly sx: string | null;
  readonly alt: string | null;
};

/** Takes rows until a limit is reached, and the rest of that version; `end` is that version if a later one waits. */
function fill(
  changed: readonly Changed[],
  { collections, limitRows, limitBytes, leaveOut }: PageRequest,
): {
  readonly lists: ReadonlyMap<number, string[]>;
  readonly end: number | undefined;
  readonly leftOut: readonly string[];
} {
  const leftOut: string[] = [];
  const lists = new Map<number, string[]>();
  let count = 0;
  let bytes = 0;
  let last = 0;
  for (const row of changed) {
    const isFull = count >= limitRows || bytes >= limitBytes;
    if (row.version === null) continue;
    if (isFull && row.version > last) return { lists, end: last, leftOut };
    last = row.version;
    if (row.place === null) continue;
    count += 1;
    const key = rowKey(collections[row.place] ?? '', row.id);
    if (leaveOut?.get(key) === row.version) {
      leftOut.push(key);
      continue;
    }
    const text = wireText(row);
    const list = lists.get(row.place);
    if (list) list.push(text);
    else lists.set(row.place, [text]);
    bytes += text.length;
  }
  return { lists, end: undefined, leftOut };
}

function wireText({ id, version, st, f, sx, alt }: Changed): string {
  const rest = (sx === null ? '' : `,"sx":${sx}`) + (alt === null ? '' : `,"alt":${alt}`);
  return `{"id":"${id}","v":${version},"st":"${st}","f":${f}${rest}}`;
}

const statements = new Map<string, { readonly name: string; readonly text: string }>();

/** One text per scope, built once; the name lets each connection plan it once. */
function pageStatement(
  collections: readonly string[],
  isWindowed: boolean,
): { readonly name: string; readonly text: string } {
  const key = `${isWindowed ? 'windowed' : 'whole'}:${collections.join(',')}`;
  let statement = statements.get(key);
  if (statement === undefined) {
    statement = { name: `page_${statements.size}`, text: pageText(collections, isWindowed) };
    statements.set(key, statement);
  }
  return statement;
}

/**
 * `changed` walks the version indexes of the scope together, as far as the limit and the rest of that version; `later`
 * is the first version behind it, asked for only when the limit was reached.
 *
 * **Why** the conditions stand outside: without one of its own each branch is a plain table to the planner, which then
 * merges the indexes and reads no row too many.
 */
function pageText(collections: readonly string[], isWindowed: boolean): string {
  const scope = collections
    .map(
      (name, place) =>
        `select ${place} as place, restaurant_id, id, version, st, f, extra from ${quoted(mustTable(name).name)}`,
    )
    .join(' union all ');
  const kept = isWindowed ? `and ${windowCondition(collections)}` : '';
  return `
    with ${isWindowed ? windowEdge : ''} changed as materialized (
      select place, id, version, st, f, extra from (${scope}) rows_of_scope
       where restaurant_id = $1 and version > $2 ${kept}
       order by version fetch first ($3::bigint) rows with ties
    ), later as (
      select version from (${scope}) rows_of_scope
       where restaurant_id = $1 and version > (select max(version) from changed having count(*) >= $3::bigint) ${kept}
       order by version limit 1
    )
    select place, id, version, st, f, extra -> 'sx' as sx, extra -> 'alt' as alt from changed
     union all
    select null, null, (select version from later), null, null, null, null`;
}
