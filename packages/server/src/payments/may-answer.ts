import { Action, ROLES, may, type Id } from '@resto360/domain';
import type { Transaction } from '../db/transaction.ts';

/**
 * Whether somebody is of the restaurant's staff, still works there, and may do so: answer for money that nobody else has proven,
 * unless another action is named.
 * **Why** by the rows of now: what was right when a till wrote may not be when it arrives (TEN-15).
 */
export async function mayAnswer(
  transaction: Pick<Transaction, 'query'>,
  restaurant: Id<'restaurant'>,
  staffId: string,
  action: Action = Action.answerForPayment,
): Promise<boolean> {
  const found = await transaction.query({
    name: 'payment_may_answer',
    text: `select from staff
            where restaurant_id = $1 and id::text = $2 and born and active is distinct from false and role = any($3)`,
    values: [restaurant, staffId, ROLES.filter((role) => may(role, action))],
  });
  return (found.rowCount ?? 0) > 0;
}
