import { brotliDecompressSync, gunzipSync, gzipSync, zstdDecompressSync } from 'node:zlib';
import { assert } from '@resto360/domain';
import { CHAIN_START, LIMITS, scopeOf } from '@resto360/sync';
import type { Filled } from './house.ts';
import { nextOrders } from './push.ts';
import { WireClient } from './wire-client.ts';

/** Bytes per order of one batch size. **Units** bytes of bodies; `heads` are request and answer heads together. */
export type WireBytes = {
  readonly orders: number;
  readonly push: number;
  readonly both: number;
  readonly heads: number;
  readonly uncompressed: number;
};

/** What one order costs on the line: gzipped push, its verdicts and its rows back, in batches of 1, 10 and 100. */
export async function measureWire(
  filled: Filled,
  port: number,
  encoding: 'br' | 'gzip' | 'zstd',
): Promise<WireBytes[]> {
  const client = await WireClient.open(port);
  const scope = scopeOf('pos').hash;
  const results: WireBytes[] = [];
  for (const [index, orders] of [1, 10, 100].entries()) {
    const place = { br: 0, gzip: 3, zstd: 6 }[encoding] + index;
    const till = filled.tills[filled.tills.length - 1 - place];
    assert(till, 'there are tills');
    const line = { till, seq: 100_001, prev: CHAIN_START, orders: 0 };
    let since = await headOf(client, till.token, filled, till);
    const sums = { push: 0, back: 0, heads: 0, plain: 0 };
    // A push holds 200 ops: 28 orders of 7.
    for (let left = orders; left > 0; left -= 28) {
      const chain = nextOrders(filled, line, Math.min(left, 28));
      const body = {
        restaurant: till.restaurant,
        install: till.install,
        lineage: 1,
        sentAt: Date.now(),
        push: { chains: [chain] },
        pull: { since, scope, limit: LIMITS.pageRows, own: true },
      };
      const text = Buffer.from(JSON.stringify(body));
      const packed = gzipSync(text);
      const headers = {
        authorization: `Bearer ${till.token}`,
        'content-encoding': 'gzip',
        'accept-encoding': encoding,
      };
      const reply = await client.post('/api/sync', headers, packed);
      assert(reply.status === 200, `the batch is answered: ${reply.status} ${reply.body.toString().slice(0, 300)}`);
      const answer = unpack(reply.body, encoding);
      ({ to: since } = (JSON.parse(answer.toString()) as { pull: { to: number } }).pull);
      sums.push += packed.length;
      sums.back += reply.body.length;
      sums.heads += reply.headBytes + 300;
      sums.plain += text.length + answer.length;
    }
    const each = (sum: number) => Math.round(sum / orders);
    results.push({
      orders,
      push: each(sums.push),
      both: each(sums.push + sums.back),
      heads: each(sums.heads),
      uncompressed: each(sums.plain),
    });
  }
  client.close();
  return results;
}

async function headOf(
  client: WireClient,
  token: string,
  filled: Filled,
  till: Filled['tills'][number],
): Promise<number> {
  const body = {
    restaurant: till.restaurant,
    install: till.install,
    lineage: 1,
    sentAt: 0,
    pull: { since: filled.ordersEach, scope: scopeOf('pos').hash, limit: 1 },
  };
  const reply = await client.post('/api/sync', { authorization: `Bearer ${token}` }, Buffer.from(JSON.stringify(body)));
  return (JSON.parse(reply.body.toString()) as { head: number }).head;
}

function unpack(body: Buffer, encoding: 'br' | 'gzip' | 'zstd'): Buffer {
  try {
    return encoding === 'br'
      ? brotliDecompressSync(body)
      : encoding === 'gzip'
        ? gunzipSync(body)
        : zstdDecompressSync(body);
  } catch {
    // Small answers go out as they are.
    return body;
  }
}
