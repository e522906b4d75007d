import { READ_CALL_MS } from '../../http-call.ts';
import type { CallContext } from '../../provider.ts';
import { fieldsOf, textOf } from './json-fields.ts';
import { unreadableOf, type Unreadable } from './list-sessions.ts';
import { callWave } from './wave-call.ts';

/** Lines of the wallet's list, as they came. */
export type TransactionsRead = { readonly kind: 'told'; readonly items: readonly unknown[] } | Unreadable;

/**
 * Every line of the days (UTC) that touch a span of time, page after page.
 * **Units** ms since 1970, both ends included. **Errors** one page that can't be read makes all unreadable: what is
 * missing may stand on it.
 */
export async function listTransactions(
  fromMs: number,
  untilMs: number,
  context: CallContext,
): Promise<TransactionsRead> {
  const items: unknown[] = [];
  const firstDay = Math.floor(fromMs / DAY_MS);
  // Wave knows no tomorrow.
  const lastDay = Math.max(firstDay, Math.floor(Math.min(untilMs, context.nowMs) / DAY_MS));
  if (lastDay - firstDay >= DAYS_MAX) return { kind: 'unreadable', cause: 'too many days' };
  for (let day = firstDay; day <= lastDay; day += 1) {
    const read = await listDay(new Date(day * DAY_MS).toISOString().slice(0, 10), context);
    if (read.kind === 'unreadable') return read;
    items.push(...read.items);
  }
  return { kind: 'told', items };
}

const DAY_MS = 86_400_000;
/** Days in one question, and pages in one day. */
const DAYS_MAX = 10;
const PAGES_MAX = 50;

async function listDay(date: string, context: CallContext): Promise<TransactionsRead> {
  const items: unknown[] = [];
  let after = '';
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const query = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
    const path = `/v1/transactions?date=${date}${query}`;
    const reply = await callWave(context, { method: 'GET', path, timeoutMs: READ_CALL_MS });
    if (reply.kind !== 'ok') return unreadableOf(reply);
    const read = pageOf(reply.body);
    if (!read || read.next === after) return { kind: 'unreadable', cause: 'odd page' };
    items.push(...read.items);
    if (read.next === undefined) return { kind: 'told', items };
    after = read.next;
  }
  return { kind: 'unreadable', cause: 'too many pages' };
}

/** `next`: the cursor of the page after this one. */
function pageOf(body: unknown): { readonly items: readonly unknown[]; readonly next?: string } | undefined {
  const fields = fieldsOf(body);
  const items = fields?.['items'];
  const info = fieldsOf(fields?.['page_info']);
  if (!Array.isArray(items) || !info) return undefined;
  if (info['has_next_page'] === false) return { items };
  const next = textOf(info['end_cursor']);
  return info['has_next_page'] === true && next !== undefined ? { items, next } : undefined;
}
