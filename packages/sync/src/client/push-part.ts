import type { Id, Stamp } from '@resto360/domain';
import { LIMITS } from '../limits.ts';
import type { SyncRequest } from '../protocol/messages.ts';
import type { Chain } from '../protocol/op.ts';
import type { ClientRules } from './rules.ts';
import type { Cursor, Identity, OutboxEntry, OverlayEntry } from './store.ts';
import type { PushPlan } from './suspects.ts';

/** An op as it travels: of this install, or carried for another one. */
type Sealed = OutboxEntry | OverlayEntry;

/**
 * What goes with an exchange. `waits`: more than that has no verdict yet · `carries`: ops of other installs are in it.
 */
export type PushPart = {
  readonly request: Pick<SyncRequest, 'push' | 'recall'>;
  readonly pushed: readonly Sealed[];
  readonly waits: boolean;
  readonly carries: boolean;
};

/**
 * Chooses what to push: ops that no history has answered, in their order, as many as fit; and the ids of those that a
 * former one had answered, to be asked for. Nothing goes while a newer history is awaited: its versions would be taken
 * for those of the one before (SYN-21). What is carried for other installs follows the own ops (SYN-29). Ops that no
 * answer comes back from go alone, when nothing else waits (SYN-19).
 */
export function choosePush(
  outbox: readonly OutboxEntry[],
  overlay: readonly OverlayEntry[],
  from: {
    readonly identity: Pick<Identity, 'install'>;
    readonly cursor: Cursor;
    readonly opsMax: number;
    readonly last?: PushPlan['last'] | undefined;
    readonly nowMs: number;
    readonly rules: ClientRules;
  },
): PushPart {
  if (from.cursor.next !== undefined) return { request: {}, pushed: [], waits: true, carries: false };
  const due = from.rules.overlay === 'relayed' ? overlay.filter((entry) => isDue(entry, from.nowMs)) : [];
  const carried = due.toSorted((a, b) => (a.install === b.install ? a.seq - b.seq : a.install < b.install ? -1 : 1));
  const unsent = [...outbox, ...carried].filter((entry) => entry.verdict === null);
  const recall = unsent.filter((entry) => entry.recall).slice(0, LIMITS.recallIds);
  const whole = unsent.filter((entry) => !entry.recall);
  const others = whole.filter(({ id }) => !from.last?.has(id));
  const last = whole.filter(({ id }) => from.last?.get(id) === 'now');
  const later = whole.length - others.length - last.length;
  const pushed = others.length > 0 ? firstThatFit(others, from.opsMax) : firstThatFit(last, Math.min(1, from.opsMax));
  const request = {
    ...(pushed.length > 0 ? { push: { chains: chainsOf(from.identity, pushed, from.cursor.lineage) } } : {}),
    ...(recall.length > 0 ? { recall: recall.map(({ id }) => id) } : {}),
  };
  const waits = unsent.length - later > pushed.length;
  return { request, pushed, waits, carries: pushed.some((one) => 'install' in one) };
}

// Its own tablet sends it, unless it can't: a minute is long enough to see. A clock that was set says nothing.
const isDue = ({ heardAt }: OverlayEntry, nowMs: number): boolean =>
  heardAt === undefined || Math.abs(nowMs - heardAt) >= LIMITS.relayAfterMs;

// One id at most once: of two ops that share one, the later is sent when the earlier was answered.
function firstThatFit(entries: readonly Sealed[], opsMax: number): Sealed[] {
  const fitting: Sealed[] = [];
  const ids = new Set<Id>();
  let bytes = 0;
  for (const entry of entries) {
    if (fitting.length >= Math.min(opsMax, LIMITS.pushOps)) break;
    if (ids.has(entry.id)) continue;
    bytes += entry.body.length * 3;
    if (fitting.length > 0 && bytes > LIMITS.pushBytes) break;
    ids.add(entry.id);
    fitting.push(entry);
  }
  return fitting;
}

/**
 * Ops grouped into chains of consecutive sequence numbers of one install and history; the bodies travel as the bytes that were
 * hashed. A chain of a history before `lineage` says so, because its ops' `base` counts in that one.
 */
export function chainsOf(
  identity: Pick<Identity, 'install'>,
  entries: readonly Sealed[],
  lineage: number,
): Chain<unknown>[] {
  const installOf = (entry: Sealed) => ('install' in entry ? entry.install : identity.install);
  const runs: Sealed[][] = [];
  for (const entry of entries) {
    const last = runs.at(-1)?.at(-1);
    const follows = last && last.seq + 1 === entry.seq && last.lineage === entry.lineage;
    if (follows && installOf(last) === installOf(entry)) runs.at(-1)?.push(entry);
    else runs.push([entry]);
  }
  return runs.flatMap((run): Chain<unknown>[] => {
    const [first] = run;
    if (!first) return [];
    const given = run.flatMap(({ id, effective }) => (effective === null ? [] : [[id, effective] as const]));
    return [
      {
        install: installOf(first),
        seq: first.seq,
        prev: first.prev,
        sig: null,
        ops: run.map(({ body }) => JSON.parse(body) as unknown),
        ...(first.lineage < lineage ? { lineage: first.lineage } : {}),
        ...(given.length > 0 ? { effective: Object.fromEntries(given) as Record<Id<'op'>, Stamp> } : {}),
      },
    ];
  });
}
