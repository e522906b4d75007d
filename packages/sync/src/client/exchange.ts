import { assert } from '@resto360/domain';
import { LIMITS } from '../limits.ts';
import type { PullAnswer, SyncAnswer, SyncRequest } from '../protocol/messages.ts';
import type { Sha256 } from '../protocol/op-hash.ts';
import type { Chain } from '../protocol/op.ts';
import { scopeOf } from '../scope.ts';
import { START, applyPull, isNext, settle } from './apply-pull.ts';
import { NO_NOTICES, applyVerdicts } from './apply-verdicts.ts';
import { withRoundTrip } from './clock.ts';
import { completePage } from './own-rows.ts';
import { readAnswer } from './read-answer.ts';
import type { ClientRules } from './rules.ts';
import type { ClientStore, Identity, Notices, OutboxEntry } from './store.ts';

/**
 * The way to the server. Resolves with what came back, parsed; throws when nothing came that can be parsed.
 * `status` other than 200 is never a verdict.
 */
export interface Transport {
  post(request: SyncRequest, identity: Identity): Promise<Reply>;
}

/** What came back. `retryAfterMs`: how long a busy server asks to be left alone. */
export type Reply = { readonly status: number; readonly body: unknown; readonly retryAfterMs?: number };

/**
 * How one exchange ended. `progress`: more waits on either side, so go again at once. `misfit`: the rows that the server
 * left out could not be made here, so the next pull asks for all of them (SYN-27).
 */
export type ExchangeOutcome =
  | {
      readonly kind: 'done';
      readonly progress: boolean;
      readonly page: PullAnswer | undefined;
      readonly head: number;
      readonly misfit?: boolean;
    }
  | { readonly kind: 'offline'; readonly retryAfterMs?: number }
  | { readonly kind: 'stopped'; readonly why: 'reset' | 'behind' | 'reenrol' };

/** What one exchange needs from outside. `pushOpsMax` shrinks after an answer that could not be read. */
export type ExchangeDeps = {
  readonly store: ClientStore;
  readonly transport: Transport;
  readonly nowMs: () => number;
  readonly rules: ClientRules;
  readonly hash: Sha256;
  readonly pushOpsMax: number;
  readonly pageRows: number;
  /** Whether rows that this push makes may stay away from the answer; not after a misfit (SYN-27). */
  readonly own: boolean;
};

/**
 * One exchange: pushes what has no verdict, pulls one page, and writes both down. Whatever goes wrong on the way, the
 * outbox is as it was: the same ops go again, and the server knows them by id (SYN-12, SYN-14).
 */
export async function exchangeOnce(deps: ExchangeDeps): Promise<ExchangeOutcome> {
  const { store } = deps;
  const prepared = await store.read(async (tx) => {
    const identity = await tx.meta('identity');
    assert(identity, 'a device that syncs is enrolled');
    const cursor = (await tx.meta('cursor')) ?? START;
    const unsent = (await tx.list('outbox')).filter((entry) => entry.verdict === null);
    return { identity, cursor, unsent };
  });
  const { identity, cursor, unsent } = prepared;
  const pushed = firstThatFit(unsent, deps.pushOpsMax);
  const request: SyncRequest = {
    restaurant: identity.restaurant,
    install: identity.install,
    lineage: cursor.lineage,
    sentAt: deps.nowMs(),
    ...(pushed.length > 0 ? { push: { chains: chainsOf(identity, pushed) } } : {}),
    pull: {
      since: cursor.cursor,
      scope: cursor.scope === '' ? scopeOf(identity.kind).hash : cursor.scope,
      limit: deps.pageRows,
      ...(pushed.length > 0 && deps.own ? { own: true } : {}),
    },
  };
  const reply = await post(deps, request, identity);
  if (!reply) return { kind: 'offline' };
  const stopped = stopOf(reply);
  if (stopped) return stop(store, stopped, identity);
  const answer = reply.status === 200 ? readAnswer(reply.body) : undefined;
  if (!answer || answer.lineage !== cursor.lineage || !answersAll(answer, pushed)) return offline(reply);
  const { page, misfit } = await takeAnswer(deps, request, answer);
  const progress = misfit || (answer.pull?.more ?? false) || unsent.length > pushed.length;
  return { kind: 'done', progress, page, head: answer.head, misfit };
}

