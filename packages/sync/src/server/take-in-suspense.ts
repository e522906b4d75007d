import type { Id } from '@resto360/domain';
import type { PushAnswer, SyncRequest } from '../protocol/messages.ts';
import { applyOps, type ApplyDeps } from './apply-ops.ts';
import { markOf } from './history-marks.ts';

/**
 * What a revoked device is told beside that it has no right: what became of what it brought, and in which history. `taken`:
 * what was taken of a device that holds an older one; verdicts of the present one would mean nothing to it.
 */
export type ToldInSuspense =
  | { readonly head: number; readonly mark: string; readonly push: PushAnswer }
  | { readonly taken: readonly Id<'op'>[] };

/**
 * Takes what a revoked device brings; it reads nothing (SYN-25). Undefined where nothing was taken: it brought none, or
 * holds a history that is not known here. Of an older one its ops are taken too: it will never hear of the present one.
 * **Why** the mark: a tail with these ops in it can't be lost unnoticed before the device is enrolled again (SYN-21).
 */
export async function takeInSuspense(
  { restaurant, install, push, lineage, pull, marks = [] }: SyncRequest,
  deps: ApplyDeps,
): Promise<ToldInSuspense | undefined> {
  if (!push || deps.replica === true) return undefined;
  const before = await deps.store.head(restaurant);
  if (before && before.lineage > lineage) {
    const chains = push.chains.map((chain) => ({ ...chain, lineage: Math.min(chain.lineage ?? lineage, lineage) }));
    const { verdicts } = await applyOps(restaurant, chains, install, deps);
    return { taken: Object.keys(verdicts) };
  }
  const known = { ...deps, lineage, read: pull?.since ?? 0, marks };
  const applied = await applyOps(restaurant, push.chains, install, known);
  if (applied.lineage !== lineage || applied.parted !== undefined) return undefined;
  const now = await deps.store.head(restaurant);
  if (now?.lineage !== lineage) return undefined;
  const told = { verdicts: applied.verdicts, missing: [], fork: false };
  return { head: now.head, mark: markOf(now.journalHash), push: told };
}
