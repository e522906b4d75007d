import type { Id } from '@resto360/domain';
import { rowOf, type AttemptRow, type PaymentProvider } from '@resto360/payments';
import type { StoredRow, WritePlan } from '@resto360/sync/server';
import type { Transaction } from '../db/transaction.ts';
import type { AttemptJob, SendJobs } from './jobs.ts';
import { insertedOf } from './queue-record.ts';
import { askedRows, type AskedOverRail, type AskedRow } from './asked-rows.ts';
import { grantOpenWishes, grantWishes } from './wish-attempts.ts';

/** What becomes of the payments of a write, before it is committed. */
export type QueuePayments = (transaction: Transaction, restaurant: Id<'restaurant'>, plan: WritePlan) => Promise<void>;

/** What the queue is fed with. `onError`: hears what could not be queued. */
export type QueueDeps = {
  readonly provider: (id: string) => PaymentProvider | undefined;
  readonly sendJobs: SendJobs;
  readonly nowMs: () => number;
  readonly onError: (error: unknown) => void;
};

/**
 * Puts what a write asks of the rails into the queue, in the very transaction that stores it: requests and claims become
 * rows, wishes become steps of them, and each has its wake-up. A row that is there already stays as it is: what a till
 * gives back after a restore is the same attempt (SYN-21).
 *
 * **Why** behind a savepoint: a sale is never refused for what a queue of jobs does. What is missing then is found by the
 * sweep ({@link queueMissing}).
 */
export function queuePayments(deps: QueueDeps): QueuePayments {
  return async (transaction, restaurant, plan) => {
    const asked = askedRows((collection) => newRows(plan, collection));
    const wishes = newRows(plan, 'payment_wishes');
    if (asked.length === 0 && wishes.length === 0) return;
    await apart(transaction, deps, async () => {
      const added = asked.length === 0 ? [] : await addRows(transaction, restaurant, asked, deps);
      const moved = await grantWishes(transaction, restaurant, wishes, deps.nowMs());
      await deps.sendJobs(transaction, [...added, ...moved]);
    });
  };
}

/**
 * Requests and claims that have no row (written before there was a queue, or while it could not be written), and wishes that
 * are still open. Answers how many there were.
 */
export async function queueMissing(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  deps: QueueDeps,
): Promise<number> {
  const missing = new Map<string, readonly AskedRow[]>();
  for (const name of ['payment_requests', 'claims', 'attempt_refunds']) {
    const found = await transaction.query<AskedRow>({
      name: `missing_${name}`,
      text: `select t.id, t.st, t.f from ${name} t
              where t.restaurant_id = $1 and ${name === 'attempt_refunds' ? "t.way = 'rail'" : 'true'}
                and not exists (select from offline_payment_queue q where q.restaurant_id = $1 and q.id = t.id)
              order by t.version limit ${MISSING_MAX}`,
      values: [restaurant],
    });
    missing.set(name, found.rows);
  }
  const asked = askedRows((collection) => missing.get(collection) ?? []);
  const added = asked.length > 0 ? await addRows(transaction, restaurant, asked, deps) : [];
  const moved = await grantOpenWishes(transaction, restaurant, deps.nowMs());
  if (added.length + moved.length > 0) await deps.sendJobs(transaction, [...added, ...moved]);
  return added.length + moved.length;
}

const MISSING_MAX = 200;

async function apart(transaction: Transaction, { onError }: QueueDeps, work: () => Promise<void>): Promise<void> {
  await transaction.query({ text: 'savepoint payments' });
  try {
    await work();
    await transaction.query({ text: 'release savepoint payments' });
  } catch (error) {
    await transaction.query({ text: 'rollback to savepoint payments' });
    onError(error);
  }
}

// Rows that this write creates: a fact is written once.
const newRows = ({ rows, head }: WritePlan, collection: string): StoredRow[] =>
  (rows.get(collection) ?? []).filter(({ v }) => v === head);

async function addRows(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  asked: readonly AskedOverRail[],
  { provider, nowMs }: QueueDeps,
): Promise<AttemptJob[]> {
  const accounts = await readAccounts(transaction, restaurant);
  for (const { rail, ...one } of asked) {
    const account = accounts.get(rail);
    const can = account && provider(account.provider)?.capabilities({ ...account, provider: account.provider });
    // A clock that runs ahead makes no attempt that waits for its own day.
    const createdAtMs = Math.min(one.createdAtMs, nowMs());
    const row = rowOf(
      { ...one, createdAtMs, restaurant, provider: account?.provider ?? rail, account: account?.id ?? '' },
      { customerWindowMs: can?.customerWindowMs ?? WINDOW_MS },
      nowMs(),
    );
    await insertRow(transaction, row, rail);
  }
  return asked.map(({ id }) => ({ restaurant, attempt: id, atMs: nowMs() }));
}

/** Where the rail is gone, or not known any more. **Units** ms. */
const WINDOW_MS = 300_000;

type Account = Parameters<PaymentProvider['capabilities']>[0];

async function readAccounts(transaction: Transaction, restaurant: Id<'restaurant'>): Promise<Map<string, Account>> {
  const found = await transaction.query<Account & { readonly rail: string }>({
    name: 'payment_accounts',
    text: `select rail, provider, account_id as id, country, environment, base_url as "baseUrl", settings
             from payment_accounts where restaurant_id = $1`,
    values: [restaurant],
  });
  return new Map(found.rows.map(({ rail, ...account }) => [rail, account]));
}

/** Puts a new attempt into the queue; one that is there stays as it is. */
export async function insertRow(transaction: Transaction, row: AttemptRow, rail: string): Promise<void> {
  const inserted = Object.entries(insertedOf(row, rail));
  const places = inserted.map((_, index) => `$${index + 1}`).join(', ');
  await transaction.query({
    name: 'payment_insert',
    text: `insert into offline_payment_queue (${inserted.map(([name]) => name).join(', ')}) values (${places})
           on conflict (restaurant_id, id) do nothing`,
    values: inserted.map(([, value]) => value),
  });
}
