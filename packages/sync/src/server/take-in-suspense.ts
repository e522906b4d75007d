import type { PushAnswer, SyncRequest } from '../protocol/messages.ts';
import { applyOps, type ApplyDeps } from './apply-ops.ts';
import { markOf } from './history-marks.ts';

/** What a revoked device is told beside that it has no right: what became of what it brought, and in which history. */
export type ToldInSuspense = { readonly head: number; readonly mark: string; readonly push: PushAnswer };

/**
 * Takes what a revoked device brings; it reads nothing (SYN-25). Undefined where nothing was taken: it brought none, or
 * holds another history.
 * **Why** the mark: a tail with these ops in it can't be lost unnoticed before the device is enrolled again (SYN-21).
 */
export async function takeInSuspense(
  { restaurant, install, push, lineage, pull, marks = [] }: SyncRequest,
  deps: ApplyDeps,
): Promise<ToldInSuspense | undefined> {
  if (!push || deps.replica === true) return undefined;
  const known = { ...deps, lineage, read: pull?.since ?? 0, marks };
  const applied = await applyOps(restaurant, push.chains, install, known);
  if (applied.lineage !== lineage || applied.parted !== undefined) return undefined;
  const now = await deps.store.head(restaurant);
  if (now?.lineage !== lineage) return undefined;
  const told = { verdicts: applied.verdicts, missing: [], fork: false };
  return { head: now.head, mark: markOf(now.journalHash), push: told };
}
