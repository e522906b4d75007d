import type { Id } from '@resto360/domain';
import type { Identity } from '@resto360/sync/client';

const ANSWER_MAX_MS = 15_000;

/** What became of it; `still_held` where this release cannot apply it either, `no_answer` where nothing came back. */
export type SettledAs = 'replay' | 'discard' | 'reopen' | 'still_held' | 'no_answer';

/**
 * Applies an op that was put apart, puts it aside, or brings one back that was put aside: `reopen` where it then waits
 * again. The server alone can, for a device of the office.
 */
export async function settleOp(
  identity: Identity,
  what: { readonly id: Id; readonly how: 'replay' | 'discard' | 'bring_back'; readonly actor: Id<'staff'> },
): Promise<SettledAs> {
  const answer = await fetch('/api/quarantine/settle', {
    method: 'POST',
    cache: 'no-store',
    credentials: 'omit',
    headers: { authorization: `Bearer ${identity.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(what),
    signal: AbortSignal.timeout(ANSWER_MAX_MS),
  }).catch(() => undefined);
  const told = (await answer?.json().catch(() => undefined)) as { readonly code?: unknown; how?: unknown } | undefined;
  if (answer?.ok) return DONE.find((how) => how === told?.how) ?? 'no_answer';
  return told?.code === 'still_held' ? 'still_held' : 'no_answer';
}

const DONE = ['replay', 'discard', 'reopen'] as const;
