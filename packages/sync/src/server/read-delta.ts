import type { Id } from '@resto360/domain';
import { LIMITS } from '../limits.ts';
import { scopeOf, type DeviceKind } from '../scope.ts';
import { markOf } from './history-marks.ts';
import type { ServerStore } from './store.ts';

/** What is new for the devices of one kind that have read up to one version. */
export type DeltaRequest = {
  readonly restaurant: Id<'restaurant'>;
  readonly kind: DeviceKind;
  readonly since: number;
  readonly lineage: number;
};

/** A delta as the text of a LiveDelta, and how far it leads. */
export type Delta = { readonly to: number; readonly text: string };

/**
 * Reads what is new as a message of the live channel; undefined when it is more than a channel should carry, or when
 * the restaurant has another history or has let go of tombstones that its reader lacks (SYN-22). Then a poke says that there is something to pull.
 * **Why** rows pass as text: many devices get the same bytes, read once.
 */
export async function readDelta(
  store: Pick<ServerStore, 'page'>,
  { restaurant, kind, since, lineage }: DeltaRequest,
  nowMs: number,
): Promise<Delta | undefined> {
  const { collections, hash } = scopeOf(kind);
  const limits = { limitRows: LIMITS.deltaRows, limitBytes: LIMITS.deltaBytes };
  const asked = { since, collections, ...limits, hashesAt: [since] };
  const { head, to, more, rowsJson } = await store.page(restaurant, asked);
  // A version is never cut, so a page may be larger than what was asked for.
  // Who is below the horizon must read the menu again, which no delta can say.
  if (head.horizon > since) return undefined;
  if (more || head.lineage !== lineage || rowsJson.length > LIMITS.deltaBytes) return undefined;
  const place = `"lineage":${lineage},"at":${nowMs},"scope":"${hash}","from":${since},"to":${to}`;
  const marks = `"marks":["${markOf(head.hashes?.[0] ?? '')}","${markOf(head.journalHash)}"]`;
  return { to, text: `{"type":"delta",${place},${marks},"rows":${rowsJson}}` };
}
