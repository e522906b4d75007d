import { LIMITS } from '../limits.ts';
import type { HistoryMark, SyncAnswer, SyncRequest } from '../protocol/messages.ts';
import type { ClientTx } from './store.ts';

/**
 * The marks to send with the next request of one lineage.
 *
 *     sent with a request ──▶ the server knows them all ──▶ the answer's mark stands for all of them
 *     an answer under way meanwhile: its mark stands beside, until the next request brings both
 */
export async function marksToSend(tx: ClientTx, lineage: number): Promise<readonly HistoryMark[]> {
  return (await marksOf(tx, lineage)).slice(-LIMITS.historyMarks);
}

/**
 * Keeps the mark of an answer in place of those which its request had brought; those of a server that tells none stay.
 * **Why** not simply the newest: an answer from before the server lost something may come after one from later.
 */
export async function takeMark(tx: ClientTx, request: SyncRequest, answer: SyncAnswer): Promise<void> {
  const { lineage, head, mark } = answer;
  if (mark !== undefined) await replace(tx, lineage, { known: request.marks ?? [], by: [head, mark] });
}

/**
 * Whether a delta is of a history that this device holds, at its beginning or its end; its mark is then kept in place of
 * that one. A device that holds no mark, and a server that tells none, have nothing to compare.
 */
export async function takeDeltaMarks(
  tx: ClientTx,
  { lineage, from, to, marks }: { readonly [name in 'lineage' | 'from' | 'to']: number } & { readonly marks: unknown },
): Promise<boolean> {
  if (marks === undefined) return true;
  const [before, after, ...rest] = Array.isArray(marks) ? (marks as readonly unknown[]) : [];
  if (!isMark(before) || !isMark(after) || rest.length > 0) return false;
  const held = await marksOf(tx, lineage);
  const told: readonly HistoryMark[] = [
    [from, before],
    [to, after],
  ];
  if (held.length > 0 && !held.some((one) => told.some((other) => isSame(one, other)))) return false;
  await replace(tx, lineage, { known: told, by: [to, after] });
  return true;
}

/** Whether this is the text of a mark. */
export const isMark = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= MARK_MAX;

const MARK_MAX = 64;

async function marksOf(tx: ClientTx, lineage: number): Promise<readonly HistoryMark[]> {
  const held = await tx.meta('history');
  return held?.lineage === lineage ? held.marks : [];
}

async function replace(
  tx: ClientTx,
  lineage: number,
  { known, by }: { readonly known: readonly HistoryMark[]; readonly by: HistoryMark },
): Promise<void> {
  const held = await marksOf(tx, lineage);
  const others = held.filter((one) => !isSame(one, by) && !known.some((other) => isSame(one, other)));
  if (others.length === held.length - 1 && held.some((one) => isSame(one, by))) return;
  await tx.setMeta('history', { lineage, marks: [...others, by] });
}

const isSame = (one: HistoryMark, other: HistoryMark) => one[0] === other[0] && one[1] === other[1];
