import {
  ATTEMPT_RULES,
  Action,
  isActive,
  isId,
  stepAttempt,
  type AttemptEvent,
  type AttemptWish,
  type Id,
} from '@resto360/domain';
import { mayCountLate, ownsMoney, suggestedTaken, withAttempt, type AttemptRow } from '@resto360/payments';
import type { StoredRow } from '@resto360/sync/server';
import { MONEY_STATES } from './money-states.ts';
import type { Transaction } from '../db/transaction.ts';
import type { AttemptJob } from './jobs.ts';
import { standsApart } from './house-rules.ts';
import { mayAnswer } from './may-answer.ts';
import { readOrderDue } from './order-due.ts';
import { storeAttempt } from './pg-attempt-store.ts';
import { QUEUE_COLUMNS, attemptRowOf, type QueueRecord } from './queue-record.ts';

type WishRow = Pick<StoredRow, 'id' | 'f'>;
type Restaurant = Id<'restaurant'>;

/**
 * Makes wishes steps of their attempts, and writes down which were looked at to their end. A wish whose attempt has not come
 * yet, or is not yet in a state that it fits, stays open: it is tried again by the sweep ({@link grantOpenWishes}), because a
 * till that gives things back after a restore gives them all at once (SYN-21).
 */
export async function grantWishes(
  transaction: Transaction,
  restaurant: Restaurant,
  wishes: readonly WishRow[],
  nowMs: number,
): Promise<AttemptJob[]> {
  const jobs: AttemptJob[] = [];
  for (const wish of wishes) {
    const attempt = await grantWish(transaction, restaurant, wish, nowMs);
    if (attempt !== undefined) jobs.push({ restaurant, attempt, atMs: nowMs });
  }
  return jobs;
}

/** Wishes that could not be granted when they came. */
export async function grantOpenWishes(
  transaction: Transaction,
  restaurant: Restaurant,
  nowMs: number,
): Promise<AttemptJob[]> {
  const found = await transaction.query<WishRow>({
    name: 'open_wishes',
    text: `select w.id, w.f from payment_wishes w
            where w.restaurant_id = $1
              and not exists (select from payment_wishes_done d where d.restaurant_id = $1 and d.wish = w.id)
            order by w.version limit ${AT_ONCE}`,
    values: [restaurant],
  });
  return grantWishes(transaction, restaurant, found.rows, nowMs);
}

const AT_ONCE = 200;

/** The attempt that is to be looked at because of it; undefined where the wish stays open and nothing moved. */
async function grantWish(
  transaction: Transaction,
  restaurant: Restaurant,
  { id, f }: WishRow,
  nowMs: number,
): Promise<string | undefined> {
  const { attempt, by, approvedBy, at, reason } = f as Record<string, unknown>;
  const wish = f['wish'] as AttemptWish;
  const row = isId(attempt) ? await lockRow(transaction, restaurant, attempt) : undefined;
  const done = (told: WishEnd) => writeDone(transaction, restaurant, { wish: id, told, nowMs });
  if (!row) {
    // Nothing that it could be about has come in a week, and nothing will.
    if (typeof at !== 'number' || nowMs > at + OPEN_MS) await done('too_late');
    return undefined;
  }
  const right = RIGHTS[wish];
  if (right && !(await answers(transaction, restaurant, id, { by: String(approvedBy ?? by), right }))) {
    await done('no_right');
    return undefined;
  }
  if (isAnother(row, { wish, reason: String(reason) })) {
    await done('too_late');
    return undefined;
  }
  const isGranted = await step(transaction, row, wish, { restaurant, nowMs, told: wish });
  if (isGranted || wish === 'retry') await done('applied');
  else if (!isActive(row.attempt.state)) await done('too_late');
  return isGranted || wish === 'retry' ? row.id : undefined;
}

/** Something else is suggested by now than what somebody said yes to: such a wish names it as its reason. */
const isAnother = (
  { suggested }: AttemptRow,
  { wish, reason }: { readonly wish: AttemptWish; readonly reason: string },
) => wish === 'take_suggested' && suggested !== null && suggested.reference !== reason;

/** So long a wish waits for what it is about. **Units** ms. */
const OPEN_MS = 8 * 86_400_000;
type WishEnd = 'applied' | 'too_late' | 'no_right';

/** Somebody with the right answers for it, and it was written on a device with its right. */
async function answers(
  transaction: Transaction,
  restaurant: Restaurant,
  wish: Id,
  { by, right }: { readonly by: string; readonly right: Action },
): Promise<boolean> {
  return (await mayAnswer(transaction, restaurant, by, right)) && !(await standsApart(transaction, restaurant, wish));
}

/**
 * Who may want it. Money counts, or stops counting, by most of these: somebody answers for it. What is suggested is taken by
 * whoever may take a claim.
 */
const RIGHTS: Readonly<Partial<Record<AttemptWish, Action>>> = {
  attest: Action.answerForPayment,
  accept_amount: Action.answerForPayment,
  reject_claim: Action.answerForPayment,
  give_back: Action.answerForPayment,
  take_suggested: Action.takeCash,
};

