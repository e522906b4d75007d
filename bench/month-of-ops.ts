import { readFileSync } from 'node:fs';
import { canonicalJson, makeStamp, uuidV7, type Id, type Install } from '@resto360/domain';
import { CHAIN_START, linkHash, sha256Hex, type Op } from '@resto360/sync';
import type { Counters, OutboxEntry } from '@resto360/sync/client';

/** A month on one till without a line: what lies in its outbox, and what it counts. */
export type Month = { readonly entries: readonly OutboxEntry[]; readonly counters: Counters; readonly orders: number };

const DAY_MS = 24 * 3_600_000;
/** From the opening of the order to the payment that closes it. */
const ORDER_FIRST = 3;
const ORDER_END = 21;

/**
 * Fills a month with orders of the first app (`first-app.json`): the same evening again and again, under new ids and
 * rising stamps, in its own bytes. **Units** `nowMs` ms since 1970.
 */
export function monthOfOps(count: number, install: Install, nowMs: number): Month {
  const evening = readFirstApp().slice(ORDER_FIRST, ORDER_END);
  const entries: OutboxEntry[] = [];
  const startMs = nowMs - 30 * DAY_MS;
  let [link, stamp, orders] = [CHAIN_START, makeStamp(0, 0, install), 0];
  while (entries.length < count) {
    const renamed = new Map<string, Id>();
    orders += 1;
    for (const text of evening) {
      const seq = entries.length + 1;
      const recordedAt = Math.floor(startMs + (seq * 29.9 * DAY_MS) / count);
      stamp = makeStamp(recordedAt, 0, install);
      const op = { ...(JSON.parse(renameIds(text, renamed, recordedAt)) as Op), stamp };
      const body = canonicalJson(op);
      const prev = link;
      link = linkHash(prev, seq, body, sha256Hex);
      entries.push({ seq, id: op.id, prev, link, body, effective: null, verdict: null, recordedAt, lineage: 1 });
    }
  }
  return { entries, orders, counters: { seq: entries.length, link, stamp, receiptCount: 2 * orders } };
}

function readFirstApp(): readonly string[] {
  const file = new URL('../packages/sync/src/testing/first-app.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as unknown[]).map((op) => JSON.stringify(op));
}

// Ids of that evening's rows and ops (UUIDv7) are new each time; those of the house (UUIDv5) stay.
function renameIds(text: string, renamed: Map<string, Id>, atMs: number): string {
  return text.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => {
    const known = renamed.get(id) ?? uuidV7(atMs, crypto.getRandomValues(new Uint8Array(10)));
    renamed.set(id, known);
    return known;
  });
}
