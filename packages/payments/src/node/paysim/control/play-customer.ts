import type { SimTransaction } from '../sim-transaction.ts';
import type { SimWorld } from '../sim-world.ts';
import {
  BadInput,
  fieldsOf,
  MSISDN,
  mustHave,
  numberIn,
  PAUSE_MS,
  textIn,
  wordIn,
  type Fields,
} from './control-input.ts';

/** What a customer may do with a request. `late_approve`: they are debited after it was over (F16, F23). */
const ACTIONS = ['approve', 'reject', 'wrong_pin', 'ignore', 'late_approve'] as const;
type Action = (typeof ACTIONS)[number];

/**
 * `POST /__sim/customer {action, msisdn | requestId | transactionId, afterMs?, payer?, reason?}`. By a telephone: the
 * request that has waited longest there. `payer`: who opened a checkout. `reason`: the provider's own word for a no.
 * **Why** `ignore` does nothing: whom nobody answers runs out by itself; it says that such a request waits.
 */
export function playCustomer(body: unknown, world: SimWorld) {
  const fields = fieldsOf(body, ['action', 'msisdn', 'requestId', 'transactionId', 'afterMs', 'payer', 'reason']);
  const action = mustHave(wordIn(fields, 'action', ACTIONS), 'action');
  const deed = deedOf(action, fields, world);
  const afterMs = numberIn(fields, 'afterMs', PAUSE_MS) ?? 0;
  const transaction = chosen(fields, world, action);
  const pauseMs = action === 'late_approve' ? LATE_MS + Math.max(0, transaction.expiresAtMs - world.nowMs) : 0;
  if (afterMs + pauseMs === 0) deed(transaction);
  else world.after(afterMs + pauseMs, () => deed(transaction));
  const { rail, id, operatorTxnId, state } = transaction;
  return { rail, id, operatorTxnId, state };
}

/** So long after its end. */
const LATE_MS = 1_000;

/** What a provider calls a PIN that was wrong: none of them has a word of its own for it. [U] */
const WRONG_PIN = 'PAYMENT_NOT_APPROVED';
const SOMEBODY = '+2250700000000';

function deedOf(action: Action, fields: Fields, world: SimWorld): (one: SimTransaction) => void {
  const payer = textIn(fields, 'payer', MSISDN);
  const reason = textIn(fields, 'reason', /^[\w-]{1,60}$/);
  const namePayer = (one: SimTransaction) => {
    if (one.payer === null) Object.assign(one, { payer: payer ?? one.facts['restrictPayerMobile'] ?? SOMEBODY });
  };
  switch (action) {
    case 'approve':
      return (one) => {
        namePayer(one);
        world.approve(one);
      };
    case 'late_approve':
      return (one) => {
        namePayer(one);
        world.succeedAfterAll(one);
      };
    case 'reject':
      return (one) => void world.fail(one, reason ?? 'REJECTED');
    case 'wrong_pin':
      return (one) => failTry(one, reason ?? WRONG_PIN, world);
    case 'ignore':
      return () => undefined;
  }
}

/** At Wave a try that failed leaves the page open; elsewhere it was the only one. */
function failTry(one: SimTransaction, reason: string, world: SimWorld): void {
  if (one.rail !== 'wave') return void world.fail(one, reason);
  world.rails.get('wave')?.answer({ method: 'POST', path: `/pay/${one.id}/fail`, headers: {}, body: '' }, world);
}

function chosen(fields: Fields, world: SimWorld, action: Action): SimTransaction {
  const msisdn = textIn(fields, 'msisdn', MSISDN);
  const id = textIn(fields, 'requestId') ?? textIn(fields, 'transactionId');
  if (msisdn === undefined && id === undefined)
    throw new BadInput('missing_field', 'msisdn, requestId or transactionId');
  const found = world.list().filter((one) => (id === undefined ? one.payer === msisdn : isKnownBy(one, id)));
  if (found.length === 0) throw new BadInput('not_found', 'there is no such request', 404);
  const fitting = found.find(({ state }) => (action === 'late_approve' ? state !== 'succeeded' : state === 'pending'));
  if (!fitting) throw new BadInput('not_pending', `it is ${found.map(({ state }) => state).join(', ')}`, 409);
  return fitting;
}

const isKnownBy = ({ id, operatorTxnId, facts }: SimTransaction, asked: string): boolean =>
  [id, operatorTxnId, facts['clientReference']].includes(asked);
