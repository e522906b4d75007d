import { assert, type Id } from '@resto360/domain';
import type { PullAnswer, SyncAnswer, SyncRequest } from '../protocol/messages.ts';
import type { Sha256 } from '../protocol/op-hash.ts';
import { scopeOf } from '../scope.ts';
import type { Applied } from './applied.ts';
import type { IsOdd } from './closed-orders.ts';
import { applyPull, isNext, settle } from './apply-pull.ts';
import { applyRecalled, applyVerdicts } from './apply-verdicts.ts';
import { adoptCarried } from './carried.ts';
import { checkDigest, type Compared } from './check-digest.ts';
import { withRoundTrip } from './clock.ts';
import { completePage } from './own-rows.ts';
import { marksToSend, takeMark } from './history-marks.ts';
import { noteFailed, opsMaxOf } from './pace.ts';
import { readOutbox } from './pending.ts';
import { choosePush } from './push-part.ts';
import { Pushed } from './pushed.ts';
import { readAnswer } from './read-answer.ts';
import type { ClientRules } from './rules.ts';
import { START, type ClientStore, type ClientTx, type Cursor, type Identity, type OutboxEntry } from './store.ts';
import { dropPart, upToCursor } from './take-part.ts';
import {
  awaitHistory,
  codeOf,
  foreignIn,
  newerHistory,
  noteHeard,
  stop,
  stopOf,
  takeFromStop,
  type Stop,
} from './stops.ts';
import type { PushPlan } from './suspects.ts';
import type { Reply, Transport } from './transport.ts';

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
      readonly applied?: Applied;
      readonly compared?: Compared;
      /** The one op that went, where pushes had shrunk to one. */
      readonly alone?: Id;
    }
  | { readonly kind: 'offline'; readonly retryAfterMs?: number; readonly alone?: Id }
  | {
      readonly kind: 'stopped';
      readonly why: Stop;
      /** Some of what waits was taken all the same, or nothing of it was tried, and more waits: go on at once. */
      readonly progress?: boolean;
    };

/**
 * What one exchange needs from outside. Of `pushOpsMax` less is pushed after answers that could not be read; `plan`: what
 * else keeps ops back (SYN-19).
 */
export type ExchangeDeps = {
  readonly store: ClientStore;
  readonly transport: Transport;
  readonly nowMs: () => number;
  readonly rules: ClientRules;
  readonly hash: Sha256;
  readonly pushOpsMax: number;
  readonly plan?: PushPlan;
  readonly pageRows: number;
  /** Whether rows that this push makes may stay away from the answer; not after a misfit (SYN-27). */
  readonly own: boolean;
  /** Whether an order asks for a person; a device without money has none. */
  readonly isOdd?: IsOdd | undefined;
  /** Whether the digest of what the page leads to is asked for (SYN-22). */
  readonly digest?: boolean;
};

/**
 * One exchange: pushes what has no verdict, pulls one page, and writes both down. Whatever goes wrong on the way, the
 * outbox is as it was: the same ops go again, and the server knows them by id (SYN-12, SYN-14).
 */
