import type { Id, Install } from '@resto360/domain';
import { LIMITS } from '../limits.ts';
import { ownCheck } from '../own-rows.ts';
import type { PullRequest, PushAnswer, SyncRequest } from '../protocol/messages.ts';
import { scopeOf, type DeviceKind } from '../scope.ts';
import { applyOps, type ApplyDeps } from './apply-ops.ts';
import type { OwnWrites } from './own-writes.ts';
import type { Page } from './store.ts';

/**
 * What a server refuses to talk to: a device of a former history, which is told the present one, or a device from the
 * future of this replica.
 */
export type Refused =
  | { readonly status: 409; readonly code: 'reset'; readonly lineage: number }
  | { readonly status: 409; readonly code: 'behind' };

/**
 * Answers one exchange as the text of a SyncAnswer: push first, then pull, so that the device reads back what it just
 * wrote. **Why** text: rows come out of the store as text and are not parsed only to be printed again. `onPage` hears how
 * far the device will have read.
 */
export async function exchange(
  request: SyncRequest,
  device: { readonly restaurant: Id<'restaurant'>; readonly install: Install; readonly kind: DeviceKind },
  deps: ApplyDeps & { readonly onPage?: (page: Pick<Page, 'to' | 'more'>) => void },
): Promise<string | Refused> {
  const receivedAt = deps.nowMs();
  const { restaurant, install } = device;
  const { lineage } = request;
  const read = request.pull?.since ?? 0;
  if (deps.replica) {
    const refused = await replicaRefuses(request, deps);
    if (refused) return refused;
  }
  const applied = request.push
    ? await applyOps(restaurant, request.push.chains, install, { ...deps, lineage, read })
    : undefined;
  if (applied && applied.lineage !== lineage) return otherHistory(applied.lineage, lineage);
  if (applied && read > applied.head) return lostTail(restaurant, lineage, deps);
  const pull = request.pull ? await pullPage(request.pull, applied?.own, device, deps) : undefined;
  const now = pull?.page.head ?? applied ?? (await deps.store.head(restaurant));
  if (!now || now.lineage !== lineage) return otherHistory(now?.lineage ?? 0, lineage);
  if (read > now.head) return lostTail(restaurant, lineage, deps);
  if (pull) deps.onPage?.(pull.page);
  const recalled = request.recall && (await deps.store.verdicts(restaurant, request.recall));
  const push: PushAnswer | undefined = applied && {
    verdicts: applied.verdicts,
    missing: applied.missing,
    fork: applied.fork,
  };
  return (
    `{"lineage":${lineage},"head":${now.head},"receivedAt":${receivedAt}` +
    (push ? `,"push":${JSON.stringify(push)}` : '') +
    (pull ? `,"pull":${pull.text}` : '') +
    (recalled ? `,"recalled":${JSON.stringify(Object.fromEntries(recalled))}` : '') +
    '}'
  );
}

// A replica takes no ops, and tells a device that has read more that it is itself behind. It never resets anyone: what
// it lacks, the primary has (SYN-21).
async function replicaRefuses(
  { restaurant, lineage, push, pull }: SyncRequest,
  deps: ApplyDeps,
): Promise<Refused | undefined> {
  const head = await deps.store.head(restaurant);
  const isBehind = !head || head.lineage !== lineage || (pull?.since ?? 0) > head.head;
  if (isBehind && deps.rules?.replica === 'resets') return lostTail(restaurant, lineage, deps);
  return isBehind || push ? { status: 409, code: 'behind' } : undefined;
}

// A device has read more than there is: this store was restored, or took over without the last of another's commits.
async function lostTail(restaurant: Id<'restaurant'>, lineage: number, deps: ApplyDeps): Promise<Refused> {
  const found = await deps.store.beginLineage(restaurant, lineage);
  return otherHistory(found?.lineage ?? 0, lineage);
}

// A server of an older history is itself behind and resets nobody (SYN-21).
const otherHistory = (server: number, device: number): Refused =>
  server > device ? { status: 409, code: 'reset', lineage: server } : { status: 409, code: 'behind' };

async function pullPage(
  pull: PullRequest,
  writes: OwnWrites | undefined,
  device: { readonly restaurant: Id<'restaurant'>; readonly kind: DeviceKind },
  deps: ApplyDeps,
): Promise<{ page: Page; text: string }> {
  const scope = scopeOf(device.kind);
  const since = pull.scope === scope.hash ? pull.since : 0;
  const all = deps.rules?.ownRows === 'all';
  const own = pull.own === true ? writes?.madeBy(all ? Number.POSITIVE_INFINITY : since) : undefined;
  const page = await deps.store.page(device.restaurant, {
    since,
    collections: scope.collections,
    limitRows: Math.max(1, Math.min(pull.limit, LIMITS.pageRows)),
    limitBytes: LIMITS.pageBytes,
    ...(own ? { leaveOut: new Map([...own].map(([key, { row }]) => [key, row.v])) } : {}),
  });
  const left = page.leftOut.flatMap((key) => own?.get(key) ?? []);
  const check = left.length > 0 ? `,"own":[${left.length},"${ownCheck(left, deps.hash)}"]` : '';
  const text = `{"from":${since},"to":${page.to},"more":${page.more},"scope":"${scope.hash}","rows":${page.rowsJson}${check}}`;
  return { page, text };
}
