import { Client } from 'pg';
import { ensureOpPartitions } from '../db/op-partitions.ts';
import type { ServerLog } from '../db/server-log.ts';

/** This month and the two after it: a server that is not restarted for weeks never writes past them unseen. */
const MONTHS_AHEAD = 3;
const DAY_MS = 24 * 3_600_000;

/** Makes the partitions that the journal of ops will soon need. */
export async function prepareMonths(adminUrl: string, nowMs: number): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await ensureOpPartitions(client, nowMs, MONTHS_AHEAD);
  } finally {
    await client.end();
  }
}

/** Does so every day; answers how to stop. A day on which it fails is made up for by the next. */
export function prepareMonthsDaily(adminUrl: string, nowMs: () => number, log: ServerLog): () => void {
  const timer = setInterval(() => {
    prepareMonths(adminUrl, nowMs()).catch((error: unknown) => log.warn(`journal partitions: ${String(error)}`));
  }, DAY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