/**
 * Writes an answer down: the verdicts first, then the page, which is returned whole when it counted. A crash between
 * costs nothing.
 */
export async function takeAnswer(
  deps: Pick<ExchangeDeps, 'store' | 'nowMs' | 'rules' | 'hash'>,
  request: SyncRequest,
  answer: SyncAnswer,
): Promise<{ readonly page: PullAnswer | undefined; readonly misfit: boolean }> {
  const { store, rules } = deps;
  const answeredAt = deps.nowMs();
  const { push, pull } = answer;
  const isOurs = await store.write('relaxed', async (tx) => {
    // The device enrolled again meanwhile: what the server said to its former install no longer holds, and is asked anew.
    if ((await tx.meta('identity'))?.install !== request.install) return false;
    if (push) await applyVerdicts(tx, push, rules);
    const trip = { sentAt: request.sentAt, answeredAt, receivedAt: answer.receivedAt };
    await tx.setMeta('clock', withRoundTrip((await tx.meta('clock')) ?? [], trip));
    const notices = await tx.meta('notices');
    if (notices?.stopped) await tx.setMeta('notices', { ...notices, stopped: null });
    if (rules.prune === 'verdict') await settle(tx, { nowMs: answer.receivedAt, rules });
    return true;
  });
  const notTaken = { page: undefined, misfit: false };
  if (!pull || !isOurs) return notTaken;
  const around = { lineage: answer.lineage, nowMs: answer.receivedAt, rules, hash: deps.hash };
  return store.write('relaxed', async (tx) => {
    if (!(await isNext(tx, pull, rules))) return notTaken;
    const page = await completePage(tx, { pull, push }, around);
    if (page) await applyPull(tx, page, around);
    return { page, misfit: page === undefined };
  });
}

// Every op pushed has its word in the answer; an answer without one was cut or altered on the way.
function answersAll(answer: SyncAnswer, pushed: readonly OutboxEntry[]): boolean {
  return pushed.length === 0 || answer.push !== undefined;
}

async function post(deps: ExchangeDeps, request: SyncRequest, identity: Identity) {
  try {
    return await deps.transport.post(request, identity);
  } catch {
    return undefined;
  }
}

function stopOf(reply: {
  readonly status: number;
  readonly body: unknown;
}): 'reset' | 'behind' | 'reenrol' | undefined {
  const code = (reply.body as { code?: unknown } | null)?.code;
  if (reply.status === 401 && code === 'reenrol') return 'reenrol';
  if (reply.status !== 409) return undefined;
  return code === 'reset' || code === 'behind' ? code : undefined;
}

function offline({ retryAfterMs }: Reply): ExchangeOutcome {
  return { kind: 'offline', ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

async function stop(
  store: ClientStore,
  why: 'reset' | 'behind' | 'reenrol',
  asked: Identity,
): Promise<ExchangeOutcome> {
  await store.write('relaxed', async (tx) => {
    if ((await tx.meta('identity'))?.token !== asked.token) return;
    const before: Notices = (await tx.meta('notices')) ?? NO_NOTICES;
    await tx.setMeta('notices', { ...before, stopped: why });
  });
  return { kind: 'stopped', why };
}

function firstThatFit(entries: readonly OutboxEntry[], opsMax: number): OutboxEntry[] {
  const fitting: OutboxEntry[] = [];
  let bytes = 0;
  for (const entry of entries.slice(0, Math.min(opsMax, LIMITS.pushOps))) {
    bytes += entry.body.length * 3;
    if (fitting.length > 0 && bytes > LIMITS.pushBytes) break;
    fitting.push(entry);
  }
  return fitting;
}

/** Ops grouped into chains of consecutive sequence numbers; the bodies travel as the bytes that were hashed. */
export function chainsOf(identity: Pick<Identity, 'install'>, entries: readonly OutboxEntry[]): Chain<unknown>[] {
  const chains: { seq: number; prev: string; ops: unknown[] }[] = [];
  for (const entry of entries) {
    const current = chains.at(-1);
    if (current && current.seq + current.ops.length === entry.seq) current.ops.push(JSON.parse(entry.body));
    else chains.push({ seq: entry.seq, prev: entry.prev, ops: [JSON.parse(entry.body)] });
  }
  return chains.map((chain) => ({ install: identity.install, sig: null, ...chain }));
}
