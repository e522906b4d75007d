import type { HeldEntry, Identity, OutboxEntry } from '@resto360/sync/client';
import type { Station } from '../station/station.ts';

/**
 * What waits on a device, as a file that a person can carry away when no server is to be had.
 * **Shapes** `ops[].body` is the text that travels, byte for byte, with its place in the chain; the token is not in it.
 */
export type UnsentFile = {
  readonly format: 'resto360-unsent';
  readonly version: 1;
  readonly exportedAt: number;
  readonly device: Omit<Identity, 'token'>;
  readonly ops: readonly (Pick<OutboxEntry, 'seq' | 'id' | 'prev' | 'link' | 'recordedAt' | 'body'> & {
    readonly state: 'unsent' | 'quarantined';
  })[];
};

/** The file of what waits: ops without a verdict, and those that the server could not apply. Reads, takes nothing away. */
export function unsentFile(
  from: { readonly identity: Identity; readonly outbox: readonly OutboxEntry[]; readonly held: readonly HeldEntry[] },
  nowMs: number,
): UnsentFile {
  const { token: _, ...device } = from.identity;
  const unsent = from.outbox.filter(({ verdict }) => verdict === null).map((entry) => opOf(entry, 'unsent'));
  const held = from.held.map((entry) => opOf(entry, 'quarantined'));
  return { format: 'resto360-unsent', version: 1, exportedAt: nowMs, device, ops: [...unsent, ...held] };
}

/** Gives the file to the browser to keep. Answers how many ops are in it. */
export async function saveUnsent(station: Station): Promise<number> {
  const kept = await station.read(async (tx) => ({ outbox: await tx.list('outbox'), held: await tx.list('held') }));
  const nowMs = Date.now();
  const file = unsentFile({ identity: station.identity, ...kept }, nowMs);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1)], { type: 'application/json' }));
  const day = new Date(nowMs).toISOString().slice(0, 16).replaceAll(/[-:]/g, '');
  link.download = `resto360-${station.identity.series}-${day}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return file.ops.length;
}

function opOf({ seq, id, prev, link, recordedAt, body }: OutboxEntry, state: 'unsent' | 'quarantined') {
  return { seq, id, prev, link, recordedAt, state, body };
}
