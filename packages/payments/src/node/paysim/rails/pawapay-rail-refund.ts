import { readDecimal } from '../../../encode-amount.ts';
import { jsonAnswer, type SimAnswer } from '../sim-call.ts';
import type { SimTransaction } from '../sim-transaction.ts';
import type { SimWorld } from '../sim-world.ts';
import { fieldRefusal, isAmountText, isUuid4, moment, objectOf, refusalAnswer } from './pawapay-rail-answers.ts';
import { twoDecimals } from './pawapay-rail-told.ts';

/** A refund with the deposit that it gives back. */
export type RailRefund = { readonly deposit: SimTransaction; readonly refund: SimTransaction['refunds'][number] };

/**
 * `POST /v2/refunds`. One at a time, never more than was paid.
 * **Source** docs.pawapay.io/v2/api-reference/refunds/initiate-refund [P]; `NOT_FOUND` and `INVALID_STATE` are [U].
 */
export function acceptRefund(text: string, world: SimWorld, begin: (back: RailRefund) => void): SimAnswer {
  const body = objectOf(text);
  if (!body) return refusalAnswer(400, 'INVALID_INPUT');
  const wrong = fieldRefusal(body, FIELDS);
  if (wrong) return wrong;
  const { refundId, depositId } = body;
  if (!isUuid4(refundId) || !isUuid4(depositId)) return refusalAnswer(400, 'INVALID_PARAMETER');
  if (findRefund(world, refundId)) return jsonAnswer(200, { refundId, status: 'DUPLICATE_IGNORED' });
  const deposit = world.find('pawapay', depositId);
  const asked = deposit && amountOf(body, deposit);
  const code = deposit ? refundRefusal(body, deposit, asked) : 'NOT_FOUND';
  if (!deposit || asked === undefined || code) return refusalAnswer(200, code ?? 'INVALID_AMOUNT', { refundId });
  const refund: RailRefund['refund'] = { id: refundId, amountMinor: asked, state: 'pending', reason: null };
  deposit.refunds.push(refund);
  begin({ deposit, refund });
  return jsonAnswer(200, { refundId, status: 'ACCEPTED', created: moment(world.nowMs) });
}

/** A refund by its own id. */
export function findRefund(world: SimWorld, refundId: string): RailRefund | undefined {
  for (const deposit of world.list('pawapay')) {
    const refund = deposit.refunds.find(({ id }) => id === refundId);
    if (refund) return { deposit, refund };
  }
  return undefined;
}

/** A refund as reads and callbacks tell it. */
export function toldRefund({ deposit, refund }: RailRefund): Readonly<Record<string, unknown>> {
  const { currency, payer, facts } = deposit;
  const { provider, country } = facts;
  return {
    refundId: refund.id,
    depositId: deposit.id,
    status: STATUS[refund.state],
    amount: twoDecimals(refund.amountMinor, currency),
    currency,
    country,
    recipient: { type: 'MMO', accountDetails: { phoneNumber: (payer ?? '').replace(/^\+/, ''), provider } },
    ...(refund.state === 'succeeded' && { providerTransactionId: `R${deposit.operatorTxnId}` }),
    ...(refund.state === 'failed' && {
      failureReason: { failureCode: refund.reason, failureMessage: `The refund failed: ${refund.reason}` },
    }),
  };
}

function refundRefusal(
  body: Readonly<Record<string, unknown>>,
  { state, currency, amountMinor, refunds }: SimTransaction,
  askedMinor: number | undefined,
): string | undefined {
  if (state !== 'succeeded') return 'INVALID_STATE';
  if (refunds.some((one) => one.state === 'pending')) return 'REFUND_IN_PROGRESS';
  const back = refunds.reduce((sum, one) => sum + (one.state === 'succeeded' ? one.amountMinor : 0), 0);
  if (back >= amountMinor) return 'DEPOSIT_ALREADY_REFUNDED';
  if (body['currency'] !== currency) return 'INVALID_CURRENCY';
  if (askedMinor === undefined || askedMinor <= 0) return 'INVALID_AMOUNT';
  return askedMinor > amountMinor - back ? 'AMOUNT_TOO_LARGE' : undefined;
}

/** All of it where no amount is named. */
function amountOf({ amount }: Readonly<Record<string, unknown>>, deposit: SimTransaction): number | undefined {
  if (amount === undefined) return deposit.amountMinor;
  return isAmountText(amount) ? readDecimal(amount, deposit.currency) : undefined;
}

const STATUS = { pending: 'PROCESSING', succeeded: 'COMPLETED', failed: 'FAILED' } as const;
const FIELDS = {
  required: ['refundId', 'depositId', 'currency'],
  allowed: ['amount', 'clientReferenceId', 'metadata'],
} as const;
