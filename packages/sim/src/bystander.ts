import { isId, orderLines, type Change, type Id, type Row, type Status } from '@resto360/domain';
import type { Op } from '@resto360/sync';
import type { Tablet } from './tablet.ts';

/** What somebody beside a tablet remembers: everything it promised to its people. */
export class Bystander {
  /** Rows that ops of this tablet wrote, by collection and id; facts with what they said. `isMade`: it is their creation. */
  readonly written = new Map<string, { collection: string; id: Id; fact: Change[2] | undefined; isMade: boolean }>();
  /** Of those, what stands behind the window by now: only the server promises it (SYN-20). */
  readonly swept = new Set<string>();
  /** The highest status seen of each row. */
  readonly statuses = new Map<string, Status>();
  readonly ops = new Map<Id, Op>();
  /** The history that its tablet last read. */
  lineage = 1;

  /** A tap was saved: from now on it may never be gone. */
  note(op: Op, facts: ReadonlySet<string>): void {
    this.ops.set(op.id, op);
    for (const [collection, id, fields] of op.changes) {
      const key = `${collection}/${id}`;
      const isMade = fields['born'] === true || facts.has(collection) || (this.written.get(key)?.isMade ?? false);
      this.written.set(key, { collection, id, fact: facts.has(collection) ? fields : undefined, isMade });
    }
  }

  /** Takes over what another one remembers. */
  take(other: Bystander | undefined): void {
    for (const [key, value] of other?.written ?? []) this.written.set(key, value);
  }

  /** Forgets what an unsaved tap or a replaced twin had promised. */
  copy(): Bystander {
    const twin = new Bystander();
    for (const [key, value] of this.written) twin.written.set(key, value);
    for (const [key, value] of this.statuses) twin.statuses.set(key, value);
    for (const [key, value] of this.ops) twin.ops.set(key, value);
    for (const key of this.swept) twin.swept.add(key);
    twin.lineage = this.lineage;
    return twin;
  }
}

/** Sent quantities by line: what some send really said (SYN-1). */
export type SentQuantities = Map<Id, Set<number>>;

/** Remembers what a send said of each line. */
export function noteSent(sent: SentQuantities, op: Op): void {
  for (const [collection, id, fields] of op.changes) {
    const quantity = fields['quantity'];
    if (collection !== orderLines.name || op.kind !== 'order.send' || typeof quantity !== 'number') continue;
    sent.set(id, (sent.get(id) ?? new Set<number>()).add(quantity));
  }
}

/** Among what sends said of a line: one more, that nobody remembers. */
export const UNKNOWN: number = Number.POSITIVE_INFINITY;

/** A send that went with a disk may be nowhere: of its lines nobody can say any more what cooks should read. */
export function forgetSent(sent: SentQuantities, gone: Bystander | undefined, kept: Bystander): void {
  for (const [id, op] of gone?.ops ?? []) {
    if (kept.ops.has(id) || op.kind !== 'order.send') continue;
    for (const [, line] of op.changes) sent.set(line, (sent.get(line) ?? new Set<number>()).add(UNKNOWN));
  }
}

/** Rows of a tablet's view that its bystander watches. */
export function rowOf(tablet: Tablet, collection: string, id: Id): Row | undefined {
  return isId(id) ? tablet.device.view.get(collection, id) : undefined;
}
