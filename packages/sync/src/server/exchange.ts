import type { Id, Install } from '@resto360/domain';
import { LIMITS } from '../limits.ts';
import { ownCheck } from '../own-rows.ts';
import type { PullRequest, PushAnswer, SyncRequest } from '../protocol/messages.ts';
import { HOUSE_COLLECTIONS, scopeOf, type DeviceKind } from '../scope.ts';
import { applyOps, type ApplyDeps } from './apply-ops.ts';
import { markOf, partedAt, versionsOf } from './history-marks.ts';
import type { OwnWrites } from './own-writes.ts';
import { SERVER_RULES } from './rules.ts';
import type { Page, PageRequest } from './store.ts';

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
  deps: ApplyDeps & { readonly onPage?: (page: Pick<Page, 'to' | 'more' | 'head'>) => void },
): Promise<string | Refused> {
  const receivedAt = deps.nowMs();
  const { restaurant, install } = device;
  const { lineage } = request;
  const known = { read: request.pull?.since ?? 0, marks: marksOf(request, deps) };
  if (deps.replica) {
    const refused = await replicaRefuses(request, deps);
    if (refused) return refused;
  }
  const applied = request.push
    ? await applyOps(restaurant, request.push.chains, install, { ...deps, lineage, ...known })
    : undefined;
  if (applied && applied.lineage !== lineage) return otherHistory(applied.lineage, lineage);
  if (applied?.parted !== undefined) return lostTail(restaurant, { lineage, common: applied.parted }, deps);
  // What was compared under the lock needs no second look.
  const compared = applied && applied.head > 0 ? applied : undefined;
  const held = compared ? { read: 0, marks: [] } : known;
  const around = { ...deps, hashesAt: versionsOf(held.marks) };
  const pull = request.pull ? await pullPage(request.pull, applied?.own, device, around) : undefined;
  const now = pull?.page.head ?? compared ?? (await deps.store.head(restaurant, around.hashesAt));
  if (!now || now.lineage !== lineage) return otherHistory(now?.lineage ?? 0, lineage);
  const common = partedAt(now, held);
  if (common !== undefined) return lostTail(restaurant, { lineage, common }, deps);
  if (pull) deps.onPage?.(pull.page);
  const recalled = request.recall && (await deps.store.verdicts(restaurant, request.recall));
  const push: PushAnswer | undefined = applied && {
    verdicts: applied.verdicts,
    missing: applied.missing,
    fork: applied.fork,
  };
  return (
    `{"lineage":${lineage},"head":${now.head}` +
    (pull ? `,"mark":"${markOf(pull.page.head.journalHash)}"` : '') +
    `,"receivedAt":${receivedAt}` +
    (push ? `,"push":${JSON.stringify(push)}` : '') +
    (pull ? `,"pull":${pull.text}` : '') +
    (recalled ? `,"recalled":${JSON.stringify(Object.fromEntries(recalled))}` : '') +
    '}'
  );
}

// A replica takes no ops, and tells a device that has read more that it is itself behind. It never resets anyone: what
// it lacks, the primary has (SYN-21).
async function replicaRefuses(request: SyncRequest, deps: ApplyDeps): Promise<Refused | undefined> {
  const { restaurant, lineage, push, pull } = request;
  const marks = marksOf(request, deps);
  const head = await deps.store.head(restaurant, versionsOf(marks));
  const parted = head && partedAt(head, { read: pull?.since ?? 0, marks });
  const isBehind = !head || head.lineage !== lineage || parted !== undefined;
  if (isBehind && deps.rules?.replica === 'resets') return lostTail(restaurant, { lineage, common: head?.head }, deps);
  return isBehind || push ? { status: 409, code: 'behind' } : undefined;
}

// A device has read what is not there: this store was restored, or took over without the last of another's commits.
async function lostTail(
  restaurant: Id<'restaurant'>,
  { lineage, common }: { readonly lineage: number; readonly common: number | undefined },
  deps: ApplyDeps,
): Promise<Refused> {
  if (deps.histories?.isOpen(restaurant, deps.nowMs()) === false) return { status: 409, code: 'behind' };
  const found = await deps.store.beginLineage(restaurant, lineage, common);
  if (found && found.lineage > lineage) {
    deps.histories?.begun(restaurant, deps.nowMs());
    deps.onHistory?.(found.lineage);
  }
  return otherHistory(found?.lineage ?? 0, lineage);
}