async function writeDone(
  transaction: Transaction,
  restaurant: Restaurant,
  { wish, told, nowMs }: { readonly wish: string; readonly told: WishEnd; readonly nowMs: number },
): Promise<void> {
  await transaction.query({
    name: 'wish_done',
    text: `insert into payment_wishes_done (restaurant_id, wish, done_at, told) values ($1, $2, $3, $4)
           on conflict (restaurant_id, wish) do nothing`,
    values: [restaurant, wish, new Date(nowMs), told],
  });
}

/** The same wish from the office or a program, with its reason in the record. */
export async function wishQueued(
  transaction: Transaction,
  restaurant: Restaurant,
  wish: { readonly attempt: string; readonly wish: AttemptWish; readonly reason: string; readonly by: string },
  nowMs: number,
): Promise<'done' | 'unknown' | 'elsewhere'> {
  const row = await lockRow(transaction, restaurant, wish.attempt);
  if (!row) return 'unknown';
  if (isAnother(row, wish)) return 'elsewhere';
  const told = `${wish.wish} by ${wish.by}: ${wish.reason}`;
  const isGranted = await step(transaction, row, wish.wish, { restaurant, nowMs, told });
  return isGranted || wish.wish === 'retry' ? 'done' : 'elsewhere';
}

async function lockRow(transaction: Transaction, restaurant: Id, id: string): Promise<AttemptRow | undefined> {
  const found = await transaction.query<QueueRecord>({
    name: 'payment_wished',
    text: `select ${QUEUE_COLUMNS} from offline_payment_queue where restaurant_id = $1 and id = $2 for update`,
    values: [restaurant, id],
  });
  return found.rows[0] && attemptRowOf(found.rows[0]);
}

/** Steps the row and has it looked at now; false where the wish does not fit its state, which leaves it alone. */
async function step(
  transaction: Transaction,
  row: AttemptRow,
  wish: AttemptWish,
  { restaurant, nowMs, told }: { readonly restaurant: Restaurant; readonly nowMs: number; readonly told: string },
): Promise<boolean> {
  const next = wish === 'take_suggested' ? suggestedTaken(row, nowMs) : await rowAfter(transaction, row, wish, nowMs);
  if (!next) return false;
  const corrected = next.reference === row.reference ? '' : ` (${next.reference} for ${row.reference})`;
  const [from, to] = [row.attempt.state, next.attempt.state];
  await storeAttempt(transaction, restaurant, next, [
    { atMs: nowMs, call: 'decision', told: `${told}${corrected}`, from, to },
  ]);
  return true;
}

async function rowAfter(
  transaction: Transaction,
  row: AttemptRow,
  wish: AttemptWish,
  nowMs: number,
): Promise<AttemptRow | undefined> {
  const attempt = await attemptAfter(transaction, row, wish, nowMs);
  if (!attempt && wish !== 'retry') return undefined;
  const isMoved = attempt !== undefined && attempt.state !== row.attempt.state;
  return {
    ...withAttempt(row, attempt ?? row.attempt),
    ...(isMoved && { tries: 0, stateSinceMs: nowMs }),
    version: row.version + 1,
    nextTryAtMs: nowMs,
  };
}

async function attemptAfter(transaction: Transaction, row: AttemptRow, wish: AttemptWish, nowMs: number) {
  if (wish === 'accept_amount' && row.attempt.state === 'late_success' && !(await isThere(transaction, row))) {
    return undefined;
  }
  const event = eventOf(wish, row);
  const facts = { nowMs, graceMs: 0, isIdempotent: false, rules: ATTEMPT_RULES };
  const attempt = event && stepAttempt(row.attempt, event, facts);
  if (!event || !attempt || !ownsMoney({ attempt }) || !(await isTaken(transaction, row))) return attempt;
  // Its money counts for another attempt by now: held still, and said why; given back it brings nothing (PAY-16).
  const elsewhere = { ...row.attempt, failure: 'reference_reused' } as const;
  return stepAttempt(elsewhere, event, facts) ?? elsewhere;
}

// Nothing of it went back, or is on its way: by the rows of its order as they stand in this transaction.
async function isThere(transaction: Transaction, row: AttemptRow): Promise<boolean> {
  const { attempts: rows, handedBack } = await readOrderDue(transaction, row.restaurant, row.order);
  return mayCountLate(row, { rows, handedBack });
}

async function isTaken(transaction: Transaction, row: AttemptRow): Promise<boolean> {
  if (row.providerTxnId === null) return false;
  const found = await transaction.query({
    name: 'payment_money_taken',
    text: `select from offline_payment_queue
            where restaurant_id = $1 and provider = $2 and account = $3 and provider_txn = $4 and id <> $5
              and status in (${MONEY_STATES}) limit 1`,
    values: [row.restaurant, row.provider, row.account, row.providerTxnId, row.id],
  });
  return found.rows.length > 0;
}

function eventOf(wish: AttemptWish, { attempt, amountMinor }: AttemptRow): AttemptEvent | undefined {
  switch (wish) {
    case 'retry':
    case 'take_suggested':
      return undefined;
    case 'attest':
      return { kind: 'attest', acceptedMinor: amountMinor };
    case 'accept_amount':
      return { kind: 'accept_amount', acceptedMinor: attempt.acceptedMinor };
    case 'cancel':
    case 'replaced':
    case 'reject_claim':
    case 'give_back':
      return { kind: wish };
  }
}
