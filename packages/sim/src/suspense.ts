import type { SyncRequest } from '@resto360/sync';
import { applyOps, markOf, type ApplyDeps } from '@resto360/sync/server';

/** What the server's edge answers a revoked device: what it brings is taken, and it reads nothing (SYN-25). */
export async function takenInSuspense(
  { restaurant, install, push, lineage, pull, marks = [] }: SyncRequest,
  deps: ApplyDeps,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const read = pull?.since ?? 0;
  const isTaking = push !== undefined && deps.replica !== true;
  const applied = isTaking
    ? await applyOps(restaurant, push.chains, install, { ...deps, lineage, read, marks })
    : undefined;
  const isTaken = applied?.lineage === lineage && applied.parted === undefined;
  const now = isTaken ? await deps.store.head(restaurant) : undefined;
  const told =
    isTaken && now?.lineage === lineage
      ? {
          head: now.head,
          mark: markOf(now.journalHash),
          push: { verdicts: applied.verdicts, missing: [], fork: false },
        }
      : {};
  return { status: 401, body: { code: 'reenrol', message: '', details: told } };
}
