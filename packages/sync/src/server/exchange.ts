import type { Id, Install } from '@resto360/domain';
import { LIMITS } from '../limits.ts';
import type { PullRequest, PushAnswer, SyncRequest } from '../protocol/messages.ts';
import { scopeOf, type DeviceKind } from '../scope.ts';
import { applyOps, type ApplyDeps } from './apply-ops.ts';
import type { Page } from './store.ts';

/** What a server refuses to talk to: another history, or a device from the future of this replica. */
export type Refused = { readonly status: 409; readonly code: 'reset' | 'behind' };

/**
 * Answers one exchange as the text of a SyncAnswer: push first, then pull, so that the device reads back what it just
 * wrote. **Why** text: rows come out of the store as text and are not parsed only to be printed again.
 */
export async function exchange(
  request: SyncRequest,
  device: { readonly restaurant: Id<'restaurant'>; readonly install: Install; readonly kind: DeviceKind },
  deps: ApplyDeps,
): Promise<string | Refused> {
  const receivedAt = deps.nowMs();
  const before = await deps.store.head(device.restaurant);
  if (!before || request.lineage > before.lineage) return { status: 409, code: 'behind' };
  if (request.lineage < before.lineage) return { status: 409, code: 'reset' };
  if ((request.pull?.since ?? 0) > before.head) return { status: 409, code: 'behind' };
  const applied = request.push
    ? await applyOps(device.restaurant, request.push.chains, device.install, deps)
    : undefined;
  const push: PushAnswer | undefined = applied && {
    verdicts: applied.verdicts,
    missing: applied.missing,
    fork: applied.fork,
  };
  const pull = request.pull ? await pullPage(request.pull, device, deps) : undefined;
  const head = pull?.page.head.head ?? Math.max(before.head, applied?.head ?? 0);
  return (
    `{"lineage":${before.lineage},"head":${head},"receivedAt":${receivedAt}` +
    (push ? `,"push":${JSON.stringify(push)}` : '') +
    (pull ? `,"pull":${pull.text}` : '') +
    '}'
  );
}

async function pullPage(
  pull: PullRequest,
  device: { readonly restaurant: Id<'restaurant'>; readonly kind: DeviceKind },
  deps: ApplyDeps,
): Promise<{ page: Page; text: string }> {
  const scope = scopeOf(device.kind);
  const since = pull.scope === scope.hash ? pull.since : 0;
  const page = await deps.store.page(device.restaurant, {
    since,
    collections: scope.collections,
    limitRows: Math.max(1, Math.min(pull.limit, LIMITS.pageRows)),
    limitBytes: LIMITS.pageBytes,
  });
  const text = `{"from":${since},"to":${page.to},"more":${page.more},"scope":"${scope.hash}","rows":${page.rowsJson}}`;
  return { page, text };
}
