import { HOUSE_COLLECTIONS, type PullAnswer } from '@resto360/sync';
import type { ExchangeOutcome } from '@resto360/sync/client';
import { keep } from '../station/keep.ts';
import type { Station } from '../station/station.ts';

/** Shows what an exchange did: the line, the first download, the rows it brought. */
export async function takeOutcome(station: Station, outcome: ExchangeOutcome): Promise<void> {
  const failed = outcome.kind === 'offline';
  if (failed) station.line = { heardAt: station.line.heardAt, failed };
  else heardNow(station, failed);
  const { page, head } = outcome.kind === 'done' ? outcome : { page: undefined, head: 0 };
  await show(station, page, head);
}

/** Shows a page that came by the live channel. Whether pushes get through, only an exchange tells. */
export async function takePage(station: Station, page: PullAnswer, head: number): Promise<void> {
  heardNow(station, station.line.failed);
  await show(station, page, head);
}

/** The live channel said a word: the server is there, and a kitchen screen is not stale (F10). */
export function takeBeat(station: Station): void {
  heardNow(station, station.line.failed);
}

function heardNow(station: Station, failed: boolean): void {
  station.line = { heardAt: Date.now(), failed };
  keep('heard-at', String(station.line.heardAt));
}

async function show(station: Station, page: PullAnswer | undefined, head: number): Promise<void> {
  if (station.download && page) station.download = page.more ? { done: page.to, head } : null;
  if (HOUSE_COLLECTIONS.some((name) => page?.rows[name] !== undefined)) station.changed(true);
  await station.refreshStatus();
}
