import {
  Action,
  MapView,
  deferrableMinor,
  isInstall,
  type FailureCode,
  type Id,
  type Json,
  type Row,
} from '@resto360/domain';
import type { AttemptRow } from '@resto360/payments';
import { rowText } from '../db/row-sql.ts';
import type { DatabasePool } from '../db/pool.ts';
import { withTransaction, type Transaction } from '../db/transaction.ts';
import { houseHourOf } from '../mail/house-hour.ts';
import { mayAnswer } from './may-answer.ts';

type Restaurant = Id<'restaurant'>;

/** From ten in the evening to seven in the morning, by the house's clock. **Source** section 5.3 of the providers' page. */
const QUIET_FROM_HOUR = 22;
const QUIET_UNTIL_HOUR = 7;

/**
 * Whether the house's own rules let a money call leave, asked right before it does: `later` at night for what was put off; a
 * failure where whoever asked for it may not, or it is above the limits (PAY-18, PAY-20). **Why** here and not when it comes: a
 * refund may wait for a day, and a server that was put back must read what it sent before it judges it (SYN-21).
 */
export async function mayLeave(
  pool: DatabasePool,
  restaurant: Restaurant,
  row: AttemptRow,
  nowMs: number,
): Promise<'yes' | 'later' | FailureCode> {
  return withTransaction(pool, { mode: 'snapshot', restaurantId: restaurant }, async (transaction) => {
    const asked = await readAsked(transaction, restaurant, row);
    // What stands apart counts for the room, and moves no money by itself.
    if (asked?.isApart === true) return 'no_right';
    if (row.kind === 'refund') return mayRefund(transaction, restaurant, asked);
    const isDeferred = row.kind === 'push' && row.validUntilMs !== null;
    if (!isDeferred) return 'yes';
    const why = await whyNotLater(transaction, restaurant, row, asked);
    return why ?? ((await isQuiet(transaction, restaurant, nowMs)) ? 'later' : 'yes');
  });
}

/** Of a row `t`: its op stands apart, or the device whose stamp it bears has its right no more. */
const isApart = `(
  exists (select from suspense s where s.restaurant_id = $1 and s.rows @> to_jsonb(t.id::text))
  or exists (select from devices d where d.restaurant_id = $1 and d.install = right(t.st, 10) and d.revoked_at is not null))`;

type Asked = { readonly f: Readonly<Record<string, Json>>; readonly isApart: boolean };

/** The fact that a row was made of; `isApart`: written without the right any more, or by a device whose right is gone. */
async function readAsked(
  transaction: Transaction,
  restaurant: Restaurant,
  { id, kind }: AttemptRow,
): Promise<Asked | undefined> {
  const table = kind === 'refund' ? 'attempt_refunds' : 'payment_requests';
  const found = await transaction.query<Asked>({
    name: `house_rules_${table}`,
    text: `select t.f,
                  ${isApart} as "isApart"
             from ${table} t where t.restaurant_id = $1 and t.id = $2`,
    values: [restaurant, id],
  });
  return found.rows[0];
}

async function mayRefund(transaction: Transaction, restaurant: Restaurant, asked: Asked | undefined) {
  const isAllowed = asked !== undefined && (await mayAnswer(transaction, restaurant, answererOf(asked), Action.refund));
  return isAllowed ? 'yes' : 'no_right';
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
/** Whoever answers for it: who typed their PIN beside it, or who did it. */
const answererOf = ({ f }: Asked): string => textOf(f['approvedBy']) || textOf(f['by']);

async function whyNotLater(
  transaction: Transaction,
  restaurant: Restaurant,
  row: AttemptRow,
  asked: Asked | undefined,
): Promise<FailureCode | undefined> {
  if (!asked || !(await mayAnswer(transaction, restaurant, answererOf(asked)))) return 'no_right';
  if (textOf(asked.f['consentText']).trim() === '') return 'merchant_not_allowed';
  const mostMinor = await deferrable(transaction, restaurant, row, textOf(asked.f['install']));
  return row.amountMinor > mostMinor ? 'merchant_limit' : undefined;
}

/** What that till might still put off beside what it had put off before this one: by the till's own rule. **Units** minor. */
async function deferrable(
  transaction: Transaction,
  restaurant: Restaurant,
  { id, createdAtMs }: AttemptRow,
  install: string,
): Promise<number> {
  if (!isInstall(install)) return 0;
  const view = new MapView();
  const load = async (name: string, from: string, values: readonly unknown[]) => {
    const found = await transaction.query<{ readonly row: string }>({
      name: `deferrable_${name}`,
      text: `select ${rowText('wire')} as row ${from}`,
      values: [restaurant, ...values],
    });
    for (const { row } of found.rows) view.put(name, JSON.parse(row) as Row);
  };
  await load('settings', 'from settings t where t.restaurant_id = $1', []);
  await load(
    'payment_requests',
    `from payment_requests t join offline_payment_queue q on q.restaurant_id = $1 and q.id = t.id
      where t.restaurant_id = $1 and t.install = $2 and t.is_deferred and (q.asked_at, q.id) < ($4, $3::uuid)
        and q.next_retry_at is not null
        and q.status = any('{queued_offline,submitting,pending_customer,action_required,unknown}')`,
    [install, id, new Date(createdAtMs)],
  );
  return deferrableMinor(view, install);
}

async function isQuiet(transaction: Transaction, restaurant: Restaurant, nowMs: number): Promise<boolean> {
  const found = await transaction.query<{ readonly timezone: string }>({
    name: 'house_timezone',
    text: `select coalesce(s.timezone, r.timezone) as timezone
             from restaurants r left join settings s on s.restaurant_id = r.restaurant_id
            where r.restaurant_id = $1`,
    values: [restaurant],
  });
  const { hour } = houseHourOf(nowMs, found.rows[0]?.timezone ?? 'UTC');
  return hour >= QUIET_FROM_HOUR || hour < QUIET_UNTIL_HOUR;
}

/** Whether a wish was written without the right, or by a device whose right is gone: it makes no money count (SYN-25). */
export async function standsApart(
  transaction: Pick<Transaction, 'query'>,
  restaurant: Restaurant,
  wish: Id,
): Promise<boolean> {
  const found = await transaction.query({
    name: 'wish_apart',
    text: `select from payment_wishes t where t.restaurant_id = $1 and t.id::text = $2 and ${isApart}`,
    values: [restaurant, wish],
  });
  return (found.rowCount ?? 0) > 0;
}
