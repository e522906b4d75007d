import { CATALOG, type Row, type Stamp } from '@resto360/domain';
import { joinChange } from '../join.ts';
import { ownCheck, rowKey, type PlacedRow } from '../own-rows.ts';
import type { PullAnswer, PushAnswer } from '../protocol/messages.ts';
import type { Sha256 } from '../protocol/op-hash.ts';
import type { Op } from '../protocol/op.ts';
import { scopeOf } from '../scope.ts';
import { pendingOf } from './pending.ts';
import type { ClientRules } from './rules.ts';
import type { ClientTx } from './store.ts';

/** What the server said of a push, and the numbers of the own ops that were in it. */
type Pushed = { readonly push: PushAnswer | undefined; readonly numbers: readonly number[] };
type Written = { readonly op: Op; readonly version: number; readonly effective: Stamp };

/**
 * Fills into a page the rows that the server left out: those that this device's own ops made, joined into the rows it
 * holds. Undefined when they are not, word for word, what the server's check says; then the page counts as not come,
 * and the next pull brings them whole (SYN-27).
 */
export async function completePage(
  tx: ClientTx,
  answer: Pushed & { readonly pull: PullAnswer },
  around: { readonly hash: Sha256; readonly rules: ClientRules },
): Promise<PullAnswer | undefined> {
  const { own, ...page } = answer.pull;
  if (own === undefined) return page;
  const written = await writtenAbove(tx, answer, page.from);
  const made = await makeRows(tx, page, written, around.rules);
  const [count, check] = own;
  const fits = made.length === count && ownCheck(made, around.hash) === check;
  if (!fits && around.rules.ownRows === 'checked') return undefined;
  const rows: Record<string, readonly Row[]> = { ...page.rows };
  for (const { collection, row } of made) rows[collection] = [...(rows[collection] ?? []), row];
  return { ...page, rows };
}

async function writtenAbove(tx: ClientTx, answer: Pushed, from: number): Promise<readonly Written[]> {
  const entries = await tx.getMany('outbox', answer.numbers);
  return entries.flatMap((entry): Written[] => {
    const verdict = entry && answer.push?.verdicts[entry.id];
    if (!entry || verdict?.[0] !== 'ok' || verdict[1] <= from) return [];
    const { op } = pendingOf(entry);
    return [{ op, version: verdict[1], effective: verdict[2] ?? op.stamp }];
  });
}

// Rows that the same push wrote again behind the page's end: the page does not speak of them yet.
const behindPage = (written: readonly Written[], to: number): ReadonlySet<string> =>
  new Set(
    written
      .filter(({ version }) => version > to)
      .flatMap(({ op }) => op.changes.map(([collection, id]) => rowKey(collection, id))),
  );

async function makeRows(
  tx: ClientTx,
  page: PullAnswer,
  written: readonly Written[],
  rules: ClientRules,
): Promise<readonly PlacedRow[]> {
  const identity = await tx.meta('identity');
  const inScope = new Set(identity && scopeOf(identity.kind).collections);
  const listed = new Set(Object.entries(page.rows).flatMap(([name, rows]) => rows.map((row) => rowKey(name, row.id))));
  const later = behindPage(written, page.to);
  const made = new Map<string, PlacedRow>();
  for (const { op, version, effective } of written) {
    if (version > page.to) continue;
    for (const change of op.changes) {
      const [collection, id] = change;
      const definition = CATALOG.get(collection);
      const key = rowKey(collection, id);
      if (!definition || !inScope.has(collection) || listed.has(key) || later.has(key)) continue;
      const before = made.get(key)?.row ?? (await tx.get('rows', [collection, id]))?.row;
      const row = joinChange(before, definition, change, effective, version, rules.join);
      if (row !== before) made.set(key, { collection, row });
    }
  }
  return [...made.values()];
}
