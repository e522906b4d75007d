import type { SyncRequest } from '@resto360/sync';
import { takeInSuspense, type ApplyDeps } from '@resto360/sync/server';

/** What the server's edge answers a revoked device. */
export async function takenInSuspense(
  request: SyncRequest,
  deps: ApplyDeps,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const details = (await takeInSuspense(request, deps)) ?? {};
  return { status: 401, body: { code: 'reenrol', message: '', details } };
}
