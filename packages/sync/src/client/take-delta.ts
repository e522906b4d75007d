import { isObject } from '@resto360/domain';
import type { PullAnswer, SyncAnswer } from '../protocol/messages.ts';
import type { Sha256 } from '../protocol/op-hash.ts';
import { applyPull, isNext } from './apply-pull.ts';
import type { IsOdd } from './closed-orders.ts';
import { takeDeltaMarks } from './history-marks.ts';
import { readAnswer } from './read-answer.ts';
import type { ClientRules } from './rules.ts';
import type { ClientStore } from './store.ts';

/**
 * Takes a delta of the live channel as the page that a pull would have brought, by the same checks and in one
 * transaction with the cursor. Undefined when it does not go on exactly where this device has read to, in its lineage
 * and its scope and the history that it holds, or when the device has stopped: then nothing is written, and it is worth a poke (SYN-28).
 */
export async function takeDelta(
  deps: {
    readonly store: ClientStore;
    readonly rules: ClientRules;
    readonly hash: Sha256;
    readonly isOdd: IsOdd | undefined;
  },
  delta: unknown,
): Promise<PullAnswer | undefined> {
  const answer = answerOf(delta);
  const page = answer?.pull;
  if (!answer || !page) return undefined;
  return deps.store.write('relaxed', async (tx) => {
    const cursor = await tx.meta('cursor');
    const stopped = (await tx.meta('notices'))?.stopped ?? null;
    const isOurs = cursor?.lineage === answer.lineage && cursor.scope === page.scope && stopped === null;
    const around = {
      lineage: answer.lineage,
      head: answer.head,
      nowMs: answer.receivedAt,
      rules: deps.rules,
      hash: deps.hash,
      isOdd: deps.isOdd,
    };
    if (!isOurs || !(await isNext(tx, page, around))) return undefined;
    const { from, to } = page;
    const marks = isObject(delta) ? delta['marks'] : undefined;
    if (!(await takeDeltaMarks(tx, { lineage: answer.lineage, from, to, marks }))) return undefined;
    await applyPull(tx, page, around);
    return page;
  });
}

function answerOf(delta: unknown): SyncAnswer | undefined {
  if (!isObject(delta)) return undefined;
  const { lineage, at, scope, from, to, rows } = delta;
  return readAnswer({ lineage, head: to, receivedAt: at, pull: { from, to, more: false, scope, rows } });
}
