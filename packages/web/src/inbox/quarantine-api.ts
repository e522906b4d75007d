import type { Id } from '@resto360/domain';
import type { Identity } from '@resto360/sync/client';

const ANSWER_MAX_MS = 15_000;

/**
 * Applies an op that was put apart, or puts it aside for good. The server alone can, for a device of the office.
 * Answers whether it did: `still_held` where this release cannot apply it either, `no_answer` where nothing came back.
 */
export async function settleOp(
  identity: Identity,
  what: { readonly id: Id<'op'>; readonly how: 'replay' | 'discard'; readonly actor: Id<'staff'> },
): Promise<'done' | 'still_held' | 'no_answer'> {
  const answer = await fetch('/api/quarantine/settle', {
    method: 'POST',
    cache: 'no-store',
    credentials: 'omit',
    headers: { authorization: `Bearer ${identity.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(what),
    signal: AbortSignal.timeout(ANSWER_MAX_MS),
  }).catch(() => undefined);
  if (answer?.ok) return 'done';
  const told = (await answer?.json().catch(() => undefined)) as { readonly code?: unknown } | undefined;
  return told?.code === 'still_held' ? 'still_held' : 'no_answer';
}