export async function exchangeOnce(deps: ExchangeDeps): Promise<ExchangeOutcome> {
  const { store } = deps;
  const sending = await store.read((tx) => whatToSend(tx, deps));
  const { identity, cursor, outbox, overlay, marks, opsMax } = sending;
  const from = { identity, cursor, opsMax, last: deps.plan?.last, nowMs: deps.nowMs(), rules: deps.rules };
  const { request: pushing, pushed, carries, ...chosen } = choosePush(outbox, overlay, from);
  const waits = chosen.waits || deps.plan?.fromEnd !== undefined;
  const lineage = cursor.next ?? cursor.lineage;
  const part = cursor.next === undefined ? cursor.part : undefined;
  const request: SyncRequest = {
    restaurant: identity.restaurant,
    install: identity.install,
    lineage,
    sentAt: deps.nowMs(),
    ...pushing,
    ...(marks.length > 0 ? { marks } : {}),
    pull: {
      since: cursor.next === undefined ? cursor.cursor : 0,
      scope: cursor.scope === '' ? scopeOf(identity.kind).hash : cursor.scope,
      limit: deps.pageRows,
      floor: cursor.next === undefined ? (cursor.floor ?? 0) : 0,
      ...((part ?? cursor).fresh || cursor.next !== undefined ? { fresh: true } : {}),
      ...(part ? { part: { collections: part.collections, since: part.at } } : {}),
      ...(pushed.length > 0 && deps.own && !carries && !part ? { own: true } : {}),
      ...(deps.digest && !part ? { digest: true } : {}),
    },
  };
  const reply = await post(deps, request, identity);
  const [first] = pushed;
  const alone = first && (opsMax === 1 || deps.plan?.last.has(first.id)) ? first.id : undefined;
  if (!reply) return offline(deps, { alone });
  if (carries && codeOf(reply) === 'foreign_install') return adopt(deps, foreignIn(reply));
  const newer = newerHistory(reply, lineage);
  if (newer !== undefined) {
    await awaitHistory(store, newer);
    return { kind: 'done', progress: true, page: undefined, head: 0 };
  }
  const stopped = stopOf(reply);
  if (stopped) {
    const isTaken = await takeFromStop(deps, request, reply);
    await stop(store, stopped, identity);
    // An exchange that went without a push to doubt an op has found what it wanted: what waits goes now.
    const goesOn = waits && (isTaken || opsMax === 0);
    return { kind: 'stopped', why: stopped, ...(goesOn ? { progress: true } : {}) };
  }
  const answer = reply.status === 200 ? readAnswer(reply.body) : undefined;
  if (!answer || answer.lineage !== lineage || (pushed.length > 0 && !answer.push))
    return offline(deps, { ...reply, alone });
  const { page, misfit, applied } = await takeAnswer(deps, request, answer);
  const compared = page && deps.rules.digest === 'checked' ? await checkDigest(store, page, lineage) : 'not_now';
  const progress =
    misfit || compared === 'misfits' || (applied?.renewed ?? false) || (answer.pull?.more ?? false) || waits;
  const told = { ...(applied ? { applied } : {}), ...(alone === undefined ? {} : { alone }) };
  return { kind: 'done', progress, page, head: answer.head, misfit, compared, ...told };
}

const waits = ({ verdict, recall }: OutboxEntry): boolean => verdict === null && recall !== true;

async function whatToSend(tx: ClientTx, { pushOpsMax, plan }: ExchangeDeps) {
  const opsMax = Math.min(opsMaxOf(await tx.meta('pace'), pushOpsMax), plan?.opsMax ?? pushOpsMax);
  const enough = opsMax + (plan?.last.size ?? 0);
  const isEnough = (_part: readonly OutboxEntry[], all: readonly OutboxEntry[]) => all.filter(waits).length > enough;
  const identity = await tx.meta('identity');
  assert(identity, 'a device that syncs is enrolled');
  const outbox = plan?.fromEnd ? await newestOp(tx, plan.fromEnd) : await readOutbox(tx, isEnough);
  const cursor = await cursorToAsk(tx);
  const marks = await marksToSend(tx, cursor.next ?? cursor.lineage);
  return { identity, cursor, outbox, overlay: await tx.list('overlay'), marks, opsMax };
}

// A device without the right reads no newer history; it brings what it has from the one that it knows (SYN-25).
async function cursorToAsk(tx: ClientTx): Promise<Cursor> {
  const { next, ...cursor } = (await tx.meta('cursor')) ?? START;
  const isStopped = (await tx.meta('notices'))?.stopped === 'reenrol';
  return next === undefined || isStopped ? cursor : { ...cursor, next };
}

