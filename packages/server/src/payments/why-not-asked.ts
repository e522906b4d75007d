import { Action, MapView, deferrableMinor, isInstall, type FailureCode, type Id, type Row } from '@resto360/domain';
import { rowText } from '../db/row-sql.ts';
import type { Transaction } from '../db/transaction.ts';
import type { AskedOverRail } from './asked-rows.ts';
import { mayAnswer } from './may-answer.ts';

/**
 * Why the server does not do what a till asks, before anything leaves; undefined where it does. **Why** asked again here: what a
 * till was told of rights and limits may be old, and what moves money by itself is decided by what holds now (TEN-15).
 */
export async function whyNotAsked(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  asked: Pick<AskedOverRail, 'id' | 'kind' | 'by' | 'install' | 'amountMinor' | 'isDeferred' | 'hasConsent'>,
): Promise<FailureCode | undefined> {
  const { kind, isDeferred, by } = asked;
  if (kind === 'refund') return (await mayAnswer(transaction, restaurant, by, Action.refund)) ? undefined : 'no_right';
  if (!isDeferred) return undefined;
  if (!asked.hasConsent) return 'merchant_not_allowed';
  if (!(await mayAnswer(transaction, restaurant, by))) return 'no_right';
  const mostMinor = await deferrable(transaction, restaurant, asked);
  return asked.amountMinor > mostMinor ? 'merchant_limit' : undefined;
}

/** What that till may still put off, beside this one: by the rule that the till itself has. **Units** minor. */
async function deferrable(
  transaction: Transaction,
  restaurant: Id<'restaurant'>,
  { id, install }: Pick<AskedOverRail, 'id' | 'install'>,
): Promise<number> {
  if (!isInstall(install)) return 0;
  const view = new MapView();
  const rowsOf = async (name: string, from: string, values: readonly unknown[]) => {
    const found = await transaction.query<{ readonly row: string }>({
      name: `deferrable_${name}`,
      text: `select ${rowText('wire')} as row ${from}`,
      values: [restaurant, ...values],
    });
    for (const { row } of found.rows) view.put(name, JSON.parse(row) as Row);
  };
  await rowsOf('settings', 'from settings t where t.restaurant_id = $1', []);
  await rowsOf(
    'payment_requests',
    `from payment_requests t join offline_payment_queue q on q.restaurant_id = $1 and q.id = t.id
      where t.restaurant_id = $1 and t.install = $2 and t.is_deferred and t.id <> $3 and q.next_retry_at is not null
        and q.status = any('{queued_offline,submitting,pending_customer,action_required,unknown}')`,
    [install, id],
  );
  return deferrableMinor(view, install);
}
