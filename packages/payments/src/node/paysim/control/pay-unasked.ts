import { AMOUNT_MAX_MINOR, isCurrency } from '@resto360/domain';
import type { SimDesk } from '../sim-desk.ts';
import { BadInput, fieldsOf, MSISDN, mustHave, numberIn, textIn, wordIn } from './control-input.ts';

/**
 * `POST /__sim/pay {rail, amountMinor, payer, merchant?, currency?}`: a customer pays by themselves, by the code on the
 * wall or a number they dial. Answers the reference that their message shows.
 */
export function payUnasked(body: unknown, { world, setup }: SimDesk) {
  const fields = fieldsOf(body, ['rail', 'amountMinor', 'payer', 'merchant', 'currency']);
  const rail = mustHave(wordIn(fields, 'rail', [...world.rails.keys()]), 'rail');
  const amountMinor = mustHave(numberIn(fields, 'amountMinor', [1, AMOUNT_MAX_MINOR]), 'amountMinor');
  const payer = mustHave(textIn(fields, 'payer', MSISDN), 'payer');
  const merchant = mustHave(textIn(fields, 'merchant') ?? setup.merchants[rail], 'merchant');
  const currency = textIn(fields, 'currency') ?? 'XOF';
  if (!isCurrency(currency)) throw new BadInput('bad_value', 'currency is none');
  const { id, operatorTxnId } = world.pay({ rail, merchant, amountMinor, currency, payer });
  return { id, operatorTxnId };
}

/** `POST /__sim/reverse {operatorTxnId}`: the operator takes the money back from the merchant. */
export function reversePaid(body: unknown, { world }: SimDesk) {
  const operatorTxnId = mustHave(textIn(fieldsOf(body, ['operatorTxnId']), 'operatorTxnId'), 'operatorTxnId');
  const paid = world.list().find((one) => one.operatorTxnId === operatorTxnId);
  if (!paid) throw new BadInput('not_found', 'there is no such payment', 404);
  if (paid.state !== 'succeeded') throw new BadInput('not_paid', `it is ${paid.state}`, 409);
  world.reverse(paid);
  return { operatorTxnId, reversedMinor: paid.reversedMinor };
}