/** How far the newest op is looked for: those behind it may have their verdict already. */
const NEWEST_WITHIN = 100;

async function newestOp(tx: ClientTx, fromEnd: number): Promise<readonly OutboxEntry[]> {
  const { seq = 0 } = (await tx.meta('counters')) ?? {};
  let found = 0;
  for (let at = seq; at > Math.max(0, seq - NEWEST_WITHIN); at--) {
    const entry = await tx.get('outbox', at);
    if (entry && waits(entry) && ++found === fromEnd) return [entry];
  }
  return [];
}

/**
 * Writes an answer down: the verdicts first, then the page, which is returned whole when it counted. A crash between
 * costs nothing. Of an answer that speaks of another history than the device's nothing is written, but for the first page
 * of the one that the device asked for.
 */
export async function takeAnswer(
  deps: Pick<ExchangeDeps, 'store' | 'nowMs' | 'rules' | 'hash' | 'isOdd'>,
  request: SyncRequest,
  answer: SyncAnswer,
): Promise<Taken> {
  const { store, rules } = deps;
  const answeredAt = deps.nowMs();
  const { push, pull, lineage } = answer;
  const pushed = new Pushed(request);
  const isOurs = await store.write('relaxed', async (tx) => {
    // The device enrolled again meanwhile: what the server said to its former install no longer holds, and is asked anew.
    if ((await tx.meta('identity'))?.install !== request.install) return false;
    const isPresent = ((await tx.meta('cursor')) ?? START).lineage === lineage;
    if (push && isPresent) await applyVerdicts(tx, push, { rules, lineage, pushed });
    if (isPresent) await takeMark(tx, request, answer);
    if (request.recall && isPresent) await applyRecalled(tx, request.recall, answer.recalled ?? {});
    const trip = { sentAt: request.sentAt, answeredAt, receivedAt: answer.receivedAt };
    await tx.setMeta('clock', withRoundTrip((await tx.meta('clock')) ?? [], trip));
    await noteHeard(tx);
    if (rules.prune === 'verdict') await settle(tx, { nowMs: answer.receivedAt, rules, hash: deps.hash });
    return true;
  });
  const notTaken: Taken = { page: undefined, misfit: false };
  if (!pull || !isOurs) return notTaken;
  const around = { lineage, head: answer.head, nowMs: answer.receivedAt, rules, hash: deps.hash, isOdd: deps.isOdd };
  return store.write('relaxed', async (tx) => {
    if (request.pull?.part && !pull.part && !pull.collections) await dropPart(tx);
    if (!(await isNext(tx, pull, around))) return notTaken;
    const page = await completePage(tx, { pull, push, numbers: pushed.numbersOf(request.install) }, around);
    if (!page) return { page, misfit: true };
    const applied = await applyPull(tx, page, around);
    if (applied.renewed) await takeMark(tx, request, answer);
    return { page: page.part ? upToCursor(page, page.to) : page, misfit: false, applied };
  });
}

/** What of an answer's page counted. */
type Taken = {
  readonly page: PullAnswer | undefined;
  readonly misfit: boolean;
  readonly applied?: Applied;
};

async function post(deps: ExchangeDeps, request: SyncRequest, identity: Identity) {
  try {
    return await deps.transport.post(request, identity);
  } catch {
    return undefined;
  }
}

async function adopt({ store, hash }: ExchangeDeps, unknown: string | undefined): Promise<ExchangeOutcome> {
  await adoptCarried(store, unknown, hash);
  return { kind: 'done', progress: true, page: undefined, head: 0 };
}

async function offline(
  { store, nowMs }: ExchangeDeps,
  { retryAfterMs, alone }: Pick<Reply, 'retryAfterMs'> & { readonly alone: Id | undefined },
): Promise<ExchangeOutcome> {
  await noteFailed(store, retryAfterMs, nowMs());
  return {
    kind: 'offline',
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(alone === undefined ? {} : { alone }),
  };
}