// A server of an older history is itself behind and resets nobody (SYN-21).
const otherHistory = (server: number, device: number): Refused =>
  server > device ? { status: 409, code: 'reset', lineage: server } : { status: 409, code: 'behind' };

const marksOf = ({ marks = [] }: SyncRequest, { rules }: ApplyDeps) => (rules?.marks === 'ignored' ? [] : marks);

async function pullPage(
  pull: PullRequest,
  writes: OwnWrites | undefined,
  device: { readonly restaurant: Id<'restaurant'>; readonly kind: DeviceKind },
  deps: ApplyDeps & { readonly hashesAt: readonly number[] },
): Promise<{ page: Page; text: string }> {
  const scope = scopeOf(device.kind);
  const isSame = pull.scope === scope.hash;
  // An app that knows no window begins anew when its scope changes; any other is told what the new scope is.
  const isTold = !isSame && pull.floor !== undefined && pull.since > 0;
  const part = isSame ? pull.part : undefined;
  const since = isSame || isTold ? pull.since : 0;
  const own = pull.own === true && isSame ? ownRows(writes, since, deps) : undefined;
  const page = await deps.store.page(device.restaurant, {
    ...pageRequest({ ...pull, since }, { part, kind: device.kind, own }, deps),
    hashesAt: deps.hashesAt,
  });
  const shown: Page = isTold ? { ...page, rowsJson: '{}', leftOut: [], more: true } : page;
  const place = part
    ? `"from":${since},"to":${since},"more":true,"part":[${part.since},${page.to}]`
    : `"from":${since},"to":${isTold ? since : page.to},"more":${shown.more}`;
  const left = shown.leftOut.flatMap((key) => own?.get(key) ?? []);
  const rest =
    (pull.floor === undefined ? '' : `,"floor":${page.floor}`) +
    (pull.floor !== undefined && (isTold || since === 0) ? `,"collections":${JSON.stringify(scope.collections)}` : '') +
    horizonText(pull, page, deps) +
    (page.digest && !isTold ? `,"digest":${JSON.stringify(page.digest)}` : '') +
    (left.length > 0 ? `,"own":[${left.length},"${ownCheck(left, deps.hash)}"]` : '');
  const text = `{${place},"scope":"${scope.hash}","rows":${shown.rowsJson}${rest}}`;
  return { page: part || isTold ? { ...shown, to: since, more: true } : page, text };
}

// Whoever has read less than the horizon may lack tombstones that are gone; a part that is read again asks up to where it
// can be believed (SYN-22). Apps that know no window would not understand it.
function horizonText({ since, part, floor }: PullRequest, { head: { horizon } }: Page, deps: ApplyDeps): string {
  const isTold = floor !== undefined && (part ? horizon > 0 : horizon > since);
  return isTold && deps.rules?.horizon !== 'untold' ? `,"horizon":${horizon}` : '';
}

function ownRows(writes: OwnWrites | undefined, since: number, deps: ApplyDeps) {
  const all = deps.rules?.ownRows === 'all';
  return writes?.madeBy(all ? Number.POSITIVE_INFINITY : since);
}

/** A window that nothing stands behind. **Units** days. */
const DAYS_MAX = 1_000_000;

function pageRequest(
  pull: PullRequest,
  {
    part,
    kind,
    own,
  }: {
    readonly part: PullRequest['part'];
    readonly kind: DeviceKind;
    readonly own: ReadonlyMap<string, { readonly row: { readonly v: number } }> | undefined;
  },
  deps: ApplyDeps,
): PageRequest {
  const { collections } = scopeOf(kind);
  const { window } = deps.rules ?? SERVER_RULES;
  // A reading from 0 that days go by in keeps to the floor it began with: what closed meanwhile may lie there open (SYN-20).
  const isUnderWay = pull.fresh === true && !part && pull.since > 0;
  return {
    since: part?.since ?? pull.since,
    collections: part ? collections.filter((name) => part.collections.includes(name)) : collections,
    limitRows: Math.max(1, Math.min(pull.limit, LIMITS.pageRows)),
    limitBytes: LIMITS.pageBytes,
    ...(own ? { leaveOut: new Map([...own].map(([key, { row }]) => [key, row.v])) } : {}),
    ...(pull.floor === undefined
      ? {}
      : { window: { days: isUnderWay ? DAYS_MAX : window[kind], floor: pull.floor, leavesOut: pull.fresh ?? false } }),
    ...(pull.digest && !part ? { digest: { whole: HOUSE_COLLECTIONS, raised: window.raised } } : {}),
  };
}
