import { isObject } from '@resto360/domain';
import type { SyncRequest } from '../protocol/messages.ts';
import { NO_NOTICES, applyVerdicts } from './apply-verdicts.ts';
import { takeMark } from './history-marks.ts';
import { Pushed } from './pushed.ts';
import { noteGood } from './pace.ts';
import { readAnswer } from './read-answer.ts';
import type { ClientRules } from './rules.ts';
import { START, type ClientStore, type ClientTx, type Identity, type Notices, type OutboxEntry } from './store.ts';
import type { Reply } from './transport.ts';

/** Why nothing moves until something has changed. */
export type Stop = NonNullable<Notices['stopped']>;

type StopDeps = { readonly store: ClientStore; readonly nowMs: () => number; readonly rules: ClientRules };

/** The code that an answer other than 200 names. */
export const codeOf = ({ body }: Reply): unknown => (isObject(body) ? body['code'] : undefined);

/** The install that a server names as none of its restaurant's. */
export function foreignIn({ body }: Reply): string | undefined {
  const details = isObject(body) && isObject(body['details']) ? body['details'] : {};
  return typeof details['install'] === 'string' ? details['install'] : undefined;
}

/** Whether an answer says that nothing will move until something has changed. */
export function stopOf(reply: Reply): Stop | undefined {
  const code = codeOf(reply);
  if (reply.status === 401 && code === 'reenrol') return 'reenrol';
  return reply.status === 409 && (code === 'behind' || code === 'reset') ? 'behind' : undefined;
}

/** The history that a server says begins; one of an older history is itself behind (SYN-21). */
export function newerHistory(reply: Reply, lineage: number): number | undefined {
  const body = isObject(reply.body) ? reply.body : {};
  if (reply.status !== 409 || body['code'] !== 'reset') return undefined;
  const told = isObject(body['details']) ? body['details']['lineage'] : undefined;
  return Number.isSafeInteger(told) && Number(told) > lineage ? Number(told) : undefined;
}

/**
 * Writes down what became of what a revoked device brought: it stands apart, and is safe (SYN-25). Answers whether
 * anything was said of it.
 */
export async function takeFromStop(deps: StopDeps, request: SyncRequest, { body }: Reply): Promise<boolean> {
  const details = isObject(body) && isObject(body['details']) ? body['details'] : {};
  const { lineage } = request;
  const { head = 0, mark, push: told, taken } = details;
  if (Array.isArray(taken)) return noteTaken(deps.store, request, new Set<unknown>(taken));
  const answer = readAnswer({
    lineage,
    head,
    receivedAt: deps.nowMs(),
    push: told,
    ...(mark === undefined ? {} : { mark }),
  });
  if (!answer?.push) return false;
  const { push } = answer;
  await deps.store.write('relaxed', async (tx) => {
    const isPresent = ((await tx.meta('cursor')) ?? START).lineage === lineage;
    const isOurs = (await tx.meta('identity'))?.install === request.install;
    if (!isPresent || !isOurs) return;
    await applyVerdicts(tx, push, { rules: deps.rules, lineage, pushed: new Pushed(request) });
    await takeMark(tx, request, answer);
  });
  return true;
}

// A server of a newer history has them. They are asked for by id once this device reads that one, and not sent again.
async function noteTaken(store: ClientStore, { install }: SyncRequest, taken: ReadonlySet<unknown>): Promise<boolean> {
  return store.write('relaxed', async (tx) => {
    if ((await tx.meta('identity'))?.install !== install) return false;
    const own = asTaken(await tx.list('outbox'), taken);
    const carried = asTaken(await tx.list('overlay'), taken);
    await tx.put('outbox', own);
    await tx.put('overlay', carried);
    return own.length + carried.length > 0;
  });
}

function asTaken<T extends OutboxEntry>(entries: readonly T[], taken: ReadonlySet<unknown>): readonly T[] {
  const found = entries.filter(({ id, recall }) => taken.has(id) && recall !== true);
  return found.map((entry) => ({ ...entry, recall: true as const }));
}

/** Writes down that a newer history was heard of; its first page is asked for next. */
export async function awaitHistory(store: ClientStore, lineage: number): Promise<void> {
  await store.write('relaxed', async (tx) => {
    const cursor = (await tx.meta('cursor')) ?? START;
    const isNewer = lineage > Math.max(cursor.lineage, cursor.next ?? 0);
    const { part: _part, stale: _stale, ...rest } = cursor;
    if (isNewer) await tx.setMeta('cursor', { ...rest, next: lineage });
    await noteHeard(tx);
  });
}

/** The server talks to this device again, at the usual pace. */
export async function noteHeard(tx: ClientTx): Promise<void> {
  await noteGood(tx);
  const notices = await tx.meta('notices');
  if (notices?.stopped) await tx.setMeta('notices', { ...notices, stopped: null });
}

/** Writes down why nothing moves; not where the device has another token by now. */
export async function stop(store: ClientStore, why: Stop, asked: Identity): Promise<void> {
  await store.write('relaxed', async (tx) => {
    if ((await tx.meta('identity'))?.token !== asked.token) return;
    const before: Notices = (await tx.meta('notices')) ?? NO_NOTICES;
    await tx.setMeta('notices', { ...before, stopped: why });
    await noteGood(tx);
  });
}
