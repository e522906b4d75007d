import type { Install } from '@resto360/domain';
import type { HeldEntry, Identity, OutboxEntry, OverlayEntry } from '@resto360/sync/client';
import type { Station } from '../station/station.ts';

/**
 * What waits on a device, as a file that a person can carry away when no server is to be had, and import on another
 * device of the restaurant (SYN-29).
 * **Shapes** `ops[].body` is the text that travels, byte for byte, with its place in the chain; the token is not in it.
 * `install`: whose op it is, where it is not the device's own · `count`: how many there are, so that a file that was cut
 * off can say how many are missing.
 */
export type UnsentFile = {
  readonly format: 'resto360-unsent';
  readonly version: 1;
  readonly exportedAt: number;
  readonly count: number;
  readonly device: Omit<Identity, 'token'>;
  readonly ops: readonly (Pick<
    OutboxEntry,
    'seq' | 'id' | 'prev' | 'link' | 'recordedAt' | 'lineage' | 'effective' | 'body'
  > & { readonly state: 'unsent' | 'quarantined'; readonly install?: Install })[];
};

/** What of a device may be exported. */
type Waiting = {
  readonly outbox: readonly OutboxEntry[];
  readonly held: readonly HeldEntry[];
  readonly overlay: readonly OverlayEntry[];
};

/** The file of what waits: ops without a verdict, and those that the server could not apply. Reads, takes nothing away. */
export function unsentFile(from: Waiting & { readonly identity: Identity }, nowMs: number): UnsentFile {
  const { token: _, ...device } = from.identity;
  const unsent = [...from.outbox.filter(isUnsent), ...from.overlay.filter(isUnsent)];
  const ops = [
    ...unsent.map((entry) => opOf(entry, 'unsent', device.install)),
    ...from.held.map((entry) => opOf(entry, 'quarantined', device.install)),
  ];
  return { format: 'resto360-unsent', version: 1, exportedAt: nowMs, count: ops.length, device, ops };
}

const isUnsent = ({ verdict }: OutboxEntry) => verdict === null;

/** The text of the file: a head, a line for each op, an end; so a damaged one can say where. */
export function unsentText({ ops, ...head }: UnsentFile): string {
  const begin = JSON.stringify({ ...head, ops: [] }).slice(0, -2);
  return `${begin}\n${ops.map((op) => JSON.stringify(op)).join(',\n')}\n]}\n`;
}

/** Gives the file to the browser to keep. Answers how many ops are in it. */
export async function saveUnsent(station: Station): Promise<number> {
  const kept = await station.read(async (tx) => ({
    outbox: await tx.list('outbox'),
    held: await tx.list('held'),
    overlay: await tx.list('overlay'),
  }));
  const nowMs = Date.now();
  const file = unsentFile({ identity: station.identity, ...kept }, nowMs);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([unsentText(file)], { type: 'application/json' }));
  const day = new Date(nowMs).toISOString().slice(0, 16).replaceAll(/[-:]/g, '');
  link.download = `resto360-${station.identity.series}-${day}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return file.ops.length;
}

function opOf(
  entry: OutboxEntry | HeldEntry | OverlayEntry,
  state: 'unsent' | 'quarantined',
  install: Install,
): UnsentFile['ops'][number] {
  const { seq, id, prev, link, recordedAt, lineage, effective, body } = entry;
  const other = 'install' in entry && entry.install !== install ? { install: entry.install } : {};
  return { seq, id, prev, link, recordedAt, lineage, effective, state, ...other, body };
}
